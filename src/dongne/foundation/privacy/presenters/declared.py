"""What models declare, in the words of a page.

Declarations are English sentences beside the columns (`lib.personal_data`); what they say to people
stands in `declared_words` and `declared_reasons`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.lib.personal_data import About, Holds

from ..queries.declared import Declared
from .declared_reasons import UNTIL, WHY_CLEAR
from .declared_words import COLUMNS, TABLES

ABOUT = {
    About.RESIDENT: gettext_lazy("주민"),
    About.ANYBODY: gettext_lazy("글이나 사진에 나오는 사람"),
    About.STAFF: gettext_lazy("직원"),
}
AREAS = {
    "residents": gettext_lazy("주민과 세대"),
    "messaging": gettext_lazy("알림과 우편"),
    "asides": gettext_lazy("글에서 따로 뺀 연락처"),
    "openings": gettext_lazy("접속기록"),
    "privacy": gettext_lazy("개인정보 보호 업무"),
    "organisations": gettext_lazy("직원과 발령"),
    "accounts": gettext_lazy("계정과 로그인"),
    "fieldwork": gettext_lazy("동네 나가기와 활동"),
    "approvals": gettext_lazy("결재"),
    "media": gettext_lazy("사진"),
    "audit": gettext_lazy("변경 이력"),
    "deadlines": gettext_lazy("처리기한"),
    "duties": gettext_lazy("업무분장"),
    "exchange": gettext_lazy("가져오기"),
    "sharing": gettext_lazy("취합"),
    "zones": gettext_lazy("구역"),
    "search": gettext_lazy("찾기"),
    "vocabulary": gettext_lazy("서식"),
    "expectations": gettext_lazy("한 주 기준"),
    "calendar": gettext_lazy("휴일과 근무시간"),
    "places": gettext_lazy("행정구역"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredTable:
    """`sealed` and `clear` name what is held encrypted and what is not."""

    title: str
    sealed: list[str]
    clear: list[str]
    until: str
    why_clear: str


def tables(found: Iterable[Declared]) -> list[tuple[str, list[DeclaredTable]]]:
    """By whose data it is."""
    groups: dict[About, list[DeclaredTable]] = {about: [] for about in ABOUT}
    for one in found:
        holds = one.holds
        groups[holds.about].append(
            DeclaredTable(
                title=str(TABLES.get(f"{one.module}.{one.model}", one.model)),
                sealed=_names(holds, holds.sealed),
                clear=_names(holds, set(holds.columns) - holds.sealed),
                until=str(UNTIL.get(holds.until, holds.until)),
                why_clear=str(WHY_CLEAR.get(holds.why_clear, holds.why_clear)),
            )
        )
    return [(str(ABOUT[about]), rows) for about, rows in groups.items() if rows]


def _names(holds: Holds, columns: Collection[str]) -> list[str]:
    """Two columns that hold the same kind of thing are named once."""
    words = (
        str(COLUMNS.get(what, what)) for name, what in holds.columns.items() if name in columns
    )
    return list(dict.fromkeys(words))


def kinds_of_data(found: Iterable[Declared]) -> list[tuple[str, list[str]]]:
    """For the public page: what is held of residents, by the work it is for. Keyed indexes are
    left out: they say nothing that the column beside them does not."""
    areas: dict[str, list[str]] = {}
    for one in found:
        if one.holds.about is About.RESIDENT:
            columns = {name for name in one.holds.columns if not name.endswith("_key")}
            areas.setdefault(one.module, []).extend(_names(one.holds, columns))
    return [(area(module), list(dict.fromkeys(names))) for module, names in areas.items()]


def area(module: str) -> str:
    known = AREAS.get(module)
    return str(known) if known else str(apps.get_app_config(module).verbose_name or _("그 밖"))

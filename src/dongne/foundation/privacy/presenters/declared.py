"""What models declare, in the words of a page.

Declarations are English sentences beside the columns (`lib.personal_data`); pages show them as they
stand, under headings in the reader's language.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.lib.personal_data import About

from ..queries.declared import Declared

ABOUT = {
    About.RESIDENT: gettext_lazy("주민"),
    About.ANYBODY: gettext_lazy("누구든 글에 적힌 사람"),
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
class Column:
    name: str
    what: str
    sealed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredTable:
    title: str
    columns: list[Column]
    until: str
    why_clear: str


def tables(found: Iterable[Declared]) -> list[tuple[str, list[DeclaredTable]]]:
    """By whose data it is."""
    groups: dict[About, list[DeclaredTable]] = {about: [] for about in ABOUT}
    for one in found:
        groups[one.holds.about].append(
            DeclaredTable(
                title=f"{area(one.module)} · {one.model}",
                columns=[
                    Column(name=name, what=what, sealed=name in one.holds.sealed)
                    for name, what in one.holds.columns.items()
                ],
                until=one.holds.until,
                why_clear=one.holds.why_clear,
            )
        )
    return [(str(ABOUT[about]), rows) for about, rows in groups.items() if rows]


def kinds_of_data(found: Iterable[Declared]) -> list[tuple[str, int, int]]:
    """For the public page: area, how many kinds of residents' data, how many of them sealed."""
    areas: dict[str, list[int]] = {}
    for one in found:
        if one.holds.about is About.STAFF:
            continue
        counts = areas.setdefault(one.module, [0, 0])
        counts[0] += len(one.holds.columns)
        counts[1] += len(one.holds.sealed)
    return [(area(module), total, sealed) for module, (total, sealed) in areas.items()]


def area(module: str) -> str:
    known = AREAS.get(module)
    return str(known) if known else str(apps.get_app_config(module).verbose_name or _("그 밖"))

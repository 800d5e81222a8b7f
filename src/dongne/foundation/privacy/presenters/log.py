"""Rows of the log in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from dongne.foundation.openings.public import DEEDS, Deed, Opening, purpose_in_words
from dongne.foundation.residents.public import COLUMNS, Person
from dongne.foundation.scope.public import ViewerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    at: datetime
    who: str
    where: str
    whose: str
    whose_url: str
    deed: str
    columns: str
    purpose: str
    dong: str


def rows_of(openings: Iterable[Opening], people: Mapping[str, Person]) -> list[LogRow]:
    """`people` by `resident:<key>`, masked: the list of who opened does not open again."""
    return [
        LogRow(
            at=row.at,
            who=row.actor_name if row.actor_kind != ViewerKind.SYSTEM else _("프로그램"),
            where=row.address,
            whose=whose_text(row.whose, people),
            whose_url=f"{reverse('privacy_log')}?whose={row.whose}",
            deed=str(DEEDS[Deed(row.deed)]),
            columns=", ".join(column_word(one) for one in row.columns),
            purpose=purpose_in_words(row.purpose),
            dong=row.dong.label if row.dong else "",
        )
        for row in openings
    ]


def column_word(name: str) -> str:
    """What a column of the log is called, of whichever module."""
    more = {
        "body": _("글"),
        "subject": _("제목"),
        "values": _("글에 든 값"),
        "asked": _("요구한 내용"),
        "answer": _("답변"),
        "asker_name": _("대신 요구한 분"),
        "openings": _("접속기록"),
    }
    return str(COLUMNS.get(name) or more.get(name, name))


def whose_text(whose: str, people: Mapping[str, Person]) -> str:
    """A masked name, or what kind of thing it was."""
    person = people.get(whose)
    if person is not None:
        return str(person.name) if person.name else _("파기한 사람")
    kind = whose.partition(":")[0]
    words = {
        "resident": _("볼 수 없는 사람"),
        "household": _("세대"),
        "message": _("메시지"),
        "request": _("본인의 요구"),
        "log": _("접속기록"),
        "aside": _("글 속 전화번호"),
    }
    return words.get(kind, kind)

"""What the home page of each role says of cases: figures that open their list, and the first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString

from dongne.foundation.scope.public import Role, Viewer
from dongne.lib.seoul import seoul_day
from dongne.outreach.categories.public import categories_in

from ..models import Case
from ..queries.lists import COUNTED_TO, Show, Whose, counts, first_cases
from .lists import SHOWS, bounded, row_of, whose_word
from .rows import rows_html

FIRST, FIRST_OF_A_DEPARTMENT = 3, 10

Tab = tuple[Whose, Show]
_OF_OFFICER: tuple[Tab, ...] = (
    (Whose.MINE, Show.OVERDUE),
    (Whose.MINE, Show.TODAY),
    (Whose.MINE, Show.TELLING),
    (Whose.ASKED, Show.OPEN),
    (Whose.UNCLAIMED, Show.OPEN),
    (Whose.MINE, Show.OPEN),
    (Whose.ZONE, Show.OPEN),
)
_OF_OFFICE: tuple[Tab, ...] = (
    (Whose.OFFICE, Show.OVERDUE),
    (Whose.OFFICE, Show.TODAY),
    (Whose.UNCLAIMED, Show.OPEN),
    (Whose.ASKED, Show.OPEN),
    (Whose.OFFICE, Show.RETURNED),
    (Whose.OFFICE, Show.TELLING),
    (Whose.OFFICE, Show.OPEN),
)
_OF_DESK: tuple[Tab, ...] = (
    (Whose.OFFICE, Show.OVERDUE),
    (Whose.OFFICE, Show.TODAY),
    (Whose.OFFICE, Show.OPEN),
)
_LOOKS: dict[Show, tuple[str, str]] = {
    Show.OVERDUE: ("danger", "alert"),
    Show.TODAY: ("warning", "clock"),
    Show.TELLING: ("", "message"),
    Show.RETURNED: ("danger", "undo"),
}
_ICONS = {
    Whose.ASKED: "inbox",
    Whose.UNCLAIMED: "users",
    Whose.ZONE: "map",
    Whose.MINE: "user",
    Whose.OFFICE: "list",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHome:
    """`tiles` are figures with an address; `rows` the most pressing cases, as a list shows them;
    `asked` those that wait for an answer or for somebody to take them."""

    tiles: list[dict[str, Any]]
    rows: SafeString
    asked: SafeString
    url: str
    anything: bool


def case_home(viewer: Viewer, *, now: datetime) -> CaseHome:
    """Two statements; three for a department, whose whole day this is."""
    department = viewer.dong_id is None and viewer.has(Role.DEPARTMENT)
    if viewer.dong_id is not None and not viewer.runs_outreach:
        wanted, whose = _OF_OFFICER, Whose.MINE
    elif viewer.dong_id is not None or department:
        wanted, whose = _OF_OFFICE, Whose.OFFICE
        if department:
            wanted = (*wanted, (Whose.MINE, Show.OPEN))
    else:
        wanted, whose = _OF_DESK, Whose.OFFICE
    numbers, _none = counts(viewer, wanted, now=now)
    first = FIRST_OF_A_DEPARTMENT if department else FIRST
    rows = first_cases(viewer, whose, Show.OPEN, now=now, n=first)
    free = []
    if department and numbers[Whose.UNCLAIMED, Show.OPEN]:
        free = first_cases(viewer, Whose.UNCLAIMED, Show.OPEN, now=now, n=first)
    if department and numbers[Whose.ASKED, Show.OPEN]:
        free = [*first_cases(viewer, Whose.ASKED, Show.OPEN, now=now, n=first), *free][:first]
    return CaseHome(
        tiles=[_tile(viewer, tab, number) for tab, number in numbers.items()],
        rows=_list(viewer, rows, now),
        asked=_list(viewer, free, now),
        url=_address(whose, Show.OPEN),
        anything=any(numbers.values()),
    )


def _tile(viewer: Viewer, tab: Tab, number: int) -> dict[str, Any]:
    whose, show = tab
    tone, icon = _LOOKS.get(show, ("", _ICONS[whose]))
    plain = show is Show.OPEN
    # What is everybody's is said to be; one's own goes without saying.
    label = whose_word(whose, viewer) if plain else str(SHOWS[show])
    return {
        "label": label,
        "value": bounded(number, COUNTED_TO),
        "url": _address(whose, show),
        "tone": tone if number else "",
        "icon": icon,
        "nothing": not number,
    }


def _list(viewer: Viewer, cases: Iterable[Case], now: datetime) -> SafeString:
    cases = list(cases)
    categories = categories_in({case.dong_id for case in cases}, day=seoul_day(now))
    rows = [row_of(case, categories, now=now, dong=viewer.dong_id is None) for case in cases]
    return rows_html(rows, ticks=False)


def _address(whose: Whose, show: Show) -> str:
    return f"{reverse('cases')}?{urlencode({'whose': whose, 'show': show})}"

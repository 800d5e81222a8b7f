"""Lists of cases: whose, how they stand, in what order; every page in as many statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from dongne.foundation.media.public import Photo
from dongne.foundation.scope.public import SYSTEM, Role, Viewer
from dongne.lib.seoul import at_seoul, seoul_day

from ..models import Case, CasePhoto, Handover, Note, Reporter, Telling
from ..states import CaseState, HandoverKind, HandoverState
from .finding import holding_words, texts_of
from .orders import BY_AGE, BY_DUE, BY_END, Order, Place

PAGE_LENGTH = 50
COUNTED_TO = 99
"""More than these nobody counts on a tab."""
FOUND_COUNTED_TO = 1000


class Whose(StrEnum):
    """In whose hands it is, or who looks after the place."""

    MINE = "mine"
    ZONE = "zone"
    UNCLAIMED = "unclaimed"
    """Of one's own team, or nobody's, and no person has it yet."""
    ASKED = "asked"
    """Somebody handed it here and waits for an answer."""
    HELPED = "helped"
    """Others own it and were promised help."""
    OFFICE = "office"


class Show(StrEnum):
    """How it stands."""

    OPEN = "open"
    TODAY = "today"
    OVERDUE = "overdue"
    TELLING = "telling"
    """Done, but zone officer or resident were not told yet."""
    WAITING = "waiting"
    RETURNED = "returned"
    """Came back from the last one it was handed to."""
    REOPENED = "reopened"
    CLOSED = "closed"
    ALL = "all"


class Sort(StrEnum):
    DUE = "due"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """What a list is narrowed by besides."""

    category: str = ""
    state: str = ""
    team_id: int | None = None
    officer_id: int | None = None
    dong_id: int | None = None
    tong: int | None = None
    channel: str = ""
    since: date | None = None
    until: date | None = None
    urgent: bool = False
    words: str = ""

    @property
    def anything(self) -> bool:
        return self != Narrowed(dong_id=self.dong_id)


def whose_offered(viewer: Viewer) -> tuple[Whose, ...]:
    """The tabs of this viewer, in their order."""
    if viewer.dong_id is not None:
        return (Whose.MINE, Whose.ZONE, Whose.UNCLAIMED, Whose.ASKED, Whose.HELPED, Whose.OFFICE)
    if viewer.has(Role.DEPARTMENT):
        return (Whose.UNCLAIMED, Whose.MINE, Whose.ASKED, Whose.HELPED, Whose.OFFICE)
    return (Whose.OFFICE,)


def shows_offered(viewer: Viewer) -> tuple[Show, ...]:
    """A desk hands nothing over and tells nobody: it looks at what is due."""
    if viewer.dong_id is not None or viewer.has(Role.DEPARTMENT):
        return tuple(Show)
    return (Show.OPEN, Show.TODAY, Show.OVERDUE, Show.CLOSED, Show.ALL)


def cases_of(viewer: Viewer, whose: Whose) -> QuerySet[Case]:
    """Cases that the viewer may read, and that are so in somebody's hands."""
    own = [viewer.officer_key, *sorted(viewer.deputy_for)]
    if viewer.dong_id is None and viewer.has(Role.DEPARTMENT):
        # What a department holds or was asked is what it may read: nothing is asked twice.
        cases = Case.objects.for_viewer(SYSTEM)
        held = cases.filter(holder_team=viewer.team_id or 0)
        in_hands = {
            Whose.MINE: held.filter(holder_officer__in=own),
            Whose.UNCLAIMED: held.filter(holder_officer=None),
            Whose.OFFICE: held,
        }
        if whose in in_hands:
            return in_hands[whose]
    else:
        cases = Case.objects.for_viewer(viewer)
    match whose:
        case Whose.MINE:
            return cases.filter(holder_officer__in=own)
        case Whose.ZONE:
            return cases.filter(zone_officer__in=own)
        case Whose.UNCLAIMED:
            free = cases.filter(holder_officer=None)
            if viewer.dong_id is None:
                return free
            mine = Q(holder_team=None) | (
                # Whoever runs the dong sees what any of its teams has not taken yet.
                Q(holder_team__dong=viewer.dong_key)
                if viewer.runs_outreach
                else Q(holder_team=viewer.team_id)
            )
            return free.filter(mine)
        case Whose.ASKED:
            return cases.filter(pk__in=_handed_here(viewer, HandoverState.PENDING))
        case Whose.HELPED:
            theirs = ~Q(holder_team=viewer.team_id) | Q(holder_team=None)
            promised = _handed_here(viewer, HandoverState.ACCEPTED).filter(
                kind=HandoverKind.REFERRAL
            )
            return cases.filter(theirs, pk__in=promised)
        case Whose.OFFICE:
            return cases


def _handed_here(viewer: Viewer, state: HandoverState) -> QuerySet[Any, Any]:
    """Keys of cases that were handed to this viewer, or to nobody of the team in particular."""
    own = [viewer.officer_key, *sorted(viewer.deputy_for)]
    mine = Q(to_officer__in=own) | Q(to_officer=None)
    # A department's handovers come from dongs that it does not read otherwise.
    return (
        Handover.objects.for_viewer(SYSTEM)
        .filter(mine, to_team=viewer.team_id or 0, state=state)
        .order_by()
        .values("case")
    )


def standing(cases: QuerySet[Case], show: Show, now: datetime) -> QuerySet[Case]:
    """Those that stand so at this moment."""
    open_ = cases.exclude(state=CaseState.CLOSED)
    match show:
        case Show.OPEN:
            return open_
        case Show.TODAY:
            return open_.filter(due_or_never__gte=now, due_or_never__lt=_tomorrow(now))
        case Show.OVERDUE:
            return open_.filter(due_or_never__lt=now)
        case Show.TELLING:
            return open_.filter(state=CaseState.DONE)
        case Show.WAITING:
            return open_.filter(state=CaseState.WAITING)
        case Show.RETURNED:
            handed = Handover.objects.for_viewer(SYSTEM).order_by()
            later = handed.filter(case=OuterRef("case"), asked_at__gt=OuterRef("answered_at"))
            back = handed.filter(case=OuterRef("pk"), state=HandoverState.RETURNED)
            return open_.filter(
                Exists(back.exclude(Exists(later))),
                state__in=[CaseState.RECEIVED, CaseState.ASSIGNED],
            )
        case Show.REOPENED:
            return open_.filter(times_reopened__gt=0)
        case Show.CLOSED:
            return cases.filter(state=CaseState.CLOSED)
        case Show.ALL:
            return cases


def _tomorrow(now: datetime) -> datetime:
    return at_seoul(seoul_day(now) + timedelta(days=1))


def narrowed(viewer: Viewer, cases: QuerySet[Case], by: Narrowed) -> QuerySet[Case]:
    """The same, narrowed by what the filters say."""
    plain = {
        "category": by.category,
        "state": by.state,
        "channel": by.channel,
        "holder_team_id": by.team_id,
        "holder_officer_id": by.officer_id,
        "dong_id": by.dong_id,
        "tong__number": by.tong,
    }
    cases = cases.filter(**{name: value for name, value in plain.items() if value})
    if by.since:
        cases = cases.filter(received_at__gte=at_seoul(by.since))
    if by.until:
        cases = cases.filter(received_at__lt=at_seoul(by.until + timedelta(days=1)))
    if by.urgent:
        cases = cases.filter(urgent=True)
    if by.words:
        cases = holding_words(cases, by.words, dong_id=by.dong_id or viewer.dong_id)
    return cases


def order_of(show: Show, sort: Sort | None) -> Order:
    """Open ones by when they are due, unless asked otherwise; what is over, by when it ended."""
    if show is Show.CLOSED:
        return BY_END
    if sort is None:
        sort = Sort.NEWEST if show is Show.ALL else Sort.DUE
    return BY_AGE if sort is Sort.NEWEST else BY_DUE


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """Fifty cases or fewer. `before` and `after` are where the neighbouring pages begin."""

    items: list[Case]
    before: str = ""
    after: str = ""


def case_page(
    found: QuerySet[Case],
    order: Order,
    *,
    after: str = "",
    before: str = "",
    sought: Sequence[str] = (),
) -> CasePage:
    """One page of `found` with everything a row shows. One statement."""
    ahead, back = Place.parse(after), Place.parse(before)
    rows = for_rows(found, sought).order_by(*order.columns)
    if back:
        rows = rows.filter(order.beyond(back, back=True)).order_by(*order.backwards())
    elif ahead:
        rows = rows.filter(order.beyond(ahead, back=False))
    items = list(rows[: PAGE_LENGTH + 1])
    more, items = len(items) > PAGE_LENGTH, items[:PAGE_LENGTH]
    if back:
        items.reverse()
    first_page = not ahead and (not back or not more)

    def place(case: Case) -> str:
        return str(Place(getattr(case, order.column), case.pk))

    return CasePage(
        items=items,
        before=place(items[0]) if items and not first_page else "",
        after=place(items[-1]) if items and (more or back) else "",
    )


def first_cases(viewer: Viewer, whose: Whose, show: Show, *, now: datetime, n: int) -> list[Case]:
    """The most pressing ones, as rows show them. One statement."""
    found = standing(cases_of(viewer, whose), show, now)
    return list(for_rows(found).order_by(*BY_DUE.columns)[:n])


def for_rows(cases: QuerySet[Case], sought: Sequence[str] = ()) -> QuerySet[Case]:
    """With who has it and was asked to take it, the first photo, and how many report it or hang
    on it; with `sought`, notes and tellings that hold one of these words: all in the same
    statement."""
    if sought:
        cases = cases.annotate(
            notes_with=texts_of(Note, sought), told_with=texts_of(Telling, sought)
        )
    return (
        cases.select_related("holder_team", "holder_officer", "zone_officer", "tong", "dong")
        .defer("words", "answers", "measure", "responsible", "remedy", "tong__outline")
        .annotate(
            thumb=Subquery(_first_photo()),
            reporter_count=_number_of(Reporter, "case"),
            untold=_number_of(Reporter, "case", reachable=True, told_at=None),
            child_count=_number_of(Case, "parent"),
            pending=ArraySubquery(_pending()),
        )
    )


def _first_photo() -> QuerySet[Any]:
    first = (
        CasePhoto.objects.for_viewer(SYSTEM)
        .filter(case=OuterRef(OuterRef("pk")))
        .order_by("position", "id")
        .values("sha256")[:1]
    )
    return (
        Photo.objects.for_viewer(SYSTEM)
        .filter(dong=OuterRef("dong"), sha256__in=first)
        .values("sha256")[:1]
    )


def _number_of(model: type[Any], column: str, **narrowed: Any) -> Coalesce:
    """How many rows of another table hang on a case that the viewer reads."""
    rows = model.objects.for_viewer(SYSTEM).filter(**{column: OuterRef("pk")}, **narrowed)
    number = rows.order_by().values(column).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)


def _pending() -> QuerySet[Any]:
    """What was handed on and not yet answered: of what kind, to whom, when."""
    return (
        Handover.objects.for_viewer(SYSTEM)
        .filter(case=OuterRef("pk"), state=HandoverState.PENDING)
        .values(
            told=JSONObject(
                kind="kind",
                team="to_team__name",
                team_en="to_team__name_en",
                officer="to_officer__name",
                at="asked_at",
            )
        )
    )


Counts = dict[tuple[Whose, Show], int]


def counts(
    viewer: Viewer,
    wanted: Iterable[tuple[Whose, Show]],
    *,
    now: datetime,
    found: QuerySet[Case] | None = None,
    most: int = FOUND_COUNTED_TO,
) -> tuple[Counts, int]:
    """How many there are of each, to one more than `COUNTED_TO`, and of `found`, to one more than
    `most`. One statement for all of them."""
    asked = list(dict.fromkeys(wanted))
    # In the order of the list, so that the same index stops counting where it is enough.
    sought = [
        (
            standing(cases_of(viewer, whose), show, now).order_by(*order_of(show, None).columns),
            COUNTED_TO,
        )
        for whose, show in asked
    ]
    if found is not None:
        sought.append((found, most))
    parts: list[str | None] = []
    values: list[Any] = []
    for rows, up_to in sought:
        try:
            statement, params = rows.values("pk")[: up_to + 1].query.sql_with_params()
        except EmptyResultSet:
            parts.append(None)
            continue
        parts.append(f"(SELECT count(*) FROM ({statement}) AS bounded)")  # noqa: S608 - the ORM's
        values += params
    if given := [part for part in parts if part]:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(given)}", values)
            answers = iter(cursor.fetchone())
    numbers = [next(answers) if part else 0 for part in parts]
    return dict(zip(asked, numbers, strict=False)), numbers[-1] if found is not None else 0


def counted_to(found: QuerySet[Case], most: int) -> tuple[int, bool]:
    """How many there are, and whether that is all. One statement."""
    numbers = counts(SYSTEM, (), now=Place.EPOCH, found=found, most=most)[1]
    return min(numbers, most), numbers <= most

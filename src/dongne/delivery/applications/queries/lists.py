"""Lists of applications: whose, how they stand, in what order; every page in as many statements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models import Value as V
from django.db.models.functions import Coalesce, JSONObject

from dongne.foundation.residents.public import Person, persons_for
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.seoul import at_seoul, seoul_day

from ..models import Application, Item, Supplement
from ..states import OVER, RUNNING, ApplicationState
from .ground import applications_for

PAGE_LENGTH = 50
COUNTED_TO = 99
"""More than these nobody counts on a tab."""
MOST_FOUND = 50
FAR = datetime(9999, 1, 1, tzinfo=UTC)


class Whose(StrEnum):
    MINE = "mine"
    TEAM = "team"
    """Of one's own team, or nobody's yet."""
    ALL = "all"


class Show(StrEnum):
    """How it stands, in the order of the counter's day."""

    ARRIVED = "arrived"
    """Not accepted yet: eight working hours (영 제6조제7항)."""
    WORKING = "working"
    SUPPLEMENT = "supplement"
    ISSUED = "issued"
    """Decided, and not in hand yet."""
    UNPAID = "unpaid"
    DUE = "due"
    """Due before the day ends, or late."""
    OVER = "over"
    ALL = "all"


COUNTED = tuple(one for one in Show if one not in (Show.OVER, Show.ALL))


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """What a list is narrowed by besides."""

    service: str = ""
    channel: str = ""
    receive: str = ""
    officer_id: int | None = None
    dong_id: int | None = None
    since: date | None = None
    free: bool = False
    """Nobody has it."""

    @property
    def anything(self) -> bool:
        return self != Narrowed(dong_id=self.dong_id)


def whose_offered(viewer: Viewer) -> tuple[Whose, ...]:
    return tuple(Whose) if viewer.dong_id is not None else (Whose.ALL,)


def applications_of(viewer: Viewer, whose: Whose) -> QuerySet[Application]:
    rows = applications_for(viewer)
    match whose:
        case Whose.MINE:
            return rows.filter(officer__in=[viewer.officer_key, *sorted(viewer.deputy_for)])
        case Whose.TEAM:
            return rows.filter(Q(team=viewer.team_id or 0) | Q(team=None))
        case Whose.ALL:
            return rows


def standing(rows: QuerySet[Application], show: Show, now: datetime) -> QuerySet[Application]:
    """Those that stand so at this moment."""
    match show:
        case Show.ARRIVED:
            return rows.filter(state=ApplicationState.SUBMITTED)
        case Show.WORKING:
            return rows.filter(state=ApplicationState.ACCEPTED)
        case Show.SUPPLEMENT:
            return rows.filter(state=ApplicationState.SUPPLEMENT)
        case Show.ISSUED:
            return rows.filter(state__in=[ApplicationState.ISSUED, ApplicationState.READY])
        case Show.UNPAID:
            return rows.filter(state__in=sorted(RUNNING), settled=False, fee__gt=0)
        case Show.DUE:
            tomorrow = at_seoul(seoul_day(now) + timedelta(days=1))
            return rows.filter(
                Q(state=ApplicationState.ACCEPTED, due_at__lt=tomorrow)
                | Q(state=ApplicationState.SUBMITTED, accept_by__lt=tomorrow)
            )
        case Show.OVER:
            ended = (*OVER, ApplicationState.HANDED_OVER, ApplicationState.REFUSED)
            return rows.filter(state__in=sorted({*ended, ApplicationState.UNCOLLECTED}))
        case Show.ALL:
            return rows.exclude(state=ApplicationState.DRAFTED)


def narrowed(rows: QuerySet[Application], by: Narrowed) -> QuerySet[Application]:
    plain = {
        "channel": by.channel,
        "receive": by.receive,
        "officer_id": by.officer_id,
        "dong_id": by.dong_id,
    }
    rows = rows.filter(**{name: value for name, value in plain.items() if value})
    if by.service:
        asked = Item.objects.for_viewer(SYSTEM).filter(
            application=OuterRef("pk"), service=by.service
        )
        rows = rows.filter(Exists(asked))
    if by.since:
        rows = rows.filter(arrived_at__gte=at_seoul(by.since))
    if by.free:
        rows = rows.filter(officer=None)
    return rows


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ends: the next one goes on from there, however far it is."""

    EPOCH: ClassVar[datetime] = datetime(1970, 1, 1, tzinfo=UTC)
    moment: datetime
    id: UUID

    @classmethod
    def parse(cls, text: str) -> Place | None:
        """Read what `str` wrote; None for anything else."""
        try:
            micros, id_ = text.split("_")
            return cls(cls.EPOCH + timedelta(microseconds=int(micros)), UUID(id_))
        except (ValueError, OverflowError):
            return None

    def __str__(self) -> str:
        return f"{(self.moment - self.EPOCH) // timedelta(microseconds=1)}_{self.id.hex}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An order without ties. `by` is never empty, so that a page can begin where another ended."""

    by: Any
    descending: bool = False

    def put(self, rows: QuerySet[Application], *, back: bool = False) -> QuerySet[Application]:
        sign = "-" if self.descending is not back else ""
        return rows.annotate(stands_at=self.by).order_by(f"{sign}stands_at", f"{sign}id")

    def beyond(self, place: Place, *, back: bool) -> Q:
        sign = "lt" if self.descending is not back else "gt"
        return Q(**{f"stands_at__{sign}": place.moment}) | Q(
            stands_at=place.moment, **{f"id__{sign}": place.id}
        )


BY_DUE = Order(
    by=Case(
        When(state=ApplicationState.SUBMITTED, then=Coalesce("accept_by", "arrived_at")),
        default=Coalesce("due_at", V(FAR)),
        output_field=DateTimeField(),
    )
)
BY_ISSUE = Order(by=Coalesce("ready_at", "issued_at", "updated_at"))
NEWEST = Order(by=F("arrived_at"), descending=True)


def order_of(show: Show) -> Order:
    """What is over and everything together: the newest first; else what presses most."""
    if show is Show.ISSUED:
        return BY_ISSUE
    return NEWEST if show in (Show.OVER, Show.ALL) else BY_DUE


def for_rows(viewer: Viewer, rows: QuerySet[Application]) -> QuerySet[Application]:
    """With its items, whose it is, whom it waits for, all in the same statement.

    `knows`: the viewer may know of the person; a block holds on every list.
    """
    known = persons_for(viewer).filter(pk=OuterRef("principal")).order_by()
    items = (
        Item.objects.for_viewer(SYSTEM)
        .filter(application=OuterRef("pk"))
        .order_by("position", "id")
        .values(
            told=JSONObject(edition="edition", service="service", copies="copies", state="state")
        )
    )
    waits = Supplement.objects.for_viewer(SYSTEM).filter(
        application=OuterRef("pk"), supplied_at=None
    )
    return rows.select_related(
        "dong", "team", "officer", "principal", "letter", "principal__dong"
    ).annotate(
        things=ArraySubquery(items),
        knows=Exists(known),
        supplement_until=Subquery(waits.values("until")[:1]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationPage:
    """Fifty or fewer. `before` and `after` are where the neighbouring pages begin."""

    items: list[Application]
    before: str = ""
    after: str = ""


def application_page(
    viewer: Viewer,
    found: QuerySet[Application],
    order: Order,
    *,
    after: str = "",
    before: str = "",
) -> ApplicationPage:
    """One page of `found` with everything a row shows. One statement."""
    ahead, back = Place.parse(after), Place.parse(before)
    rows = order.put(for_rows(viewer, found), back=bool(back))
    if back:
        rows = rows.filter(order.beyond(back, back=True))
    elif ahead:
        rows = rows.filter(order.beyond(ahead, back=False))
    items = list(rows[: PAGE_LENGTH + 1])
    more, items = len(items) > PAGE_LENGTH, items[:PAGE_LENGTH]
    if back:
        items.reverse()
    first_page = not ahead and (not back or not more)

    def place(one: Any) -> str:
        return str(Place(one.stands_at, one.pk))

    return ApplicationPage(
        items=items,
        before=place(items[0]) if items and not first_page else "",
        after=place(items[-1]) if items and (more or back) else "",
    )


Counts = dict[tuple[Whose, Show], int]


def counts(viewer: Viewer, wanted: Iterable[tuple[Whose, Show]], *, now: datetime) -> Counts:
    """How many there are of each, to one more than `COUNTED_TO`. One statement for all."""
    asked = list(dict.fromkeys(wanted))
    parts: list[str | None] = []
    values: list[Any] = []
    for whose, show in asked:
        rows = standing(applications_of(viewer, whose), show, now).order_by()
        try:
            statement, params = rows.values("pk")[: COUNTED_TO + 1].query.sql_with_params()
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
    return dict(zip(asked, numbers, strict=True))


def counted_to(found: QuerySet[Application], most: int) -> tuple[int, bool]:
    """How many there are, and whether that is all. One statement."""
    number = found.order_by()[: most + 1].count()
    return min(number, most), number <= most


def by_outside_number(viewer: Viewer, text: str) -> list[Application]:
    """Those with exactly that number of another authority. One statement."""
    rows = applications_for(viewer).filter(outside_number=text).exclude(outside_number="")
    return list(for_rows(viewer, rows).order_by("-arrived_at", "-id")[: MOST_FOUND + 1])


def of_persons(viewer: Viewer, *, name: str = "", last_four: str = "") -> list[Application]:
    """Those of persons with exactly that name or these last four digits, as principal, applicant
    or receiver; persons that are kept from the viewer are nobody. One statement."""
    if name:
        asked = Q(name_key__in=Person.keyed("name_key", name))
    elif last_four:
        asked = Q(phone_last4__in=Person.keyed("phone_last4", last_four)) | Q(
            second_last4__in=Person.keyed("second_last4", last_four)
        )
    else:
        return []
    keys = persons_for(viewer).filter(asked).order_by().values("pk")
    rows = applications_for(viewer).filter(
        Q(principal__in=keys) | Q(applicant__in=keys) | Q(receiver__in=keys)
    )
    return list(for_rows(viewer, rows).order_by("-arrived_at", "-id")[: MOST_FOUND + 1])

"""Reads: what is due, what stands, what is late; always a constant number of statements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from dongne.foundation.scope.public import SYSTEM, TenantQuerySet, Viewer
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import at_seoul, seoul_day

from .models import Deadline, DeadlineExtension, DeadlineStop, DeadlineTurn

DAY = timedelta(days=1)
SOON_DAYS = 3
PAGE = 50


def deadlines_for(viewer: Viewer) -> TenantQuerySet[Deadline]:
    """Those of the viewer's dongs; of a department or a desk, its own team's besides."""
    if viewer.dong_id is None and viewer.team_id is not None:
        own = Q(team_id=viewer.team_id, dong=None)
        mine = Deadline.objects.for_viewer(viewer).values("pk")
        return Deadline.objects.for_viewer(SYSTEM).filter(own | Q(pk__in=mine))
    return Deadline.objects.for_viewer(viewer)


def open_deadlines(viewer: Viewer) -> TenantQuerySet[Deadline]:
    return deadlines_for(viewer).filter(ended_at=None)


def due_today(viewer: Viewer, now: datetime) -> TenantQuerySet[Deadline]:
    """Due before the day ends, and not late yet."""
    return open_deadlines(viewer).filter(due_at__gte=now, due_at__lt=_day_after(now, 1))


def overdue(viewer: Viewer, now: datetime) -> TenantQuerySet[Deadline]:
    return open_deadlines(viewer).filter(due_at__lt=now)


def due_soon(viewer: Viewer, now: datetime, days: int = SOON_DAYS) -> TenantQuerySet[Deadline]:
    """Due after today, within so many days of the calendar."""
    return open_deadlines(viewer).filter(
        due_at__gte=_day_after(now, 1), due_at__lt=_day_after(now, 1 + days)
    )


def standing(viewer: Viewer) -> TenantQuerySet[Deadline]:
    """Whose clock stands."""
    return open_deadlines(viewer).filter(standing_since__isnull=False)


def find_deadline(viewer: Viewer, deadline_id: UUID, *, hold: bool = False) -> Deadline:
    """With its clock. `hold` keeps the row until the transaction ends. Raises NotHere."""
    found = deadlines_for(viewer).filter(pk=deadline_id)
    if hold:
        # The row first, its stops after: they are as the row was when it was held.
        found = Deadline.objects.for_viewer(SYSTEM).filter(pk__in=found.values("pk"))
        found = found.select_for_update(no_key=True)
    row = with_clocks(found).first()
    if row is None:
        raise NotHere(_("기한을 찾을 수 없습니다."), code="not_found")
    return row


def deadlines_of(
    viewer: Viewer, subject_type: str, subject_ids: Iterable[str]
) -> dict[str, Deadline]:
    """The latest time-limit of each thing. One statement."""
    found = deadlines_for(viewer).filter(
        subject_type=subject_type, subject_id__in=[str(one) for one in subject_ids]
    )
    return {row.subject_id: row for row in found.order_by("pk")}


def with_clocks(found: QuerySet[Deadline]) -> QuerySet[Deadline]:
    """With stops and extensions: two statements more."""
    stops = Prefetch("stops", DeadlineStop.objects.for_viewer(SYSTEM), to_attr="known_stops")
    more = Prefetch(
        "extensions", DeadlineExtension.objects.for_viewer(SYSTEM), to_attr="known_extensions"
    )
    # The type checker takes what the model declares for a second definition.
    return found.prefetch_related(stops, more)  # type: ignore[type-var, no-redef]


def history_of(deadline: Deadline) -> list[DeadlineTurn]:
    """What happened to it, oldest first. The caller has found the deadline for its viewer."""
    turns = DeadlineTurn.objects.for_viewer(SYSTEM).filter(deadline=deadline)
    return list(turns.select_related("officer"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How many are open, by how urgent they are."""

    overdue: int
    today: int
    soon: int
    later: int
    standing: int

    @property
    def open(self) -> int:
        return self.overdue + self.today + self.soon + self.later + self.standing


def figures(found: TenantQuerySet[Deadline], now: datetime) -> Figures:
    """Of the open ones among `found`. One statement, off the index."""
    # Whoever stands without a due time waits; what was late before it stood is late.
    tomorrow, after = _day_after(now, 1), _day_after(now, 1 + SOON_DAYS)
    told = found.filter(ended_at=None).aggregate(
        overdue=Count("pk", filter=Q(due_at__lt=now)),
        today=Count("pk", filter=Q(due_at__gte=now, due_at__lt=tomorrow)),
        soon=Count("pk", filter=Q(due_at__gte=tomorrow, due_at__lt=after)),
        later=Count("pk", filter=Q(due_at__gte=after)),
        standing=Count("pk", filter=Q(due_at=None)),
    )
    return Figures(**told)


def narrowed(
    found: TenantQuerySet[Deadline], shown: str, now: datetime
) -> TenantQuerySet[Deadline]:
    """`overdue`, `today`, `soon` or `standing` of the open ones; else all of them."""
    tomorrow, after = _day_after(now, 1), _day_after(now, 1 + SOON_DAYS)
    match shown:
        case "overdue":
            return found.filter(due_at__lt=now)
        case "today":
            return found.filter(due_at__gte=now, due_at__lt=tomorrow)
        case "soon":
            return found.filter(due_at__gte=tomorrow, due_at__lt=after)
        case "standing":
            return found.filter(due_at=None)
    return found


def page(
    found: TenantQuerySet[Deadline], *, after: tuple[datetime, UUID] | None = None
) -> tuple[list[Deadline], str]:
    """Fifty by due time, after the last row of the page before, and how to ask for the next page
    (or ""). Those whose clock stands come last, on the last page. Three statements.
    """
    rows = found.filter(due_at__isnull=False)
    if after is not None:
        due, last = after
        rows = rows.filter(Q(due_at__gt=due) | Q(due_at=due, pk__gt=last)).filter(due_at__gte=due)
    rows = rows.order_by("due_at", "pk").select_related("officer", "team", "dong")
    listed = list(with_clocks(rows[: PAGE + 1]))
    if len(listed) > PAGE:
        last_row = listed[PAGE - 1]
        assert last_row.due_at is not None
        return listed[:PAGE], f"{last_row.due_at.isoformat()}_{last_row.pk}"
    standing_ones = found.filter(due_at=None).order_by("standing_since", "pk")
    standing_ones = standing_ones.select_related("officer", "team", "dong")
    return listed + list(with_clocks(standing_ones[:PAGE])), ""


def owing_notices(today: date, *, after: UUID | None = None, limit: int = 500) -> list[Deadline]:
    """Open ones whose progress has to be told by `today`. One statement."""
    rows = Deadline.objects.for_viewer(SYSTEM).filter(ended_at=None, notice_on__lte=today)
    if after is not None:
        rows = rows.filter(pk__gt=after)
    return list(rows.order_by("pk")[:limit])


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """One officer's open time-limits; without an officer, those nobody has taken."""

    officer_id: int | None
    name: str
    open: int
    late: int


def by_officer(found: TenantQuerySet[Deadline], now: datetime) -> list[Load]:
    """Open and late, by officer, the busiest first. One statement."""
    rows = (
        found.filter(ended_at=None)
        .values_list("officer_id", "officer__name")
        .annotate(open=Count("pk"), late=Count("pk", filter=Q(due_at__lt=now)))
        .order_by("-late", "-open", "officer_id")
    )
    return [Load(officer_id=a, name=b or "", open=c, late=d) for a, b, c, d in rows]


def _day_after(now: datetime, days: int) -> datetime:
    return at_seoul(seoul_day(now) + days * DAY)

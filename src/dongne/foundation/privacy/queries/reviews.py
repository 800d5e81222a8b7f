"""Months to be signed, what was found in them, and the state of the chain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.utils.translation import gettext as _

from dongne.foundation.calendar.public import next_working_day
from dongne.foundation.openings.public import Examination, Opening, findings
from dongne.foundation.places.public import Dong
from dongne.foundation.residents.public import told_not_kept_from
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import Month

from ..models import Finding, Review
from ..rules import review_due
from ..states import FindingState
from .looking import month_rows

MONTHS_BACK = 24
"""The log is kept for two years (안전성 확보조치 기준 제8조): further back nothing is asked."""
UNDECIDED = (FindingState.OPEN, FindingState.ASKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthStanding:
    """One month of one dong: signed, to be signed, late, or still running."""

    dong: Dong
    month: Month
    due_on: date
    review: Review | None
    is_late: bool
    ended: bool


def due_day(dong_id: int, month: Month) -> date:
    return review_due(month, lambda day: next_working_day(day, dong_id))


def months_of(viewer: Viewer, *, today: date, dong_id: int | None = None) -> list[MonthStanding]:
    """Every month since each dong's first opening, the newest first. Three statements and the
    calendars."""
    dongs = Dong.objects.for_viewer(viewer).select_related("district")
    if dong_id is not None:
        dongs = dongs.filter(pk=dong_id)
    known = {dong.pk: dong for dong in dongs}
    earliest = Month.of(today)
    for _step in range(MONTHS_BACK):
        earliest = earliest.previous()
    firsts = dict(
        Opening.objects.for_viewer(viewer)
        .filter(dong__in=known, at__gte=earliest.starts_at)
        .order_by()
        .values("dong")
        .annotate(first=Min("at"))
        .values_list("dong", "first")
    )
    reviews = {
        (review.dong_id, review.month): review
        for review in Review.objects.for_viewer(viewer)
        .filter(dong__in=known, month__gte=earliest.first)
        .select_related("signed_by")
    }
    found = []
    for key, first in firsts.items():
        month = Month.of(today)
        while month.ends_at > first:
            review = reviews.get((key, month.first))
            due_on = review.due_on if review else due_day(key, month)
            ended = month.last < today
            found.append(
                MonthStanding(
                    dong=known[key],
                    month=month,
                    due_on=due_on,
                    review=review,
                    is_late=ended and review is None and today > due_on,
                    ended=ended,
                )
            )
            month = month.previous()
    found.sort(key=lambda one: (one.month, one.dong.name), reverse=True)
    return found


def figures_of(dong_id: int, month: Month) -> dict[str, int]:
    """`openings`, `people` (members of staff), `findings`, `breaches`, `undecided`."""
    rows = (
        month_rows(dong_id, month)
        .order_by()
        .aggregate(openings=Count("id"), people=Count("officer_id", distinct=True))
    )
    found = (
        Finding.objects.for_viewer(SYSTEM)
        .filter(dong=dong_id, month=month.first)
        .aggregate(
            findings=Count("id"),
            breaches=Count("id", filter=Q(state=FindingState.BREACH)),
            undecided=Count("id", filter=Q(state__in=UNDECIDED)),
        )
    )
    return {**rows, **found}


def by_person(dong_id: int, month: Month) -> list[Any]:
    """Who opened how much of how many people's data in the month. One statement."""
    return list(
        month_rows(dong_id, month)
        .order_by()
        .values("officer_id", "actor_name")
        .annotate(openings=Count("id"), people=Count("whose", distinct=True))
        .order_by("-openings", "actor_name")[:200]
    )


def findings_for(viewer: Viewer) -> QuerySet[Finding]:
    """What was found, but for one person who is kept from the viewer: another decides on that."""
    rows = Finding.objects.for_viewer(viewer).filter(told_not_kept_from(viewer, "whose"))
    return rows.select_related("dong__district", "decided_by")


def find_open_findings(viewer: Viewer) -> list[Finding]:
    """What waits for a decision, the newest first. One statement."""
    return list(findings_for(viewer).filter(state__in=UNDECIDED))


def find_finding(viewer: Viewer, finding_id: Any) -> Finding:
    """Raises NotHere."""
    found = findings_for(viewer).filter(pk=finding_id).first()
    if found is None:
        raise NotHere(_("점검 결과를 찾을 수 없습니다."), code="finding_not_found")
    return found


def chain_of(dong_id: int) -> Examination | None:
    """The newest examination of the dong's chain."""
    found = findings([f"dong:{dong_id}"])
    return found[0] if found else None

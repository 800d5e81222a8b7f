"""Reads: tong charges and exclusions of a day, and the zones that follow from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Tong
from dongne.foundation.scope.public import Viewer

from ..models import Exclusion, TongCharge
from .holding import holding


def tong_charges(viewer: Viewer, *, dong_id: int, day: date) -> QuerySet[TongCharge]:
    """통담당 of the day in the order of the tongs, each with tong and officer. One statement."""
    return (
        TongCharge.objects.for_viewer(viewer)
        .filter(Q(ends_on=None) | Q(ends_on__gte=day), dong_id=dong_id, starts_on__lte=day)
        .select_related("tong", "officer__team")
        .order_by("tong__number", "id")
    )


def exclusions(viewer: Viewer, *, dong_id: int, day: date) -> QuerySet[Exclusion]:
    """구역 제외 that holds on the day or begins later, with officer and who settled it."""
    return (
        Exclusion.objects.for_viewer(viewer)
        .filter(Q(ends_on=None) | Q(ends_on__gte=day), officer__dong_id=dong_id)
        .select_related("officer__team", "settled_by")
        .order_by("officer__team__position", "officer__position", "starts_on", "id")
    )


def excluded_on(viewer: Viewer, *, dong_id: int, day: date) -> set[int]:
    """Officers who take no zone on that day. One statement."""
    held = exclusions(viewer, dong_id=dong_id, day=day).filter(starts_on__lte=day)
    return set(held.values_list("officer_id", flat=True))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A zone that the tong charge gives to somebody who has none."""

    officer: Officer
    tongs: list[Tong]

    @property
    def numbers(self) -> list[int]:
        return [tong.number for tong in self.tongs]


def proposals(viewer: Viewer, *, dong_id: int, day: date) -> list[Proposal]:
    """통담당 who are not excluded and have no zone on that day. Three statements."""
    without = excluded_on(viewer, dong_id=dong_id, day=day)
    without |= set(
        holding(viewer, day, day).filter(dong_id=dong_id).values_list("officer_id", flat=True)
    )
    return propose(tong_charges(viewer, dong_id=dong_id, day=day), without, dong_id)


def propose(
    charges: QuerySet[TongCharge] | list[TongCharge], without: set[int], dong_id: int
) -> list[Proposal]:
    """As `proposals`, from what is already known; `without` are officers who get none."""
    found: dict[int, Proposal] = {}
    for charge in charges:
        officer = charge.officer
        if officer.pk in without or not officer.is_active or officer.dong_id != dong_id:
            continue
        found.setdefault(officer.pk, Proposal(officer, [])).tongs.append(charge.tong)
    return sorted(found.values(), key=lambda one: one.numbers)

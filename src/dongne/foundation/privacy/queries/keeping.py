"""How long each kind is kept, what is due, what stands on a list, what was destroyed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext as _

from dongne.foundation.messaging.public import Message
from dongne.foundation.residents.public import Person
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import seoul_day

from ..models import Disposal, DisposalItem, RetentionRule, SubjectRequest
from ..reasons import used
from ..states import ItemState, RequestState


def retention_on(district_id: int | None, day: date) -> dict[str, RetentionRule]:
    """What holds on the day for a district's dongs, by kind. One statement."""
    rows = RetentionRule.objects.filter(
        Q(district=None) | Q(district=district_id or 0), holds_from__lte=day
    ).order_by("holds_from")
    ordered = sorted(rows, key=lambda row: (row.district_id is not None, row.holds_from))
    return {row.kind: row for row in ordered}


def retention_rows(district_id: int | None) -> list[RetentionRule]:
    """Every row, past and to come, that a district's table is made of."""
    return list(
        RetentionRule.objects.filter(Q(district=None) | Q(district=district_id or 0)).order_by(
            "kind", "-holds_from", "-district"
        )
    )


def last_used(person_ids: Iterable[UUID]) -> dict[UUID, date]:
    """The last day on which something was done for these people, as far as anybody knows."""
    keys = list(person_ids)
    found = {key: day for key, day in used(keys).items()}
    messages = (
        Message.objects.for_viewer(SYSTEM)
        .filter(person_id__in=keys)
        .order_by()
        .values("person_id")
        .annotate(last=Max("asked_at"))
        .values_list("person_id", "last")
    )
    requests = (
        SubjectRequest.objects.for_viewer(SYSTEM)
        .filter(person__in=keys)
        .order_by()
        .values("person")
        .annotate(last=Max("received_at"))
        .values_list("person", "last")
    )
    for key, moment in (*messages, *requests):
        if key and (day := seoul_day(moment)) > found.get(key, date.min):
            found[key] = day
    return found


def due_people(viewer: Viewer, *, dong_id: int | None = None, day: date) -> QuerySet[Person]:
    """Whoever's time is over on the day, and who is neither held back nor waits for an answer."""
    held = DisposalItem.objects.for_viewer(SYSTEM).filter(
        Q(held_until=None) | Q(held_until__gte=day), state=ItemState.HELD
    )
    waiting = SubjectRequest.objects.for_viewer(SYSTEM).filter(
        person__isnull=False,
        state__in=[RequestState.RECEIVED, RequestState.CHECKED, RequestState.ANSWERED],
    )
    rows = Person.objects.for_viewer(viewer).filter(
        destroyed_at=None, merged_into=None, keep_until__lt=day
    )
    if dong_id is not None:
        rows = rows.filter(dong=dong_id)
    return rows.exclude(pk__in=held.values("person_id")).exclude(pk__in=waiting.values("person"))


def due_figures(viewer: Viewer, *, day: date) -> list[Any]:
    """`dong`, `dong__name`, `retention`, `people`, in the order of names. One statement."""
    return list(
        due_people(viewer, day=day)
        .order_by()
        .values("dong", "dong__name", "retention")
        .annotate(people=Count("id"))
        .order_by("dong__name", "retention")
    )


def disposals_for(viewer: Viewer) -> QuerySet[Disposal]:
    return Disposal.objects.for_viewer(viewer).select_related(
        "dong__district", "proposed_by", "decided_by", "destroyed_by"
    )


def find_disposal(viewer: Viewer, disposal_id: Any) -> Disposal:
    """Raises NotHere."""
    found = disposals_for(viewer).filter(pk=disposal_id).first()
    if found is None:
        raise NotHere(_("파기 목록을 찾을 수 없습니다."), code="disposal_not_found")
    return found


def find_item(viewer: Viewer, item_id: int) -> DisposalItem:
    """Raises NotHere."""
    found = (
        DisposalItem.objects.for_viewer(viewer)
        .filter(pk=item_id)
        .select_related("disposal__dong")
        .first()
    )
    if found is None:
        raise NotHere(_("파기 목록에 없는 사람입니다."), code="item_not_found")
    return found


def items_of(disposal: Disposal) -> QuerySet[DisposalItem]:
    return (
        DisposalItem.objects.for_viewer(SYSTEM).filter(disposal=disposal).select_related("held_by")
    )


def item_figures(disposal: Disposal) -> dict[str, dict[str, int]]:
    """`{kind: {state: n}}` of a list."""
    found: dict[str, dict[str, int]] = {}
    rows = (
        items_of(disposal)
        .select_related(None)
        .order_by()
        .values("kind", "state")
        .annotate(n=Count("id"))
    )
    for row in rows:
        found.setdefault(row["kind"], {})[row["state"]] = row["n"]
    return found

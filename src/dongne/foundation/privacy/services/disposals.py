"""파기: a list is proposed, approved by another person, carried out, and certified."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.residents.public import Person, destroy_person, held_of
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused
from dongne.lib.seoul import seoul_day

from ..models import Disposal, DisposalItem
from ..permissions import answers_requests, dong_of, looks_after, require
from ..queries.keeping import due_people, find_disposal, items_of
from ..states import DISPOSAL_MOVES, DisposalState, ItemState
from .moves import next_number, refuse_move, said
from .retention import recompute

MOST_PEOPLE = 500
"""Of one list: it is destroyed in one transaction, and read by a person before that."""


@transaction.atomic
def propose(viewer: Viewer, *, dong_id: int, now: datetime) -> Disposal:
    """A list of those whose time is over, by the table of today; the longest over first."""
    require(answers_requests(viewer))
    dong = dong_of(viewer, dong_id)
    year, number = next_number(Disposal, dong.pk, now)
    under_way = Disposal.objects.for_viewer(SYSTEM).filter(
        dong=dong, state__in=[DisposalState.PROPOSED, DisposalState.APPROVED]
    )
    if under_way.exists():
        raise Conflict(
            _("아직 끝나지 않은 파기 목록이 있습니다. 그 목록부터 처리해 주세요."),
            code="disposal_under_way",
        )
    recompute(SYSTEM, dong_id=dong.pk, now=now)
    today = seoul_day(now)
    people = list(
        due_people(SYSTEM, dong_id=dong.pk, day=today)
        .order_by("keep_until", "id")
        .values_list("id", "retention", "keep_until")[:MOST_PEOPLE]
    )
    if not people:
        raise Conflict(_("보유기간이 지난 사람이 없습니다."), code="nothing_due")
    row = Disposal.objects.create(
        dong=dong,
        year=year,
        number=number,
        due_until=today,
        proposed_by_id=viewer.officer_id,
        proposed_at=now,
    )
    DisposalItem.objects.bulk_create(
        [
            DisposalItem(disposal=row, person_id=key, kind=kind, keep_until=until or today)
            for key, kind, until in people
        ]
    )
    record(
        viewer,
        action="privacy.disposal_proposed",
        subject=row,
        now=now,
        dong_id=dong.pk,
        changes={"people": len(people), "number": number},
    )
    return row


@transaction.atomic
def hold_back(
    viewer: Viewer,
    *,
    item_id: int,
    reason: str,
    until: date | None = None,
    now: datetime,
) -> DisposalItem:
    """Keep one person out of the list: a law-suit, an audit, a case that runs on."""
    item = _item(viewer, item_id)
    if item.state != ItemState.LISTED:
        raise Conflict(_("이미 보류했거나 파기한 사람입니다."), code="not_listed")
    if until is not None and until <= seoul_day(now):
        raise Refused(_("보류하는 날은 오늘 뒤여야 합니다."), code="day_has_passed")
    item.state, item.held_until = ItemState.HELD, until
    item.reason = said(reason, most=300, what=_("보류하는 까닭"))
    item.held_by_id = viewer.officer_id
    item.save(update_fields=["state", "reason", "held_until", "held_by"])
    _told(viewer, item, "privacy.disposal_held", now, {"reason": item.reason, "until": until})
    return item


@transaction.atomic
def release(viewer: Viewer, *, item_id: int, now: datetime) -> DisposalItem:
    """Put somebody who was held back onto the list again."""
    item = _item(viewer, item_id)
    if item.state != ItemState.HELD:
        raise Conflict(_("보류하지 않은 사람입니다."), code="not_held")
    item.state, item.reason, item.held_until, item.held_by = ItemState.LISTED, "", None, None
    item.save(update_fields=["state", "reason", "held_until", "held_by"])
    _told(viewer, item, "privacy.disposal_released", now, {})
    return item


@transaction.atomic
def approve(viewer: Viewer, *, disposal_id: UUID, reason: str, now: datetime) -> Disposal:
    """By whoever looks after privacy, and never by whom the list comes from."""
    require(looks_after(viewer))
    row = _hold(viewer, disposal_id)
    if row.proposed_by_id is not None and row.proposed_by_id == viewer.officer_id:
        raise Forbidden(_("본인이 올린 파기 목록은 다른 사람이 승인합니다."), code="own_proposal")
    return _decide(viewer, row, DisposalState.APPROVED, reason, now)


@transaction.atomic
def withdraw(viewer: Viewer, *, disposal_id: UUID, reason: str, now: datetime) -> Disposal:
    """Nothing of the list is destroyed; everybody on it is due again."""
    require(answers_requests(viewer))
    return _decide(viewer, _hold(viewer, disposal_id), DisposalState.WITHDRAWN, reason, now)


@transaction.atomic
def carry_out(viewer: Viewer, *, disposal_id: UUID, now: datetime) -> Disposal:
    """Destroy what the approved list names, all of it or nothing, and keep the certificate.

    Whoever was used, merged or destroyed since is left alone (`GONE`).
    """
    require(looks_after(viewer))
    row = _hold(viewer, disposal_id)
    refuse_move(DISPOSAL_MOVES, row.state, DisposalState.DESTROYED)
    recompute(SYSTEM, dong_id=row.dong_id, now=now)
    items = list(items_of(row).filter(state=ItemState.LISTED))
    due = set(
        due_people(SYSTEM, dong_id=row.dong_id, day=seoul_day(now))
        .filter(pk__in=[item.person_id for item in items])
        .values_list("pk", flat=True)
    )
    visible = set(Person.objects.for_viewer(viewer).filter(pk__in=due).values_list("pk", flat=True))
    people, things = Counter[str](), Counter[str]()
    hashes = []
    for item in items:
        if item.person_id not in due:
            item.state = ItemState.GONE
            continue
        item.things = sum(len(held) for _title, held in held_of(SYSTEM, item.person_id))
        # A person who is kept from the one who carries the list out is destroyed all the same.
        by = viewer if item.person_id in visible else SYSTEM
        destroy_person(by, person_id=item.person_id, now=now, why=f"retention:{item.kind}")
        item.state = ItemState.DESTROYED
        item.hash = _hash(row.pk, item.person_id)
        people[item.kind] += 1
        things[item.kind] += item.things
        hashes.append(item.hash)
    DisposalItem.objects.for_viewer(SYSTEM).bulk_update(items, ["state", "things", "hash"])
    row.state = DisposalState.DESTROYED
    row.destroyed_by_id, row.destroyed_at = viewer.officer_id, now
    row.figures = {
        kind: {"persons": people[kind], "things": things[kind]} for kind in sorted(people)
    }
    row.digest = hashlib.sha256("\n".join(sorted(hashes)).encode()).hexdigest()
    row.save(update_fields=["state", "destroyed_by", "destroyed_at", "figures", "digest"])
    record(
        viewer,
        action="privacy.disposal_carried_out",
        subject=row,
        now=now,
        dong_id=row.dong_id,
        changes={"figures": row.figures, "digest": row.digest},
    )
    return row


def _hash(disposal_id: UUID, person_id: UUID) -> str:
    return hashlib.sha256(f"{disposal_id}:{person_id}".encode()).hexdigest()


def _hold(viewer: Viewer, disposal_id: UUID) -> Disposal:
    find_disposal(viewer, disposal_id)
    return Disposal.objects.for_viewer(viewer).select_for_update(of=("self",)).get(pk=disposal_id)


def _decide(
    viewer: Viewer, row: Disposal, to: DisposalState, reason: str, now: datetime
) -> Disposal:
    refuse_move(DISPOSAL_MOVES, row.state, to)
    before = row.state
    row.state, row.decided_at, row.decided_by_id = to, now, viewer.officer_id
    row.reason = said(reason, most=1000, what=_("판단한 까닭"))
    row.save(update_fields=["state", "decided_at", "decided_by", "reason"])
    record(
        viewer,
        action=f"privacy.disposal_{to}",
        subject=row,
        now=now,
        dong_id=row.dong_id,
        changes={"state": [before, to], "reason": row.reason},
    )
    return row


def _item(viewer: Viewer, item_id: int) -> DisposalItem:
    require(answers_requests(viewer))
    found = DisposalItem.objects.for_viewer(viewer).filter(pk=item_id).first()
    if found is None:
        raise NotHere(_("파기 목록에 없는 사람입니다."), code="item_not_found")
    row = _hold(viewer, found.disposal_id)
    if row.state not in (DisposalState.PROPOSED, DisposalState.APPROVED):
        raise Conflict(_("이미 끝난 파기 목록입니다."), code="disposal_ended")
    held = DisposalItem.objects.for_viewer(viewer).select_for_update(of=("self",))
    return held.get(pk=item_id)


def _told(
    viewer: Viewer, item: DisposalItem, action: str, now: datetime, changes: dict[str, object]
) -> None:
    record(
        viewer,
        action=action,
        subject=item,
        now=now,
        dong_id=item.disposal.dong_id,
        changes=changes,
    )

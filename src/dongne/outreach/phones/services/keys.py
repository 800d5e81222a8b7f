"""Keys of the office: made when first asked for, and anew once a year."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from django.db import IntegrityError, transaction

from dongne.foundation.audit import public as audit
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM, Viewer

from ..models import OfficeKey
from ..rules import sealing

LIFETIME = timedelta(days=365)
MOST_OPENED = 1000
_opened: dict[tuple[int, UUID], EllipticCurvePrivateKey] = {}
"""By dong and id. A key never changes and is never taken back: nobody has to be told of one."""


def office_key(viewer: Viewer, *, dong_id: int, now: datetime) -> OfficeKey:
    """The key that records of the dong are sealed to now. One statement, but for the first time."""
    keys = OfficeKey.objects.for_viewer(SYSTEM).filter(dong_id=dong_id, retired_at=None)
    if (key := keys.first()) is not None:
        return key
    try:
        return make_key(viewer, dong_id=dong_id, now=now)
    except IntegrityError:
        return keys.get()


def told_key(viewer: Viewer, *, now: datetime) -> dict[str, str]:
    """`Today.office_key` of the page: the id of the viewer's dong's key, and its public half."""
    key = office_key(viewer, dong_id=viewer.dong_key, now=now)
    return {"id": str(key.pk), "public": sealing.to_text(bytes(key.public))}


@transaction.atomic
def make_key(viewer: Viewer, *, dong_id: int, now: datetime) -> OfficeKey:
    private = sealing.make_private()
    key = OfficeKey(dong_id=dong_id, public=sealing.public_bytes(private), made_at=now)
    key.private = sealing.private_to_text(private)
    key.save(force_insert=True)
    audit.record(
        viewer,
        action="office_key.made",
        subject=key,
        now=now,
        dong_id=dong_id,
        changes={"private": ["•", "•"]},
    )
    return key


@transaction.atomic
def rotate_key(viewer: Viewer, *, dong_id: int, now: datetime) -> OfficeKey:
    """A new key from now on. The old one goes on opening what was sealed to it."""
    Dong.objects.for_viewer(SYSTEM).select_for_update(no_key=True).get(pk=dong_id)
    old = OfficeKey.objects.for_viewer(SYSTEM).filter(dong_id=dong_id, retired_at=None).first()
    if old is not None:
        old.retired_at = now
        old.save(update_fields=["retired_at"])
        audit.record(viewer, action="office_key.retired", subject=old, now=now, dong_id=dong_id)
    return make_key(viewer, dong_id=dong_id, now=now)


def rotate_old_keys(viewer: Viewer, *, now: datetime) -> int:
    """Every key of a year ago or more; how many."""
    old = OfficeKey.objects.for_viewer(SYSTEM).filter(retired_at=None, made_at__lt=now - LIFETIME)
    dongs = list(old.values_list("dong_id", flat=True))
    for dong_id in dongs:
        rotate_key(viewer, dong_id=dong_id, now=now)
    return len(dongs)


def private_keys(dong_id: int, ids: set[UUID]) -> dict[UUID, EllipticCurvePrivateKey]:
    """The private halves of a dong's keys, by id; unknown ones are left out. One statement, or
    none where this process has opened them before."""
    missing = [one for one in ids if (dong_id, one) not in _opened]
    if missing:
        if len(_opened) >= MOST_OPENED:
            _opened.clear()
        rows = OfficeKey.objects.for_viewer(SYSTEM).filter(dong_id=dong_id, pk__in=missing)
        for row in rows:
            _opened[dong_id, row.pk] = sealing.private_from_text(row.private.reveal())
    return {one: key for one in ids if (key := _opened.get((dong_id, one)))}

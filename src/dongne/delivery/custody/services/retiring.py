"""What becomes of parcels when two persons were one, and when a person is destroyed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from dongne.foundation.scope.public import SYSTEM, Viewer

from ..models import Parcel, TakerCode, Transfer
from ..states import HolderKind


@transaction.atomic
def join_persons(viewer: Viewer, *, kept: UUID, gone: UUID, now: datetime) -> None:
    """Whatever is for `gone` is for `kept`."""
    Parcel.objects.for_viewer(SYSTEM).filter(receiver=gone).update(receiver=kept)


@transaction.atomic
def retire_person(viewer: Viewer, *, person_id: UUID, now: datetime) -> None:
    """The chain stays; nobody stands in it any more, and no code leads to them."""
    mine = Parcel.objects.for_viewer(SYSTEM).filter(receiver=person_id)
    TakerCode.objects.for_viewer(SYSTEM).filter(parcel__in=mine.values("pk")).delete()
    key, nobody = str(person_id), "gone"
    legs = Transfer.objects.for_viewer(SYSTEM).filter(taker_kind=HolderKind.TAKER, taker_key=key)
    legs.update(taker_key=nobody)
    held = Parcel.objects.for_viewer(SYSTEM).filter(holder_kind=HolderKind.TAKER, holder_key=key)
    held.update(holder_key=nobody)
    mine.update(receiver=None)

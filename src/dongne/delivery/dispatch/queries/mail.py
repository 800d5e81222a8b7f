"""Letters: to go out, under way, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dongne.delivery.custody.public import MOVING, HolderKind, Parcel
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import NotHere

from ..models import Mailing
from ..rules import tidy_registered
from ..states import MailingState

MOST = 200


@dataclass(frozen=True, slots=True)
class Out:
    """A sealed result that goes by post; `mailing` once its letter is printed."""

    parcel: Parcel
    mailing: Mailing | None


def out_today(viewer: Viewer, dong_id: int) -> Sequence[Out]:
    """What is sealed and waits for the post, the oldest first. Two statements."""
    parcels = list(
        Parcel.objects.for_viewer(viewer)
        .filter(dong=dong_id, receive="post", state__in=sorted(MOVING))
        .exclude(holder_kind=HolderKind.POST)
        .order_by("sealed_at", "id")[:MOST]
    )
    printed = {
        one.parcel_id: one
        for one in Mailing.objects.for_viewer(viewer).filter(
            parcel__in=parcels, state=MailingState.PRINTED
        )
    }
    return [Out(parcel, printed.get(parcel.pk)) for parcel in parcels]


def in_post(viewer: Viewer, dong_id: int) -> Sequence[Mailing]:
    """Under way, the longest first. One statement."""
    rows = Mailing.objects.for_viewer(viewer).filter(dong=dong_id, state=MailingState.POSTED)
    return list(rows.select_related("parcel").order_by("posted_at", "id")[:MOST])


def settled(viewer: Viewer, dong_id: int) -> Sequence[Mailing]:
    """Delivered and come back, the last first. One statement."""
    over = (MailingState.DELIVERED, MailingState.RETURNED)
    rows = Mailing.objects.for_viewer(viewer).filter(dong=dong_id, state__in=over)
    return list(rows.select_related("parcel").order_by("-settled_at", "-id")[:20])


def mailing_of_number(viewer: Viewer, number: str) -> Mailing:
    """Under way, by the registered mail's number in any spelling. Raises NotHere."""
    rows = Mailing.objects.for_viewer(viewer).select_related("parcel")
    found = rows.filter(number=tidy_registered(number), state=MailingState.POSTED).first()
    if found is None or not found.number:
        raise NotHere(_("보낸 우편 가운데 그 번호가 없습니다."), code="not_found")
    return found

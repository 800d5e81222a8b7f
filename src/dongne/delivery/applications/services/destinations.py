"""Where one result is brought, as it was typed with its application; sealed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from dongne.delivery.channels.public import channels
from dongne.delivery.ways.public import Giving
from dongne.foundation.openings.public import record_opening
from dongne.foundation.scope.public import SYSTEM, Viewer

from ..models import Application, Destination
from ..rules import Who

TO_A_DOOR = frozenset({Giving.BROUGHT, Giving.POSTED})


def keep_destination(application: Application, *taker: Who, now: datetime) -> None:
    """The address of the first of these who typed one: whoever takes it, else whoever asks. Only
    where it is brought or posted. In the caller's transaction, which writes the audit row."""
    way = channels().get(application.receive)
    typed = next((one for one in taker if one.is_somebody), None)
    rows = Destination.objects.for_viewer(SYSTEM).filter(application=application)
    if way is None or way.giving not in TO_A_DOOR:
        rows.delete()
        return
    if typed is None or not typed.address.strip():
        return
    row = rows.first() or Destination(application=application)
    row.address = " ".join(typed.address.split())[:200]
    row.address_detail = " ".join(typed.address_detail.split())[:100] or None
    row.kept_at = now
    row.save()


@transaction.atomic
def open_destination(
    viewer: Viewer, *, application_ids: Sequence[UUID], now: datetime
) -> str | None:
    """The typed address of one of these in the clear, for whoever brings or posts them; None where
    nobody typed any, and the person's own holds. Each opening is logged."""
    rows = Destination.objects.for_viewer(SYSTEM).filter(application__in=list(application_ids))
    row = rows.select_related("application").order_by("-kept_at").first()
    if row is None:
        return None
    application = row.application
    person = application.receiver_id or application.applicant_id or application.principal_id
    values = {
        name: sealed.reveal()
        for name in ("address", "address_detail")
        if (sealed := getattr(row, name))
    }
    record_opening(
        viewer,
        subject=row,
        whose=f"resident:{person}",
        columns=list(values),
        purpose="delivery",
        now=now,
        dong_id=application.dong_id,
    )
    return " ".join(values.values())


def forget_destination(application: Application) -> None:
    """It is over: nobody brings it anywhere any more."""
    Destination.objects.for_viewer(SYSTEM).filter(application=application).delete()

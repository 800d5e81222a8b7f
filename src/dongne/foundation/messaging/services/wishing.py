"""Opting out of a kind of message, and back in."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import NotHere, Refused

from ..models import OptOut
from ..occasions import kinds
from ..states import OptOutWay


@transaction.atomic
def opt_out(
    viewer: Viewer,
    *,
    dong_id: int,
    kind: str,
    how: OptOutWay,
    person_id: UUID | None = None,
    phone: str = "",
    email: str = "",
    now: datetime,
) -> OptOut:
    """A person, a number or an address wants no more of `kind` ("" for every kind). Idempotent.

    What is already waiting is stopped when its turn comes.
    """
    if kind and kind not in kinds():
        raise Refused(_("그런 종류의 메시지는 없습니다."), code="no_such_kind")
    if not (person_id or phone or email):
        raise Refused(
            _("누구의 수신 거부인지 전화번호나 전자우편 주소를 넣어 주세요."), code="whose"
        )
    mine = OptOut.objects.for_viewer(SYSTEM).filter(dong_id=dong_id, kind=kind, until=None)
    if person_id:
        mine = mine.filter(person_id=person_id)
    if phone:
        mine = mine.filter(phone_key__in=OptOut.keyed("phone_key", phone))
    if email:
        mine = mine.filter(email_key__in=OptOut.keyed("email_key", email))
    if (known := mine.first()) is not None:
        return known
    row = OptOut.objects.create(
        dong_id=dong_id,
        kind=kind,
        how=how,
        person_id=person_id,
        phone=phone,
        email=email,
        since=now,
        officer_id=viewer.officer_id,
    )
    record(
        viewer,
        action="message.opted_out",
        subject=row,
        now=now,
        dong_id=dong_id,
        changes={"kind": kind, "how": how},
    )
    return row


@transaction.atomic
def opt_in(viewer: Viewer, *, opt_out_id: UUID, now: datetime) -> OptOut:
    """They want messages again. The row stays, with its end."""
    row = OptOut.objects.for_viewer(viewer).select_for_update().filter(pk=opt_out_id).first()
    if row is None:
        raise NotHere(_("수신 거부를 찾을 수 없습니다."), code="not_found")
    if row.until is None:
        row.until = now
        row.save(update_fields=["until"])
        record(
            viewer,
            action="message.opted_in",
            subject=row,
            now=now,
            dong_id=row.dong_id,
            changes={"kind": row.kind},
        )
    return row

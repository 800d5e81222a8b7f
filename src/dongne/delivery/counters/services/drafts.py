"""An appointment on its way: kept sealed on the server, found by what the browser's cookie says."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.gate.public import check_code, give_code
from dongne.foundation.messaging.public import Recipient
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import NotHere, Refused

from ..models import Appointment, BookingDraft
from ..queries.own import own_appointment
from .booking import Wanted, book
from .tending import DRAFTS_KEPT

CODE = "counters.phone"
"""What a code is for, in the counts of the gate."""


def _key(token: str) -> str:
    return hashlib.sha256(f"outreach:{token}".encode()).hexdigest()


def open_draft(token: str, *, now: datetime, lock: bool = False) -> BookingDraft | None:
    """None where there is none, or its time is over."""
    if not token:
        return None
    rows = BookingDraft.objects.all()
    if lock:
        rows = rows.select_for_update(of=("self",))
    return (
        rows.select_related("session__outreach__site", "session__outreach__dong__district")
        .filter(key=_key(token), started_at__gt=now - DRAFTS_KEPT)
        .first()
    )


@transaction.atomic
def choose(
    viewer: Viewer,
    *,
    token: str,
    session_id: UUID,
    begins: int,
    services: Sequence[str] | None,
    language: str,
    now: datetime,
) -> str:
    """The slot, and what for; answers what the cookie says. What was typed before is kept, so that
    whoever was too slow takes another slot without typing again."""
    draft = open_draft(token, now=now, lock=True)
    if draft is None or draft.booked_at is not None:
        token = secrets.token_urlsafe(24)
        draft = BookingDraft(key=_key(token), started_at=now)
    draft.session_id, draft.begins, draft.language = session_id, begins, language[:8]
    if services is not None:
        draft.services = list(services)[:10]
    draft.save()
    record(
        viewer,
        action="outreach.draft_changed",
        subject=draft,
        now=now,
        changes={"begins": begins},
    )
    return token


@transaction.atomic
def say_who(viewer: Viewer, *, token: str, name: str, phone: str, now: datetime) -> BookingDraft:
    """Their name and telephone, and a code to it. Raises NotHere; gate.TooMany."""
    draft = _there(token, now=now)
    same = draft.verified_at is not None and draft.phone and draft.phone.reveal() == phone
    draft.name, draft.phone = name, phone
    if not same:
        draft.verified_at = None
    draft.save()
    record(
        viewer,
        action="outreach.draft_changed",
        subject=draft,
        now=now,
        changes={"name": ["•", "•"], "phone": ["•", "•"]},
    )
    if not same:
        _give(viewer, draft, phone, now=now)
    return draft


@transaction.atomic
def send_again(viewer: Viewer, *, token: str, now: datetime) -> None:
    """Raises NotHere; gate.TooMany."""
    draft = _there(token, now=now)
    if draft.phone:
        _give(viewer, draft, draft.phone.reveal(), now=now)


def _give(viewer: Viewer, draft: BookingDraft, phone: str, *, now: datetime) -> None:
    give_code(
        viewer,
        to=Recipient(phone=phone, language=draft.language),
        purpose=CODE,
        subject=_subject(draft, phone),
        dong_id=draft.session.outreach.dong_id,
        now=now,
    )


def _subject(draft: BookingDraft, phone: str) -> str:
    return f"{draft.pk} {''.join(sign for sign in phone if sign.isdigit())}"


@transaction.atomic
def verify(viewer: Viewer, *, token: str, code: str, now: datetime) -> bool:
    """Whether it is the code that was sent; then the telephone is theirs."""
    draft = _there(token, now=now)
    if not draft.phone:
        return False
    subject = _subject(draft, draft.phone.reveal())
    if not check_code(viewer, purpose=CODE, subject=subject, code=code, now=now):
        return False
    draft.verified_at = now
    draft.save(update_fields=["verified_at"])
    record(viewer, action="outreach.draft_changed", subject=draft, now=now, changes={})
    return True


@transaction.atomic
def send(viewer: Viewer, *, token: str, now: datetime) -> Appointment:
    """Book what was chosen, once. Raises Conflict `slot_taken`: the draft stays."""
    draft = _there(token, now=now)
    if draft.booked_at is not None:
        known = own_appointment(draft.pk)
        if known is None:
            raise NotHere(_("예약을 찾을 수 없습니다."), code="appointment_not_found")
        return known
    if draft.verified_at is None or not draft.phone:
        raise Refused(_("먼저 전화번호를 확인해 주세요."), code="not_verified")
    found = book(
        viewer,
        wanted=Wanted(
            id=draft.pk,
            session_id=draft.session_id,
            begins=draft.begins,
            name=draft.name.reveal() if draft.name else "",
            phone=draft.phone.reveal(),
            services=draft.services,
            language=draft.language,
        ),
        now=now,
    )
    if found.secret is not None:
        draft.secret = found.secret.compact
    draft.booked_at = now
    draft.save()
    record(
        viewer,
        action="outreach.draft_sent",
        subject=draft,
        now=now,
        dong_id=draft.session.outreach.dong_id,
        changes={"number": found.appointment.number},
    )
    return found.appointment


def _there(token: str, *, now: datetime) -> BookingDraft:
    draft = open_draft(token, now=now, lock=True)
    if draft is None:
        raise NotHere(_("고르던 예약이 없습니다. 처음부터 다시 골라 주세요."), code="draft_gone")
    return draft

"""A phone begins, is seen, and ends."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.design.forms import refuse_numbers
from dongne.foundation.asides.public import take_out
from dongne.foundation.audit import public as audit
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused

from ..models import Phone
from ..permissions import may_end, require_dong
from ..states import Why

MOST_PHONES = 10
"""In use at a time by one officer."""
LABEL_LENGTH = 40
REASON_LENGTH = 200
TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class Enrolled:
    """The token is told this once."""

    phone: Phone
    token: str


def digest_of(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


@transaction.atomic
def enrol(viewer: Viewer, *, phone_id: UUID, label: str, now: datetime) -> Enrolled:
    """The viewer records with this phone from now on. The same phone again gets a new token."""
    require_dong(viewer)
    assert viewer.dong_id is not None and viewer.officer_id is not None  # noqa: PT018
    refuse_numbers([label])
    label = take_out(" ".join(label.replace("\0", "").split())).text[:LABEL_LENGTH]
    token = secrets.token_urlsafe(TOKEN_BYTES)
    phone = Phone.objects.for_viewer(SYSTEM).select_for_update().filter(pk=phone_id).first()
    if phone is None:
        in_use = Phone.objects.for_viewer(SYSTEM).filter(officer_id=viewer.officer_id)
        if in_use.filter(ended_at=None).count() >= MOST_PHONES:
            raise Conflict(
                _("현장 기록을 쓰는 휴대전화가 너무 많습니다. 쓰지 않는 것을 먼저 끝내 주세요."),
                code="too_many_phones",
            )
        phone = Phone(
            id=phone_id,
            dong_id=viewer.dong_id,
            officer_id=viewer.officer_id,
            label=label or _("이름 없는 휴대전화"),
            digest=digest_of(token),
            enrolled_at=now,
            seen_at=now,
        )
        phone.save(force_insert=True)
        _told(viewer, "phone.enrolled", phone, now, {"label": phone.label})
        return Enrolled(phone, token)
    if phone.officer_id != viewer.officer_id:
        raise Conflict(
            _("다른 사람이 쓰는 휴대전화입니다. 이 휴대전화를 새로 등록해 주세요."),
            code="phone_of_another",
        )
    if phone.ended_at is not None:
        raise Conflict(
            _("쓰기를 끝낸 휴대전화입니다. 이 휴대전화를 새로 등록해 주세요."), code="phone_ended"
        )
    phone.digest, phone.seen_at = digest_of(token), now
    phone.label = label or phone.label
    phone.save(update_fields=["digest", "seen_at", "label"])
    _told(viewer, "phone.enrolled_again", phone, now, {"label": phone.label})
    return Enrolled(phone, token)


def see(phone: Phone, *, now: datetime, skew: int | None = None, unsent: int | None = None) -> None:
    """It was heard of; with `skew` it has sent something. `unsent` stays on it, if it said so."""
    values: dict[str, Any] = {"seen_at": now}
    if skew is not None:
        values |= {"sent_at": now, "skew": skew}
    if unsent is not None:
        values["unsent"] = unsent
    Phone.objects.for_viewer(SYSTEM).filter(pk=phone.pk).update(**values)


@transaction.atomic
def leave(viewer: Viewer, *, phone: Phone, now: datetime) -> None:
    """The phone itself gives up. What it still sends is kept; once more changes nothing."""
    held = Phone.objects.for_viewer(SYSTEM).select_for_update().get(pk=phone.pk)
    if held.ended_at is not None:
        return
    _end(held, now=now)
    _told(viewer, "phone.left", held, now, {"label": held.label})


@transaction.atomic
def end_phone(viewer: Viewer, *, phone_id: UUID, reason: str, now: datetime) -> Phone:
    """A phone that was lost or is used no more: it sends into the quarantine and is wiped."""
    phone = Phone.objects.for_viewer(viewer).select_for_update().filter(pk=phone_id).first()
    if phone is None:
        raise NotHere(_("휴대전화를 찾을 수 없습니다."), code="not_found")
    if not may_end(viewer, phone):
        raise Forbidden(
            _("내 휴대전화이거나, 행정팀장이나 동장일 때 끝낼 수 있습니다."), code="not_yours"
        )
    if phone.ended_at is not None:
        raise Conflict(_("이미 쓰기를 끝낸 휴대전화입니다."), code="ended_already")
    reason = " ".join(reason.split())
    if not reason:
        raise Refused(_("끝내는 까닭을 적어 주세요."), code="no_reason")
    refuse_numbers([reason])
    _end(phone, now=now, by=viewer.officer_id, reason=take_out(reason).text[:REASON_LENGTH])
    changes = {"label": phone.label, "reason": phone.end_reason, "officer": phone.officer_id}
    _told(viewer, "phone.ended", phone, now, changes)
    return phone


@transaction.atomic
def forgotten(viewer: Viewer, *, phone: Phone, why: Why, now: datetime) -> None:
    """It was told to forget everything, so it is over: an account that comes back begins anew."""
    held = Phone.objects.for_viewer(SYSTEM).select_for_update().get(pk=phone.pk)
    if held.wiped_at is not None:
        return
    held.wiped_at = now
    held.save(update_fields=["wiped_at"])
    if held.ended_at is None:
        _end(held, now=now)
    _told(viewer, "phone.wiped", held, now, {"label": held.label, "why": why})


def _end(phone: Phone, *, now: datetime, by: int | None = None, reason: str = "") -> None:
    """With it goes the server's share: what lies on the phone can't be opened with it any more."""
    phone.ended_at, phone.ended_by_id, phone.end_reason = now, by, reason
    phone.share, phone.verifier = None, None
    phone.save(
        update_fields=["ended_at", "ended_by", "end_reason", "share", "verifier"],
    )


def _told(
    viewer: Viewer, action: str, phone: Phone, now: datetime, changes: dict[str, Any]
) -> None:
    audit.record(
        viewer, action=action, subject=phone, now=now, dong_id=phone.dong_id, changes=changes
    )

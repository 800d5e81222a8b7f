"""PINs: what the server adds to a key on the phone, and how slowly it lets itself be asked.

The server never sees a PIN. It sees what was stretched out of it on the phone, with a salt that
only the phone has, and keeps of that a digest made with a key of the vault.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit import public as audit
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.foundation.vault.public import lasting_digests
from dongne.lib.refusals import Conflict, NotHere

from ..models import Phone
from ..rules import sealing, trying
from ..states import UnlockStatus

VERIFIER = "phones.verifier"
SHARE_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlock:
    """`share` is base64url, and there only where the PIN was right."""

    status: UnlockStatus
    share: str = ""
    wait_seconds: int = 0
    tries_left: int = 0


@transaction.atomic
def set_pin(viewer: Viewer, *, phone_id: UUID, verifier: bytes, now: datetime) -> str:
    """A new PIN of one's own phone, and a new share for it; the share, base64url."""
    phone = Phone.objects.for_viewer(viewer).select_for_update().filter(pk=phone_id).first()
    if phone is None or phone.officer_id != viewer.officer_id:
        raise NotHere(_("휴대전화를 찾을 수 없습니다."), code="not_found")
    if phone.ended_at is not None:
        raise Conflict(_("쓰기를 끝낸 휴대전화입니다."), code="phone_ended")
    share = sealing.to_text(secrets.token_bytes(SHARE_BYTES))
    phone.verifier = lasting_digests(verifier, use=VERIFIER)[0]
    phone.share = share
    phone.pin_set_at, phone.wrong, phone.locked_until = now, 0, None
    phone.save(update_fields=["verifier", "share", "pin_set_at", "wrong", "locked_until"])
    audit.record(
        viewer,
        action="phone.pin_set",
        subject=phone,
        now=now,
        dong_id=phone.dong_id,
        changes={"label": phone.label, "share": ["•", "•"]},
    )
    return share


@transaction.atomic
def unlock(viewer: Viewer, *, phone: Phone, verifier: bytes, now: datetime) -> Unlock:
    """The share for the right PIN. Counted under the row's lock: fifty at once are five as well."""
    held = Phone.objects.for_viewer(SYSTEM).select_for_update().get(pk=phone.pk)
    if held.ended_at is not None:
        return Unlock(status=UnlockStatus.ENDED)
    if held.verifier is None:
        return Unlock(status=UnlockStatus.NO_PIN)
    if wait := trying.wait_seconds(held.locked_until, now):
        return Unlock(status=UnlockStatus.LOCKED, wait_seconds=wait)
    kept = bytes(held.verifier)
    if any(hmac.compare_digest(kept, one) for one in lasting_digests(verifier, use=VERIFIER)):
        held.wrong, held.locked_until, held.seen_at = 0, None, now
        held.save(update_fields=["wrong", "locked_until", "seen_at"])
        return Unlock(status=UnlockStatus.OPENED, share=held.share.reveal())
    held.wrong += 1
    pause = trying.pause_after(held.wrong)
    held.locked_until = now + pause if pause else None
    held.save(update_fields=["wrong", "locked_until"])
    if pause is None:
        return Unlock(status=UnlockStatus.WRONG, tries_left=trying.tries_left(held.wrong))
    audit.record(
        viewer,
        action="phone.locked",
        subject=held,
        now=now,
        dong_id=held.dong_id,
        changes={"label": held.label, "wrong": held.wrong},
    )
    return Unlock(
        status=UnlockStatus.LOCKED, wait_seconds=trying.wait_seconds(held.locked_until, now)
    )

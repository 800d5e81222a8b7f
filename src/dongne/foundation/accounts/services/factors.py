"""Second factors: the app with its codes, recovery codes, passkeys."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.organisations.public import Account
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Conflict, NotHere, Refused

from ..rules import tidy_code
from ..states import EventKind
from .events import note

LONGEST_NAME = 40


def counter_of(secret: str, code: str) -> int | None:
    """The half-minute of the code, of now and its neighbours; None for a wrong one."""
    for counter in yield_hotp_counters_from_time():
        if constant_time_compare(format_hotp_value(hotp_value(secret, counter)), code):
            return counter
    return None


def check_code(account: Account, text: str) -> Authenticator | None:
    """Whose code that is: of the app or a recovery code; None if it is wrong or was used before.

    The last half-minute of which a code was taken is kept in the row, not in a process's memory:
    neither that code nor an older one opens anything again, whichever process is asked.
    """
    code = tidy_code(text)
    with transaction.atomic():
        rows = Authenticator.objects.select_for_update().filter(user_id=account.pk).order_by("id")
        for row in rows:
            if row.type == Authenticator.Type.TOTP and _takes(row, code):
                return row
            if row.type == Authenticator.Type.RECOVERY_CODES:
                codes: RecoveryCodes = row.wrap()
                if codes.validate_code(code):
                    return codes.instance
    return None


def _takes(row: Authenticator, code: str) -> bool:
    counter = counter_of(decrypt(row.data["secret"]), code)
    if counter is None or counter <= row.data.get("last_counter", 0):
        return False
    row.data["last_counter"] = counter
    row.save(update_fields=["data"])
    return True


@transaction.atomic
def add_app(viewer: Viewer, *, account: Account, secret: str, code: str, now: datetime) -> None:
    """Set up the app after its first code has proved that it works."""
    counter = counter_of(secret, tidy_code(code))
    if counter is None:
        raise Refused(
            _("번호가 맞지 않습니다. 앱에 지금 보이는 여섯 자리를 적어 주세요."), code="wrong_code"
        )
    if Authenticator.objects.filter(user_id=account.pk, type=Authenticator.Type.TOTP).exists():
        raise Conflict(_("인증 앱이 이미 있습니다. 먼저 해제해 주세요."), code="app_exists")
    row = TOTP.activate(account, secret).instance
    row.data["last_counter"] = counter
    row.save(update_fields=["data"])
    RecoveryCodes.activate(account)
    _tell(viewer, account, row, "factor.added", EventKind.FACTOR_ADDED, now)


@transaction.atomic
def remove_app(viewer: Viewer, *, account: Account, now: datetime) -> None:
    row = Authenticator.objects.filter(user_id=account.pk, type=Authenticator.Type.TOTP).first()
    if row is None:
        raise NotHere(_("인증 앱이 없습니다."), code="no_app")
    _tell(viewer, account, row, "factor.removed", EventKind.FACTOR_REMOVED, now)
    _remove(row)


@transaction.atomic
def renew_codes(viewer: Viewer, *, account: Account, now: datetime) -> list[str]:
    """New recovery codes; those of before open nothing any more."""
    kinds = Authenticator.Type
    mine = Authenticator.objects.filter(user_id=account.pk)
    if not mine.exclude(type=kinds.RECOVERY_CODES).exists():
        raise Conflict(_("먼저 인증 앱이나 패스키를 등록해 주세요."), code="no_factor")
    mine.filter(type=kinds.RECOVERY_CODES).delete()
    row = RecoveryCodes.activate(account)
    _tell(viewer, account, row.instance, "factor.codes_renewed", EventKind.CODES_RENEWED, now)
    return row.generate_codes()


@transaction.atomic
def add_passkey(
    viewer: Viewer, *, account: Account, name: str, credential: Mapping[str, Any], now: datetime
) -> Authenticator:
    """Keep a passkey whose registration allauth has checked."""
    count = Authenticator.objects.filter(user_id=account.pk, type="webauthn").count()
    given = name.strip()[:LONGEST_NAME] or _("패스키 %(n)s") % {"n": count + 1}
    row = WebAuthn.add(account, given, dict(credential)).instance
    RecoveryCodes.activate(account)
    _tell(viewer, account, row, "factor.added", EventKind.FACTOR_ADDED, now)
    return row


@transaction.atomic
def rename_passkey(viewer: Viewer, *, passkey_id: int, name: str, now: datetime) -> None:
    row = _passkey(viewer, passkey_id)
    before, after = row.data["name"], name.strip()[:LONGEST_NAME]
    if not after:
        raise Refused(_("이름을 적어 주세요."), code="no_name")
    row.data["name"] = after
    row.save(update_fields=["data"])
    record(viewer, action="factor.renamed", subject=row, now=now, changes={"name": [before, after]})


@transaction.atomic
def remove_passkey(viewer: Viewer, *, account: Account, passkey_id: int, now: datetime) -> None:
    row = _passkey(viewer, passkey_id)
    _tell(viewer, account, row, "factor.removed", EventKind.FACTOR_REMOVED, now)
    _remove(row)


def remove_all(account: Account) -> int:
    """Every second factor goes. Part of other writes; how many there were, codes not counted."""
    rows = Authenticator.objects.filter(user_id=account.pk)
    count = rows.exclude(type=Authenticator.Type.RECOVERY_CODES).count()
    rows.delete()
    return count


def _passkey(viewer: Viewer, passkey_id: int) -> Authenticator:
    row = Authenticator.objects.filter(
        pk=passkey_id, user_id=viewer.account_id, type=Authenticator.Type.WEBAUTHN
    ).first()
    if row is None:
        raise NotHere(_("패스키를 찾을 수 없습니다."), code="not_found")
    return row


def _remove(row: Authenticator) -> None:
    """Recovery codes without anything to recover go too."""
    rest = Authenticator.objects.filter(user_id=row.user_id).exclude(pk=row.pk)
    row.delete()
    if not rest.exclude(type=Authenticator.Type.RECOVERY_CODES).exists():
        rest.delete()


def _tell(
    viewer: Viewer,
    account: Account,
    row: Authenticator,
    action: str,
    kind: EventKind,
    now: datetime,
) -> None:
    record(viewer, action=action, subject=row, now=now, changes={"type": row.type})
    note(viewer, account=account, kind=kind, now=now, detail=row.type)

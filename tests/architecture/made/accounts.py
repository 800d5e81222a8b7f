"""An app, a passkey, a session and a token of `own`, and a link that the lead has made for them."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric import ec
from django.utils import timezone
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

from dongne.foundation.accounts.models import SignedIn
from dongne.foundation.accounts.services import add_passkey, make_link
from dongne.foundation.organisations.public import Account, issue_token

from . import Made

if TYPE_CHECKING:
    from tests.architecture.things import Things


def make(things: Things) -> Made:
    now = timezone.now()
    account = Account.objects.get(officer=things.cast.own.officer)
    passkey = add_passkey(
        things.me, account=account, name="사무실 컴퓨터", credential=a_credential(), now=now
    )
    account.authenticator_set.create(type="totp", data={"secret": "unread"})
    issue_token(things.me, account=account, now=now)
    session = SignedIn.objects.create(
        account=account,
        session_key="of-another-device",
        kind="desk",
        by="password",
        started_at=now,
        last_seen_at=now,
    )
    lead = things.cast.viewer(things.cast.own.lead)
    token = make_link(lead, account_id=account.pk, now=now)[1]
    return Made(
        always={
            "account_id": account.pk,
            "passkey_id": passkey.pk,
            "signed_in_id": session.pk,
            "token_id": account.tokens.get().pk,
            "token": token,
            "provider_id": "office",
        },
        bodies={
            "account_passkey_rename": {"name": "집 컴퓨터"},
            "office_account_disable": {"reason": "휴직"},
            "office_account_enable": {"reason": "복직"},
            "office_accounts_rule": {
                "level": "dong",
                "place": things.cast.own.dong.pk,
                "required": "leads",
            },
        },
    )


def a_credential() -> dict[str, object]:
    """What a browser answers when a device has made a passkey for localhost."""
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    made = AttestedCredentialData.create(
        Aaguid.NONE, b"a-passkey-of-a-test", ES256.from_cryptography_key(key)
    )
    data = AuthenticatorData.create(sha256(b"localhost").digest(), 0x45, 0, made)
    client = {"type": "webauthn.create", "challenge": "", "origin": "http://localhost"}
    return {
        "id": websafe_encode(made.credential_id),
        "rawId": websafe_encode(made.credential_id),
        "type": "public-key",
        "clientExtensionResults": {"credProps": {"rk": True}},
        "response": {
            "clientDataJSON": websafe_encode(json.dumps(client).encode()),
            "attestationObject": websafe_encode(bytes(AttestationObject.create("none", data, {}))),
        },
    }

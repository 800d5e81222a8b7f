"""Solapi: what it is given, what its answers mean, how its receipts are read.

Our id travels as a custom field of the message: Solapi tells it with every receipt, and its list
can be asked for it. The interface has no key against doubles, so a call without an answer is
never repeated.
"""

from __future__ import annotations

import hmac
import json
import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from dongne.foundation.scope.public import SYSTEM

from ...channels import Answer, Envelope, Nonsense, NotSigned, Told, register
from ...models import ProviderSetting
from ...states import Means
from .answers import OUR_ID, answer_of

SIGNED_BY = "X-Solapi-Secret"


class Solapi:
    """The key is an option, its secret sealed, or both come from the environment."""

    name = "solapi"
    title = _("솔라피(문자·알림톡)")
    means = frozenset({Means.SMS, Means.ALIMTALK})
    usual_for: frozenset[Means] = frozenset()
    in_house = False
    tells_later = True
    can_be_asked = True

    def send(self, envelope: Envelope, *, now: datetime) -> Answer:
        # Loaded with the first message: half a second that web workers never need.
        from .calling import hand_over

        return hand_over(envelope, *credentials(envelope))

    def status(self, envelope: Envelope, *, now: datetime) -> Answer | None:
        from .calling import look_up

        return look_up(envelope, *credentials(envelope))

    def receipts(self, *, headers: Mapping[str, str], body: bytes) -> Sequence[Told]:
        shown = headers.get(SIGNED_BY, "").encode()
        if not any(hmac.compare_digest(shown, one.encode()) for one in receipt_secrets()):
            raise NotSigned
        try:
            told = json.loads(body)
            return [_told(one) for one in (told if isinstance(told, list) else [told])]
        except (ValueError, KeyError, TypeError, AttributeError):
            raise Nonsense from None


def credentials(envelope: Envelope) -> tuple[str, str]:
    """Key and secret. Empty where the office has set none."""
    return (
        str(envelope.options.get("key") or os.environ.get("DONGNE_SOLAPI_KEY", "")),
        envelope.secret or os.environ.get("DONGNE_SOLAPI_SECRET", ""),
    )


def receipt_secret(api_secret: str) -> str:
    """What the office enters at Solapi as the secret of its webhook."""
    return hmac.digest(api_secret.encode(), b"dongne receipts", "sha256").hex()


def receipt_secrets() -> list[str]:
    """Of every office that has a key here, and that of the environment."""
    rows = ProviderSetting.objects.for_viewer(SYSTEM).filter(
        provider=Solapi.name, is_on=True, secret__isnull=False
    )
    known = {row.secret.reveal() for row in rows}
    known.add(os.environ.get("DONGNE_SOLAPI_SECRET", ""))
    return [receipt_secret(one) for one in sorted(known) if one]


def _told(one: Mapping[str, object]) -> Told:
    """One report. Raises KeyError, TypeError or ValueError for what is none."""
    data = one["data"]
    if not isinstance(data, dict):
        raise TypeError
    code, reference = str(data["statusCode"]), str(data["messageId"])
    if not (code.isascii() and code.isdecimal() and len(code) == 4) or not reference:
        raise ValueError
    fields = data.get("customFields") or {}
    ours = fields.get(OUR_ID)
    answer = answer_of(code, reference=reference)
    return Told(
        # Solapi repeats a report under the same number until it is taken.
        told_id=str(one.get("eventDataId") or f"{reference}:{code}"),
        outcome=answer.outcome,
        code=answer.code,
        message_id=UUID(str(ours)) if ours else None,
        reference=reference,
    )


register(Solapi())

"""모의 결제: a provider that takes no money and speaks as a real one does.

Its page asks what should happen: paid, refused, told twice, told late, or another sum. Notices are
signed with a key of this installation. Only in the demonstration and in tests.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core import signing
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dongne.lib.ids import new_id

from .. import Failed, Forged, Paid

NAME = "simulator"
SALT = "dongne.applications.simulator"
SIGNATURE = "X-Simulator-Signature"
HOURS_TO_PAY = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What the page of the provider knows: nothing of whose it is."""

    order: UUID
    amount: int
    back_url: str


class Simulator:
    name = NAME
    title: str | Promise = _("모의 결제")

    def begin(self, *, order: UUID, amount: int, back_url: str) -> str:
        told = signing.dumps([order.hex, amount, back_url], salt=SALT)
        return f"{reverse('simulator_pay')}?order={told}"

    def read(self, *, body: bytes, headers: Mapping[str, str]) -> Paid | Failed:
        if not hmac.compare_digest(signature_of(body), headers.get(SIGNATURE, "")):
            raise Forged
        try:
            said: dict[str, Any] = json.loads(body)
            order = UUID(said["order"])
            if said["result"] != "paid":
                return Failed(order=order)
            reference, amount = str(said["reference"])[:100], int(said["amount"])
        except (ValueError, TypeError, KeyError) as problem:
            raise Forged from problem
        if not reference or amount <= 0:
            raise Forged
        return Paid(order=order, reference=reference, amount=amount)

    def give_back(self, reference: str, amount: int) -> bool:
        """It has no money to give back, and says so of what it never took."""
        return bool(reference) and amount > 0


def read_order(text: str) -> Order | None:
    """None for what we did not write, and for what lay too long."""
    try:
        order, amount, back_url = signing.loads(text, salt=SALT, max_age=HOURS_TO_PAY * 3600)
        return Order(order=UUID(order), amount=int(amount), back_url=str(back_url))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def notice_of(
    order: UUID, *, amount: int, reference: str = "", paid: bool = True
) -> tuple[bytes, str]:
    """The body of a notice and its signature."""
    said = {
        "order": str(order),
        "result": "paid" if paid else "failed",
        "reference": reference or f"SIM-{new_id().hex}",
        "amount": amount,
    }
    body = json.dumps(said, sort_keys=True).encode()
    return body, signature_of(body)


def signature_of(body: bytes) -> str:
    return salted_hmac(SALT, body, algorithm="sha256").hexdigest()

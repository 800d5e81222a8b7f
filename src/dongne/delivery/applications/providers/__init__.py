"""Payment providers: a folder each. What they are asked, what they answer, which there are.

A provider takes the money on pages of its own and tells us afterwards; cards never come here.
Deleting a folder takes its provider away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.utils.functional import Promise

from dongne.foundation.scope.public import SYSTEM, Viewer

from ..models import Payment
from ..services.paying_online import ask_online, fail_online, register_giving_back, settle_online


class Forged(Exception):
    """A notice that the provider did not write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """`order` is ours, `reference` the provider's; `amount` in won."""

    order: UUID
    reference: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    order: UUID


class PaymentProvider(Protocol):
    """`name` is its slug, `title` what people read."""

    name: str
    title: str | Promise

    def begin(self, *, order: UUID, amount: int, back_url: str) -> str:
        """Where whoever pays is sent; they come back to `back_url`, whatever happens."""

    def read(self, *, body: bytes, headers: Mapping[str, str]) -> Paid | Failed:
        """What a notice says. Raises Forged."""

    def give_back(self, reference: str, amount: int) -> bool:
        """Whether the whole sum goes back to whoever paid it. Asking again gives back once."""


_providers: dict[str, PaymentProvider] = {}


def register(provider: PaymentProvider) -> None:
    """Called by a provider's folder when the apps start. One takes payments: the last one."""
    _providers[provider.name] = provider
    register_giving_back(provider.name, provider.give_back)


def provider_named(name: str) -> PaymentProvider | None:
    return _providers.get(name)


def current_provider() -> PaymentProvider | None:
    """The one that payments begin with; None where cards are taken only at the counter."""
    return next(reversed(_providers.values()), None)


def begin_payment(viewer: Viewer, *, application_id: UUID, back_url: str, now: datetime) -> str:
    """Where to send whoever pays the fee of this application.

    Raises Conflict, Refused: paid already, or the office takes no cards online. The caller has
    made sure that it is theirs.
    """
    provider = current_provider()
    asked = ask_online(
        viewer,
        application_id=application_id,
        provider=provider.name if provider else "",
        now=now,
    )
    if provider is None:
        raise LookupError("no provider of payments")
    return provider.begin(order=asked.pk, amount=asked.amount, back_url=back_url)


def take_notice(
    provider: PaymentProvider, *, body: bytes, headers: Mapping[str, str], now: datetime
) -> Payment | None:
    """What the provider tells; told again, nothing happens again. Raises Forged."""
    said = provider.read(body=body, headers=headers)
    if isinstance(said, Failed):
        return fail_online(SYSTEM, provider=provider.name, order=said.order, now=now)
    return settle_online(
        SYSTEM,
        provider=provider.name,
        order=said.order,
        reference=said.reference,
        amount=said.amount,
        now=now,
    )

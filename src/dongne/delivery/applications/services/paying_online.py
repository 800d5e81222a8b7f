"""수수료 paid with a provider: asked, told by the provider, given back.

The provider tells it more than once, late, or after the fee was paid otherwise: one telling is one
payment, and money that does not fit is kept as refused, with its reference, for a person to give
back. Nothing of a card ever comes here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dongne.foundation.audit import public as audit
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict

from ..models import Application, Payment
from ..permissions import works_on
from ..queries.ground import setting_of
from ..states import OVER, ApplicationState, PaymentMeans, PaymentState
from .ground import held, held_running, keep, refuse, unless
from .paying import give_back

GiveBack = Callable[[str, int], bool]
"""`(reference, won) -> whether the provider gave it back`."""

_giving_back: dict[str, GiveBack] = {}

WRONG_SUM, PAID_TWICE, TOO_LATE = "wrong_sum", "paid_twice", "too_late"
DECLINED = "declined"


def register_giving_back(provider: str, give: GiveBack) -> None:
    """Called by a provider's folder when the apps start."""
    _giving_back[provider] = give


@transaction.atomic
def ask_online(viewer: Viewer, *, application_id: UUID, provider: str, now: datetime) -> Payment:
    """A payment that the provider is about to be asked for; its id is the order that the provider
    names again. What was asked and not answered yet is asked again with the same id.

    Raises Conflict (`paid_already`, `not_payable`), Refused where the office takes no cards online.
    """
    application = held_running(viewer, application_id, own=True)
    if application.fee == 0:
        refuse("not_payable")
    if application.settled:
        refuse("paid_already")
    if not setting_of(application.dong_id).pays_online:
        refuse("not_payable")
    rows = Payment.objects.for_viewer(SYSTEM).filter(
        application=application, provider=provider, state=PaymentState.ASKED
    )
    known = rows.filter(amount=application.fee).first()
    if known is not None:
        return known
    row = Payment(
        application=application,
        amount=application.fee,
        means=PaymentMeans.ONLINE,
        state=PaymentState.ASKED,
        provider=provider,
        at=now,
        officer_id=viewer.officer_id,
    )
    row.save(force_insert=True)
    audit.record(
        viewer,
        action="application.payment_asked",
        subject=application,
        now=now,
        dong_id=application.dong_id,
        changes={"amount": row.amount, "provider": provider},
    )
    return row


@transaction.atomic
def settle_online(
    viewer: Viewer, *, provider: str, order: UUID, reference: str, amount: int, now: datetime
) -> Payment | None:
    """The provider has the money. Told twice, it is one payment; None for an order of nobody.

    A sum other than the fee, or for what is settled or over, is not taken: it stays listed.
    """
    rows = Payment.objects.for_viewer(SYSTEM)
    known = rows.filter(provider=provider, reference=reference).first()
    if known is not None:
        return known
    asked = rows.filter(pk=order, provider=provider).first()
    if asked is None:
        return None
    # The application first, as everywhere, then the payment: two tellings at once stand in line.
    application = held(SYSTEM, asked.application_id)
    row = rows.select_for_update(of=("self",)).get(pk=order)
    known = rows.filter(provider=provider, reference=reference).first()
    if known is not None:
        return known
    if row.reference:
        # The same order paid again under another number: a second sum, which nobody owes.
        row = Payment(
            application=application,
            amount=amount,
            means=PaymentMeans.ONLINE,
            state=PaymentState.ASKED,
            provider=provider,
            at=now,
        )
        row.save(force_insert=True)
    row.reference, row.at = reference, now
    why = _why_not_taken(application, amount)
    row.amount = amount
    if why:
        row.state, row.reason = PaymentState.FAILED, why
        row.save(update_fields=["reference", "at", "amount", "state", "reason"])
        _record(application, "application.payment_refused", row, now, why=why)
        return row
    row.state = PaymentState.PAID
    row.save(update_fields=["reference", "at", "amount", "state"])
    application.settled = True
    keep(
        SYSTEM,
        application,
        "application.paid",
        now=now,
        before=application.state,
        fields=["settled"],
        changes={"amount": amount, "means": str(PaymentMeans.ONLINE)},
    )
    return row


@transaction.atomic
def fail_online(viewer: Viewer, *, provider: str, order: UUID, now: datetime) -> Payment | None:
    """The provider could not take it. What was paid meanwhile stays paid."""
    rows = Payment.objects.for_viewer(SYSTEM).select_for_update(of=("self",))
    row = rows.filter(pk=order, provider=provider).select_related("application").first()
    if row is None or row.state != PaymentState.ASKED:
        return row
    row.state, row.reason, row.at = PaymentState.FAILED, DECLINED, now
    row.save(update_fields=["state", "reason", "at"])
    _record(row.application, "application.payment_failed", row, now, why=DECLINED)
    return row


def unfitting(viewer: Viewer) -> QuerySet[Payment]:
    """Sums that came in and were not taken: for a person to give back."""
    rows = Payment.objects.for_viewer(viewer).filter(state=PaymentState.FAILED)
    return rows.exclude(reference="").select_related("application").order_by("-at", "-id")


def give_back_any(
    viewer: Viewer, *, application_id: UUID, payment_id: UUID | None, reason: str, now: datetime
) -> Payment:
    """Give back what was paid at the counter or with a provider, taken or not.

    The provider is asked inside the transaction and last: if it says no, nothing was changed.
    """
    with transaction.atomic():
        application = held(viewer, application_id)
        unless(works_on(viewer, application))
        rows = Payment.objects.for_viewer(SYSTEM).select_for_update(of=("self",))
        row = rows.filter(pk=payment_id, application=application).first() if payment_id else None
        if row is None or not row.amount:
            refuse("not_paid")
        if not reason.strip():
            refuse("reason_missing")
        if row.state == PaymentState.PAID:
            row = give_back(
                viewer, application_id=application_id, payment_id=row.pk, reason=reason, now=now
            )
        elif row.state == PaymentState.FAILED and row.reference:
            row.state = PaymentState.GIVEN_BACK
            row.save(update_fields=["state"])
            audit.record(
                viewer,
                action="application.given_back",
                subject=application,
                now=now,
                dong_id=application.dong_id,
                changes={"amount": row.amount},
            )
        else:
            refuse("not_paid")
        if row.provider:
            give = _giving_back.get(row.provider)
            if give is None or not give(row.reference, row.amount):
                raise Conflict(
                    _("결제한 곳에서 취소하지 못했습니다. 잠시 뒤 다시 하거나 그곳에 물어보세요."),
                    code="provider_refused",
                )
        return row


def _why_not_taken(application: Application, amount: int) -> str:
    over = {*OVER, ApplicationState.REFUSED}
    if application.settled:
        return PAID_TWICE
    if application.state in over:
        return TOO_LATE
    return WRONG_SUM if amount != application.fee else ""


def _record(
    application: Application, action: str, row: Payment, now: datetime, *, why: str
) -> None:
    audit.record(
        SYSTEM,
        action=action,
        subject=application,
        now=now,
        dong_id=application.dong_id,
        changes={"amount": row.amount, "provider": row.provider, "why": why},
    )

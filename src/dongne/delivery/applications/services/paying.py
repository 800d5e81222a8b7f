"""수수료: paid at the counter or online, exempt by the catalogue, or waived with a reason."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from dongne.foundation.scope.public import SYSTEM, Viewer

from ..models import Application, Payment
from ..permissions import leads
from ..queries.ground import items_of, service_of_item
from ..states import PaymentMeans, PaymentState
from .ground import held, held_running, keep, refuse, said, unless


@transaction.atomic
def pay(
    viewer: Viewer,
    *,
    application_id: UUID,
    means: str,
    now: datetime,
    amount: int | None = None,
    exemption: str = "",
    reason: str = "",
    provider: str = "",
    reference: str = "",
    version: int | None = None,
) -> Payment:
    """The fee is settled, whole. The same `reference` of a provider again is the same payment.

    Raises Conflict (`paid_already`, `not_payable`), Refused (`wrong_sum`, `exemption_unknown`).
    """
    application = held_running(viewer, application_id, version=version, own=True)
    rows = Payment.objects.for_viewer(SYSTEM).filter(application=application)
    if reference:
        known = rows.filter(provider=provider, reference=reference).first()
        if known is not None:
            return known
    how = PaymentMeans(means)
    if application.fee == 0:
        refuse("not_payable")
    if application.settled:
        refuse("paid_already")
    sum_ = application.fee if amount is None else amount
    if how is PaymentMeans.EXEMPT:
        _require_exemption(application, exemption)
        sum_ = 0
    elif how is PaymentMeans.WAIVED:
        unless(leads(viewer, application.dong_id))
        if not reason.strip():
            refuse("waive_reason")
        sum_ = 0
    elif sum_ != application.fee:
        refuse("wrong_sum")
    row = Payment(
        application=application,
        amount=sum_,
        means=how,
        state=PaymentState.PAID,
        exemption=exemption,
        provider=provider,
        reference=reference,
        at=now,
        officer_id=viewer.officer_id,
    )
    texts = said(
        viewer, row, dong_id=application.dong_id, now=now, is_new=True, reason=reason.strip()[:200]
    )
    row.reason = texts["reason"]
    row.save(force_insert=True)
    application.settled = True
    keep(
        viewer,
        application,
        "application.paid",
        now=now,
        before=application.state,
        fields=["settled"],
        changes={"amount": sum_, "means": str(how)},
    )
    return row


@transaction.atomic
def give_back(
    viewer: Viewer, *, application_id: UUID, payment_id: UUID, reason: str, now: datetime
) -> Payment:
    """What was paid is given back: refused, withdrawn, or paid twice."""
    application = held(viewer, application_id)
    rows = Payment.objects.for_viewer(SYSTEM).select_for_update(of=("self",))
    row = rows.filter(pk=payment_id, application=application, state=PaymentState.PAID).first()
    if row is None or row.amount == 0:
        refuse("not_paid")
    if not reason.strip():
        refuse("reason_missing")
    row.state = PaymentState.GIVEN_BACK
    texts = said(viewer, row, dong_id=application.dong_id, now=now, reason=reason.strip()[:200])
    row.reason = texts["reason"]
    row.save(update_fields=["state", "reason"])
    application.settled = False
    keep(
        viewer,
        application,
        "application.given_back",
        now=now,
        before=application.state,
        fields=["settled"],
        changes={"amount": row.amount},
    )
    return row


def _require_exemption(application: Application, code: str) -> None:
    """Of every service that costs something."""
    for item in items_of(application):
        service = service_of_item(item)
        if item.fee == 0 or service is None:
            continue
        if not any(
            one.code == code and (not one.channels or application.channel in one.channels)
            for one in service.exemptions
        ):
            refuse("exemption_unknown")

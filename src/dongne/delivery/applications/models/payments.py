"""What is paid, or why nothing is."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.foundation.organisations.public import Officer
from dongne.lib.ids import new_id
from dongne.lib.personal_data import KEPT_WITH_RECORD, WHY_FREE_TEXT, About, Holds

from ..managers import ApplicationManager
from ..states import PaymentMeans, PaymentState
from .applications import Application


class Payment(models.Model):
    """A fee in won, as one sum of an application. `reference` is the provider's."""

    tenant_path: ClassVar[str] = "application__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={"reason": "why it was waived or given back"},
        until=KEPT_WITH_RECORD,
        why_clear=WHY_FREE_TEXT,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="payments", db_index=False
    )
    amount = models.PositiveIntegerField()
    means = models.CharField(max_length=10, choices=[(m, m) for m in PaymentMeans])
    state = models.CharField(
        max_length=10, default=PaymentState.PAID, choices=[(s, s) for s in PaymentState]
    )
    exemption = models.SlugField(max_length=40, blank=True, db_index=False)
    reason = models.CharField(max_length=200, blank=True)
    provider = models.SlugField(max_length=40, blank=True, db_index=False)
    reference = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField()
    officer = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    objects = ApplicationManager()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "reference"],
                name="one_payment_of_a_reference",
                condition=~models.Q(reference=""),
            )
        ]
        indexes = [models.Index(fields=["application", "at"], name="payment_application")]

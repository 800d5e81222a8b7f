"""Telephoning those whom nothing reached."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import TenantManager
from dongne.foundation.vault.public import SealedField, SealedModel
from dongne.lib.ids import new_id
from dongne.lib.personal_data import About, Holds

from ..states import CallOutcome
from .messages import Message


class Call(SealedModel):
    """One try to tell somebody by telephone; `again_on` when to try next, `note` what was said."""

    tenant_path: ClassVar[str] = "message__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={"note": "what was said on the telephone"},
        sealed=frozenset({"note"}),
        until="With its message.",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="telephoned")
    at = models.DateTimeField()
    officer = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(
        max_length=16, choices=[(one.value, one.value) for one in CallOutcome]
    )
    note = SealedField()
    again_on = models.DateField(null=True)

    objects = TenantManager()

    class Meta:
        ordering = ["message", "id"]
        indexes = [models.Index(fields=["message", "id"], name="call_message")]

"""파기: who proposed it, who agreed, and the certificate."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import TenantManager
from dongne.lib.ids import new_id
from dongne.lib.personal_data import KEPT_WITH_RECORD, WHY_FREE_TEXT, About, Holds

from ..states import DestructionState
from .parcels import Parcel


class Destruction(models.Model):
    """Proposed by one officer, agreed to by a lead who is somebody else. `number` is that of the
    certificate, counted in the dong's year. `applications` are the numbers that were in it."""

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={"reason": "why, in a few words"},
        until=KEPT_WITH_RECORD,
        why_clear=WHY_FREE_TEXT,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+", db_index=False)
    parcel = models.ForeignKey(
        Parcel, on_delete=models.PROTECT, related_name="destructions", db_index=False
    )
    state = models.CharField(
        max_length=10,
        default=DestructionState.PROPOSED,
        choices=[(s, s) for s in DestructionState],
    )
    reason = models.CharField(max_length=200)
    applications: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(
        Officer, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    done_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)

    objects = TenantManager()

    class Meta:
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["parcel"],
                name="one_destruction_a_parcel",
                condition=~models.Q(state=DestructionState.CALLED_OFF),
            ),
            models.UniqueConstraint(
                fields=["dong", "year", "number"], name="one_certificate_a_number"
            ),
            models.CheckConstraint(
                name="destroyed_by_two",
                condition=models.Q(agreed_by=None) | ~models.Q(agreed_by=models.F("proposed_by")),
            ),
        ]
        indexes = [models.Index(fields=["dong", "-proposed_at", "-id"], name="destruction_list")]

"""What is not as it should be, until a lead has found out why."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import TenantManager
from dongne.lib.ids import new_id
from dongne.lib.personal_data import KEPT_WITH_RECORD, WHY_FREE_TEXT, About, Holds

from ..states import AlarmEnd, AlarmKind, HolderKind
from .parcels import Parcel
from .transfers import Transfer


class Alarm(models.Model):
    """At most one of a kind is open for a parcel. `details` of a late confirmation say what a
    phone held to have happened: kinds, keys and times, never a name."""

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={"text": "what was seen", "finding": "what was found out"},
        until=KEPT_WITH_RECORD,
        why_clear=WHY_FREE_TEXT,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+", db_index=False)
    parcel = models.ForeignKey(
        Parcel, on_delete=models.CASCADE, related_name="alarms", db_index=False
    )
    transfer = models.ForeignKey(
        Transfer, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=12, choices=[(k, k) for k in AlarmKind])
    text = models.TextField(blank=True)
    details: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField(default=dict)
    raised_at = models.DateTimeField()
    by_kind = models.CharField(
        max_length=16, blank=True, choices=[("", ""), *((k, k) for k in HolderKind)]
    )
    """Empty: the program."""
    by_key = models.CharField(max_length=40, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    end = models.CharField(
        max_length=10, blank=True, choices=[("", ""), *((e, e) for e in AlarmEnd)]
    )
    finding = models.TextField(blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["raised_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["parcel", "kind"],
                name="one_open_alarm_of_a_kind",
                condition=models.Q(ended_at=None),
            )
        ]
        indexes = [
            models.Index(fields=["parcel", "raised_at"], name="alarm_parcel"),
            models.Index(
                fields=["dong", "raised_at"],
                name="alarm_open",
                condition=models.Q(ended_at=None),
            ),
        ]

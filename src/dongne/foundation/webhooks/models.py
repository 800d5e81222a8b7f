"""Who is told, what happened, what was sent to whom, and what came of each attempt."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import City, District, Dong
from dongne.foundation.scope.public import TenantManager
from dongne.foundation.vault.public import SealedField, SealedModel
from dongne.lib.ids import new_id
from dongne.lib.personal_data import NOTHING, About, Holds

from .states import DeliveryState, Failure, Off

ANSWER_LENGTH = 500
"""How much of a receiver's answer is kept."""


class Endpoint(SealedModel):
    """An address of another program, told of the events `events` of a place (none: of all places).

    `secret` signs; while it is being replaced, `old_secret` signs too, until `old_secret_until`.
    `failures` counts what failed since the last success, which `failing_since` began. It rests
    until `rests_until`; `busy_until` is the lease of the worker that is sending to it.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    city = models.ForeignKey(City, null=True, on_delete=models.CASCADE, related_name="+")
    district = models.ForeignKey(District, null=True, on_delete=models.CASCADE, related_name="+")
    dong = models.ForeignKey(Dong, null=True, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=60)
    url = models.CharField(max_length=500)
    events = ArrayField(models.CharField(max_length=60))
    secret = SealedField()
    old_secret = SealedField()
    old_secret_until = models.DateTimeField(null=True)
    made_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    is_on = models.BooleanField(default=True)
    off_why = models.CharField(max_length=16, blank=True, choices=[(o.value, o.value) for o in Off])
    off_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    warned_at = models.DateTimeField(null=True)
    rests_until = models.DateTimeField(null=True)
    busy_until = models.DateTimeField(null=True)
    succeeded_at = models.DateTimeField(null=True)

    objects = TenantManager()

    class Meta:
        ordering = ["title", "id"]
        constraints = [
            models.CheckConstraint(
                name="endpoint_in_one_place",
                condition=Q(city__isnull=True, district__isnull=True)
                | Q(city__isnull=True, dong__isnull=True)
                | Q(district__isnull=True, dong__isnull=True),
            ),
        ]


class Event(models.Model):
    """Something that happened, as it is told: `body` is sent to the byte, at every attempt."""

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dong = models.ForeignKey(Dong, null=True, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=60)
    at = models.DateTimeField()
    body = models.TextField()

    objects = TenantManager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["at"], name="webhook_event_age")]

    @property
    def message_id(self) -> str:
        """The header `webhook-id`: the same at every attempt and for every receiver."""
        return f"evt_{self.pk.hex}"


class Delivery(models.Model):
    """One event on its way to one endpoint."""

    tenant_path: ClassVar[str] = "event__dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="deliveries")
    endpoint = models.ForeignKey(Endpoint, on_delete=models.CASCADE, related_name="deliveries")
    state = models.CharField(
        max_length=12,
        default=DeliveryState.WAITING,
        choices=[(s.value, s.value) for s in DeliveryState],
    )
    tries = models.PositiveSmallIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = TenantManager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["event", "endpoint"], name="webhook_event_once")
        ]
        indexes = [
            models.Index(fields=["endpoint", "id"], name="webhook_delivery_list"),
            models.Index(
                fields=["endpoint", "due_at"],
                name="webhook_delivery_due",
                condition=Q(state="waiting"),
            ),
            models.Index(
                fields=["claimed_at"],
                name="webhook_delivery_sending",
                condition=Q(state="sending"),
            ),
        ]


class Attempt(models.Model):
    """One request: written before it is made, completed after it."""

    tenant_path: ClassVar[str] = "delivery__event__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={"answer": "the beginning of what the other program's server answered"},
        why_clear="whoever looks for a fault reads it; it is the other program's own words",
        until="thirty days after the event, by a job of every night",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="made")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    took_ms = models.PositiveIntegerField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    failure = models.CharField(
        max_length=16, blank=True, choices=[(f.value, f.value) for f in Failure]
    )
    answer = models.CharField(max_length=ANSWER_LENGTH, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["delivery", "number"], name="webhook_attempt_once")
        ]

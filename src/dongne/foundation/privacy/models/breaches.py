"""유출 등의 통지·신고 (개인정보 보호법 제34조, 시행령 제39조·제40조)."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import TenantManager
from dongne.lib.ids import new_id
from dongne.lib.personal_data import NOTHING, About, Holds

from ..states import BreachKind, BreachState, Step


class Breach(models.Model):
    """What was lost, stolen or leaked; the clock runs from `found_at`.

    `columns` are codes of `words.DATA`. `people` is how many persons are affected as far as is
    known. No text of it may name a person.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={
            "what": "what happened",
            "how_found": "how it was found",
            "done": "what was done about it",
        },
        until="five years after it was closed",
        why_clear="a report on an accident, to be written without naming anybody",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=[(k.value, k.value) for k in BreachKind])
    state = models.CharField(
        max_length=12, choices=[(s.value, s.value) for s in BreachState], default=BreachState.OPEN
    )
    found_at = models.DateTimeField()
    happened_at = models.DateTimeField(null=True)
    how_found = models.CharField(max_length=300, blank=True)
    what = models.TextField(max_length=2000)
    columns = ArrayField(models.CharField(max_length=20), default=list)
    people = models.PositiveIntegerField(default=0)
    sensitive = models.BooleanField(default=False)
    unique_ids = models.BooleanField(default=False)
    intrusion = models.BooleanField(default=False)
    done = models.TextField(max_length=2000, blank=True)
    opened_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = TenantManager()

    class Meta:
        ordering = ["-found_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["dong", "year", "number"], name="breach_number"),
        ]
        indexes = [
            models.Index(fields=["dong", "-found_at", "-id"], name="breach_dong"),
        ]


class Tick(models.Model):
    """One of the things owed was done: when, by whom, in what words. Never taken back."""

    tenant_path: ClassVar[str] = "breach__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={"text": "what was done"},
        until="with its breach",
        why_clear="a report on an accident, to be written without naming anybody",
    )

    breach = models.ForeignKey(Breach, on_delete=models.CASCADE, related_name="ticks")
    step = models.CharField(max_length=12, choices=[(s.value, s.value) for s in Step])
    at = models.DateTimeField()
    text = models.TextField(max_length=1000)
    officer = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    objects = TenantManager()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["breach", "step"], name="tick_once"),
        ]


class Affected(models.Model):
    """A person whose data it was, by key, and the message that told them."""

    tenant_path: ClassVar[str] = "breach__dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    breach = models.ForeignKey(Breach, on_delete=models.CASCADE, related_name="affected")
    person_id = models.UUIDField()
    message_id = models.UUIDField(null=True)
    told_at = models.DateTimeField(null=True)

    objects = TenantManager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["breach", "person_id"], name="affected_once"),
        ]

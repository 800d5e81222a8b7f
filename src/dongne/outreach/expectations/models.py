"""What a dong expects of a week, and the reminders it has sent."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import TenantManager
from dongne.lib.personal_data import NOTHING, Holds


class Expectation(models.Model):
    """Outings and reports a week, from the week of `starts_on` (a Monday) until the next such row.

    `remind_on` is the ISO weekday on which whoever is below is reminded; 0: nobody by itself.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    outings = models.PositiveSmallIntegerField()
    reports = models.PositiveSmallIntegerField()
    remind_on = models.PositiveSmallIntegerField()
    set_at = models.DateTimeField()

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dong", "starts_on"], name="one_expectation_a_week"),
        ]


class Reminder(models.Model):
    """알림: one to an officer in a week, by whoever sent it (nobody: by itself)."""

    tenant_path: ClassVar[str] = "officer__dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="+")
    week = models.DateField()
    """Its Monday."""
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(Officer, null=True, on_delete=models.SET_NULL, related_name="+")
    seen_at = models.DateTimeField(null=True)

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["officer", "week"], name="one_reminder_a_week"),
        ]

"""Who carries things for others, when they are on duty, and where they are signed in."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Dong
from dongne.foundation.residents.public import Person, ResidentManager
from dongne.foundation.scope.public import TenantManager
from dongne.lib.ids import new_id
from dongne.lib.personal_data import KEPT_WITH_RECORD, NOTHING, WHY_FREE_TEXT, About, Holds

from .states import Task


class Courier(models.Model):
    """A volunteer of the dong's list of persons, or one of its officers.

    `since` to `until`, both included; without an end it holds on. `consented_on` is the day on the
    signed paper: without it a volunteer gets no task. `most` parcels at most are given along on
    one run. `ended_at` ends every sign-in at once.
    """

    tenant_path: ClassVar[str] = "dong"
    person_path: ClassVar[str] = "person"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={"why_ended": "why somebody stopped, in the office's words"},
        until=KEPT_WITH_RECORD,
        why_clear=WHY_FREE_TEXT,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(
        Person, null=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    officer = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    corps = models.CharField(max_length=40, blank=True)
    """봉사단: the group that they belong to, e.g. 소담봉사단."""
    tasks = ArrayField(models.CharField(max_length=10, choices=[(t, t) for t in Task]))
    most = models.PositiveSmallIntegerField(default=3)
    since = models.DateField()
    until = models.DateField(null=True)
    consented_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    why_ended = models.CharField(max_length=200, blank=True)
    added_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = ResidentManager()

    class Meta:
        ordering = ["-since", "id"]
        constraints = [
            models.CheckConstraint(
                name="courier_is_one_of_both",
                condition=Q(person__isnull=False, officer__isnull=True)
                | Q(person__isnull=True, officer__isnull=False),
            ),
            models.CheckConstraint(
                name="courier_in_order",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
            models.UniqueConstraint(
                fields=["person"],
                name="one_courier_of_a_person",
                condition=Q(ended_at__isnull=True, person__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["officer"],
                name="one_courier_of_an_officer",
                condition=Q(ended_at__isnull=True, officer__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["dong", "ended_at"], name="courier_dong"),
            models.Index(
                fields=["person"], name="courier_person", condition=Q(person__isnull=False)
            ),
        ]

    @property
    def active(self) -> bool:
        """Not ended; whether today lies in the term is a question of the day (`rules.in_term`)."""
        return self.ended_at is None


class DutyWindow(models.Model):
    """Hours in which somebody is there: every week on `weekday` (0 is Monday), or on one `day`.

    `since` to `until`, both included, is how long a weekly one holds.
    """

    tenant_path: ClassVar[str] = "courier__dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    courier = models.ForeignKey(
        Courier, on_delete=models.CASCADE, related_name="windows", db_index=False
    )
    weekday = models.PositiveSmallIntegerField(null=True)
    day = models.DateField(null=True)
    starts = models.TimeField()
    ends = models.TimeField()
    since = models.DateField()
    until = models.DateField(null=True)

    objects = TenantManager()

    class Meta:
        ordering = ["weekday", "day", "starts", "id"]
        constraints = [
            models.CheckConstraint(
                name="duty_window_on_a_weekday_or_a_day",
                condition=Q(weekday__isnull=False, day__isnull=True)
                | Q(weekday__isnull=True, day__isnull=False),
            ),
            models.CheckConstraint(name="duty_window_in_order", condition=Q(ends__gt=F("starts"))),
        ]
        indexes = [models.Index(fields=["courier", "until"], name="duty_window_courier")]


class AwayDay(models.Model):
    """A day on which somebody can't come: no window of theirs holds on it."""

    tenant_path: ClassVar[str] = "courier__dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    courier = models.ForeignKey(
        Courier, on_delete=models.CASCADE, related_name="away_days", db_index=False
    )
    day = models.DateField()
    said_at = models.DateTimeField()

    objects = TenantManager()

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["courier", "day"], name="one_away_day"),
        ]


class SignIn(models.Model):
    """A telephone that was let in by a one-time code: twelve hours at most, half an hour idle.

    `digest` is that of the random text in the cookie; the text itself is nowhere.
    """

    tenant_path: ClassVar[str] = "courier__dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    courier = models.ForeignKey(
        Courier, on_delete=models.CASCADE, related_name="sign_ins", db_index=False
    )
    digest = models.BinaryField(max_length=32, unique=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = TenantManager()

    class Meta:
        ordering = ["-started_at"]
        indexes = [
            models.Index(fields=["courier", "ended_at"], name="courier_sign_in"),
            models.Index(fields=["seen_at"], name="courier_sign_in_seen"),
        ]

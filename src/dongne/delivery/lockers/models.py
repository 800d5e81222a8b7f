"""Lockers, their compartments, who may open what until when, and every opening step by step."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Dong
from dongne.foundation.residents.public import Person
from dongne.foundation.scope.public import TenantManager
from dongne.lib.ids import new_id
from dongne.lib.personal_data import (
    KEPT_WITH_RECORD,
    NOTHING,
    WHY_FREE_TEXT,
    About,
    Holds,
)

from .states import FILLED, LIVE, AlarmKind, Box, Denied, Door, Size, Step, Why


class Locker(models.Model):
    """무인민원택배함. `site` is its place among the channels' sites; without one it brings its own.

    `key_digest` is that of the controller's key, shown once. `boot` tells one life of the
    controller from the next: a command is given out to one life only. `on` from when on it is in
    use; a locker that was put away stays for what went through it.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+", db_index=False)
    site = models.UUIDField(null=True, unique=True)
    name = models.CharField(max_length=60)
    place = models.CharField(max_length=120, blank=True)
    """Where it stands, in words: 복지관 1층 현관."""
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    key_digest = models.BinaryField(max_length=32, null=True, unique=True)
    last_seq = models.BigIntegerField(default=0)
    """The number of the last command."""
    boot = models.UUIDField(null=True)
    heard_at = models.DateTimeField(null=True)
    controller = models.CharField(max_length=60, blank=True)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = TenantManager()

    class Meta:
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["dong", "removed_at"], name="locker_dong")]

    def __str__(self) -> str:
        return self.name


class Compartment(models.Model):
    """칸. `column` and `row` count from the upper left, `height` in rows: the plan of the wall.

    At most one parcel lies in it (`parcel`, a key of custody), and a parcel lies in at most one.
    `reserved_by` is the holder for whom it is kept, `officer:7` or `volunteer:…`.
    """

    tenant_path: ClassVar[str] = "locker__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={"reason": "why it is out of use, in the office's words"},
        until=KEPT_WITH_RECORD,
        why_clear=WHY_FREE_TEXT,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    locker = models.ForeignKey(
        Locker, on_delete=models.CASCADE, related_name="compartments", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    size = models.CharField(max_length=8, default=Size.SMALL, choices=[(s, s) for s in Size])
    low_reach = models.BooleanField(default=False)
    """Between 40 and 120 cm: reached from a wheelchair."""
    column = models.PositiveSmallIntegerField(default=0)
    row = models.PositiveSmallIntegerField(default=0)
    height = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, default=Box.FREE, choices=[(s, s) for s in Box])
    parcel = models.UUIDField(null=True)
    reserved_by = models.CharField(max_length=60, blank=True)
    since = models.DateTimeField()
    reason = models.CharField(max_length=200, blank=True)
    door = models.CharField(max_length=8, default=Door.UNKNOWN, choices=[(d, d) for d in Door])
    door_at = models.DateTimeField(null=True)

    objects = TenantManager()

    class Meta:
        ordering = ["locker", "number"]
        constraints = [
            models.UniqueConstraint(fields=["locker", "number"], name="one_compartment_of_number"),
            models.UniqueConstraint(
                fields=["parcel"],
                name="a_parcel_in_one_compartment",
                condition=Q(parcel__isnull=False),
            ),
            models.CheckConstraint(
                name="compartment_filled_has_a_parcel",
                condition=~Q(state__in=sorted(FILLED)) | Q(parcel__isnull=False),
            ),
            models.CheckConstraint(
                name="compartment_free_has_none",
                condition=~Q(state__in=[Box.FREE, Box.EMPTIED]) | Q(parcel__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Grant(models.Model):
    """Somebody may open a compartment: once, from `good_from` until `good_until`, until revoked.

    `digest` is a keyed digest of locker and code; nobody ever sees a code again, it goes out in a
    message. `birth_digest`, where the office knows the date of birth: it is asked for as well.
    """

    tenant_path: ClassVar[str] = "compartment__locker__dong"
    person_path: ClassVar[str] = "person"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.RESIDENT,
        columns={
            "digest": "keyed digest of a one-time code",
            "birth_digest": "keyed digest of a date of birth, bound to the row",
            "why_revoked": "why it was taken back, in the office's words",
        },
        until=KEPT_WITH_RECORD,
        why_clear=(
            "digests are keyed: nothing can be read from them; the office is told to name nobody"
        ),
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    compartment = models.ForeignKey(
        Compartment, on_delete=models.CASCADE, related_name="grants", db_index=False
    )
    parcel = models.UUIDField()
    person = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    digest = models.BinaryField(max_length=32)
    birth_digest = models.BinaryField(max_length=32, null=True)
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    courier = models.UUIDField(null=True)
    """Whose hands put it in, where that was a volunteer."""
    good_from = models.DateTimeField()
    good_until = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    """When the code was asked to be sent; None where nobody can be reached."""
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    why_revoked = models.CharField(max_length=200, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["-granted_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="grant_in_order", condition=Q(good_until__gt=F("good_from"))
            ),
            models.UniqueConstraint(fields=["digest"], name="one_grant_of_a_code"),
            models.UniqueConstraint(
                fields=["compartment"],
                name="one_open_grant_of_a_compartment",
                condition=Q(used_at__isnull=True, revoked_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["compartment", "-granted_at"], name="grant_compartment"),
            models.Index(fields=["person"], name="grant_person", condition=Q(person__isnull=False)),
        ]


class Opening(models.Model):
    """One time that somebody asked for a door. `state` is its last step.

    `seq` numbers the locker's commands; only an allowed opening has one. `boot` is the life of
    the controller that fetched it. Denied ones of unknown codes have no compartment.
    """

    tenant_path: ClassVar[str] = "locker__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={"reason": "why the office opened it, in its words"},
        until=KEPT_WITH_RECORD,
        why_clear=WHY_FREE_TEXT,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    locker = models.ForeignKey(
        Locker, on_delete=models.CASCADE, related_name="openings", db_index=False
    )
    compartment = models.ForeignKey(
        Compartment, null=True, on_delete=models.CASCADE, related_name="openings", db_index=False
    )
    grant = models.ForeignKey(
        Grant, null=True, on_delete=models.PROTECT, related_name="openings", db_index=False
    )
    parcel = models.UUIDField(null=True)
    why = models.CharField(max_length=10, choices=[(w, w) for w in Why])
    state = models.CharField(max_length=14, choices=[(s, s) for s in Step])
    denied = models.CharField(max_length=10, blank=True, choices=[(d, d) for d in Denied])
    reason = models.CharField(max_length=200, blank=True)
    officer = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    courier = models.UUIDField(null=True)
    """Who asked: an officer, a volunteer, or whoever typed the code of `grant`."""
    asked_at = models.DateTimeField()
    good_until = models.DateTimeField(null=True)
    seq = models.BigIntegerField(null=True)
    boot = models.UUIDField(null=True)
    sent_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = TenantManager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["compartment"],
                name="one_live_opening_of_a_door",
                condition=Q(state__in=sorted(LIVE)),
            ),
            models.UniqueConstraint(
                fields=["locker", "seq"], name="one_command_of_a_number", condition=~Q(seq=None)
            ),
        ]
        indexes = [
            models.Index(fields=["locker", "-asked_at", "-id"], name="opening_list"),
            models.Index(fields=["compartment", "-asked_at"], name="opening_compartment"),
            models.Index(
                fields=["locker", "state"],
                name="opening_live",
                condition=Q(state__in=sorted(LIVE)),
            ),
        ]


class OpeningStep(models.Model):
    """One link of the chain; never changed. `device_at` is what the controller's clock said."""

    tenant_path: ClassVar[str] = "opening__locker__dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    opening = models.ForeignKey(
        Opening, on_delete=models.CASCADE, related_name="steps", db_index=False
    )
    step = models.CharField(max_length=14, choices=[(s, s) for s in Step])
    at = models.DateTimeField()
    device_at = models.DateTimeField(null=True)

    objects = TenantManager()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["opening", "step"], name="each_step_once"),
        ]


class DeviceEvent(models.Model):
    """What a controller has told. `id` is the controller's: sent twice it is one."""

    tenant_path: ClassVar[str] = "locker__dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    id = models.UUIDField(primary_key=True)
    locker = models.ForeignKey(
        Locker, on_delete=models.CASCADE, related_name="events", db_index=False
    )
    kind = models.CharField(max_length=16)
    number = models.PositiveSmallIntegerField(null=True)
    seq = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    received_at = models.DateTimeField()

    objects = TenantManager()

    class Meta:
        ordering = ["received_at", "id"]
        indexes = [models.Index(fields=["locker", "-received_at"], name="locker_event")]


class LockerAlarm(models.Model):
    """What a person has to look at, until one has. At most one of a kind is open for a door."""

    tenant_path: ClassVar[str] = "locker__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={"finding": "what was found, in the office's words"},
        until=KEPT_WITH_RECORD,
        why_clear=WHY_FREE_TEXT,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    locker = models.ForeignKey(
        Locker, on_delete=models.CASCADE, related_name="alarms", db_index=False
    )
    compartment = models.ForeignKey(
        Compartment, null=True, on_delete=models.CASCADE, related_name="alarms", db_index=False
    )
    kind = models.CharField(max_length=12, choices=[(k, k) for k in AlarmKind])
    raised_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    finding = models.CharField(max_length=200, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["-raised_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["locker", "compartment", "kind"],
                name="one_open_alarm_of_a_locker",
                condition=Q(ended_at=None),
                nulls_distinct=False,
            )
        ]
        indexes = [models.Index(fields=["locker", "-raised_at"], name="locker_alarm_list")]

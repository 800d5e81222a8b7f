"""Kiosks, what is printed there by code, and each visit until it is wiped."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Dong
from dongne.foundation.residents.public import Person
from dongne.foundation.scope.public import TenantManager
from dongne.foundation.vault.public import SealedField, SealedModel
from dongne.lib.ids import new_id
from dongne.lib.personal_data import (
    KEPT_WITH_RECORD,
    NOTHING,
    WHY_FREE_TEXT,
    About,
    Holds,
)

from .states import OPEN, JobState, KioskAlarmKind, Paper, SessionEnd


class Kiosk(models.Model):
    """복합기 KIOSK: a screen and a printer in a place that is open to everybody.

    `site` is its place among the channels' sites. `key_digest` is that of the text with which the
    screen is opened once, by whoever sets it up. `panel_inches` and `panel_pixels` say how large a
    letter of 12 mm is on it.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+", db_index=False)
    site = models.UUIDField(null=True, unique=True)
    name = models.CharField(max_length=60)
    place = models.CharField(max_length=120, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    key_digest = models.BinaryField(max_length=32, null=True, unique=True)
    heard_at = models.DateTimeField(null=True)
    paper = models.CharField(max_length=8, default=Paper.UNKNOWN, choices=[(p, p) for p in Paper])
    paper_at = models.DateTimeField(null=True)
    panel_inches = models.FloatField(default=21.5)
    panel_pixels = models.PositiveIntegerField(default=1920)
    """Of the longer side."""
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = TenantManager()

    class Meta:
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["dong", "removed_at"], name="kiosk_dong")]

    def __str__(self) -> str:
        return self.name


class PrintJob(SealedModel):
    """A document that waits to be printed at any kiosk of the dong by whoever has its code.

    `file` is the PDF, sealed, as base64; emptied when it was printed for the last time or is over.
    `digest` is a keyed digest of dong and code; `birth_digest`, where the office knows the date of
    birth: it is asked for as well. `application` is a key of applications.
    """

    tenant_path: ClassVar[str] = "dong"
    person_path: ClassVar[str] = "person"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.RESIDENT,
        columns={
            "file": "the document itself",
            "digest": "keyed digest of a one-time code",
            "birth_digest": "keyed digest of a date of birth, bound to the row",
            "why_over": "why the office took it back, in its words",
        },
        sealed=frozenset({"file"}),
        until=(
            "the file goes once it was printed, or after seven days; the row stays with the record"
        ),
        why_clear=(
            "digests are keyed: nothing can be read from them; the office is told to name nobody"
        ),
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+", db_index=False)
    application = models.UUIDField()
    person = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    state = models.CharField(
        max_length=10, default=JobState.WAITING, choices=[(s, s) for s in JobState]
    )
    file = SealedField(mask="hidden")
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField()
    copies = models.PositiveSmallIntegerField(default=1)
    cost = models.PositiveIntegerField(default=0)
    """Won for paper at the kiosk; the document's own fee belongs to its application."""
    digest = models.BinaryField(max_length=32, unique=True)
    birth_digest = models.BinaryField(max_length=32, null=True)
    most = models.PositiveSmallIntegerField(default=2)
    """How often it may be sent to the printer: a jam is no reason to apply anew."""
    printed = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    good_until = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    printing_at = models.DateTimeField(null=True)
    """When it was last sent to a printer; for two minutes the paper can be fetched."""
    done_at = models.DateTimeField(null=True)
    done_at_kiosk = models.ForeignKey(
        Kiosk, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    why_over = models.CharField(max_length=200, blank=True)
    wiped_at = models.DateTimeField(null=True)

    objects = TenantManager()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                name="one_open_print_of_an_application",
                condition=Q(state__in=sorted(OPEN)),
            ),
            models.CheckConstraint(
                name="a_print_that_ended_holds_nothing",
                condition=Q(state__in=sorted(OPEN)) | Q(file=None),
            ),
        ]
        indexes = [
            models.Index(fields=["dong", "-made_at", "-id"], name="print_job_list"),
            models.Index(
                fields=["good_until"], name="print_job_until", condition=Q(state__in=sorted(OPEN))
            ),
            models.Index(
                fields=["person"], name="print_job_person", condition=Q(person__isnull=False)
            ),
        ]


class KioskSession(models.Model):
    """One visit, from 시작 until it is wiped. With `code` staff go on with it elsewhere."""

    tenant_path: ClassVar[str] = "kiosk__dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kiosk = models.ForeignKey(
        Kiosk, on_delete=models.CASCADE, related_name="sessions", db_index=False
    )
    code = models.CharField(max_length=4)
    job = models.ForeignKey(
        PrintJob, null=True, on_delete=models.SET_NULL, related_name="sessions", db_index=False
    )
    begun_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=8, blank=True, choices=[(e, e) for e in SessionEnd])

    objects = TenantManager()

    class Meta:
        ordering = ["-begun_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kiosk"], name="one_visit_at_a_kiosk", condition=Q(ended_at=None)
            ),
        ]
        indexes = [models.Index(fields=["kiosk", "-begun_at"], name="kiosk_session_list")]


class KioskAlarm(models.Model):
    """Somebody in front of it needs somebody. At most one of a kind is open."""

    tenant_path: ClassVar[str] = "kiosk__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={"finding": "what was found, in the office's words"},
        until=KEPT_WITH_RECORD,
        why_clear=WHY_FREE_TEXT,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kiosk = models.ForeignKey(
        Kiosk, on_delete=models.CASCADE, related_name="alarms", db_index=False
    )
    kind = models.CharField(max_length=10, choices=[(k, k) for k in KioskAlarmKind])
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
                fields=["kiosk", "kind"],
                name="one_open_alarm_of_a_kiosk",
                condition=Q(ended_at=None),
            )
        ]

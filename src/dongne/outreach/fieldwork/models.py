"""Outings, activities with their photos and receipts, and reports."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from dongne.foundation.organisations.public import Officer, Team
from dongne.foundation.places.public import Dong, Tong
from dongne.foundation.scope.public import TenantManager
from dongne.foundation.search.public import WordsField
from dongne.lib.ids import new_id
from dongne.lib.personal_data import KEPT_WITH_RECORD, NOTHING, WHY_FREE_TEXT, About, Holds

from .states import (
    OPEN_STATES,
    Hold,
    PhotoRole,
    ReportState,
    Settled,
    Standing,
    SyncStatus,
)


class Outing(models.Model):
    """동네 나가기·출장: a walk of the zone with a purpose. An activity needs none (rule 3)."""

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={
            "place": "where to",
            "purpose": "what for",
        },
        until=KEPT_WITH_RECORD,
        why_clear=WHY_FREE_TEXT,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="outings")
    day = models.DateField()
    starts_at = models.TimeField(null=True)
    ends_at = models.TimeField(null=True)
    place = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=200)
    created_at = models.DateTimeField()

    objects = TenantManager()

    class Meta:
        indexes = [models.Index(fields=["officer", "-day"], name="outing_officer_day")]


class Report(models.Model):
    """활동보고서. `content` is the paper as it was submitted; None while it is still written.

    `version` is the number of the one that is written or was written last, `completed_version` the
    one in force (0: none yet): it is what counts and what is read above the dong. They differ
    while a correction is under way, for `correction_reason`. `written_by` writes in the officer's
    stead: a correction, or a first version of somebody who has left or is away.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={
            "place": "where",
            "purpose": "what for",
            "content": "the report as it was submitted",
            "correction_reason": "why corrected",
            "return_reason": "why returned",
        },
        until=KEPT_WITH_RECORD,
        why_clear=WHY_FREE_TEXT,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="reports")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    outing = models.ForeignKey(Outing, null=True, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    starts_at = models.TimeField(null=True)
    ends_at = models.TimeField(null=True)
    place = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=200, blank=True)
    state = models.CharField(
        max_length=16, default=ReportState.DRAFT, choices=[(s, s) for s in ReportState]
    )
    report_kind = models.SlugField(
        max_length=40, db_index=False, default="activity", db_default="activity"
    )
    way = models.CharField(max_length=16, default="approval", db_default="approval")
    """How it goes, or went, along its line: a value of approvals' `Way`."""
    version = models.PositiveSmallIntegerField(default=1)
    completed_version = models.PositiveSmallIntegerField(default=0, db_default=0)
    correction_reason = models.CharField(max_length=500, blank=True, default="", db_default="")
    written_by = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    content = models.JSONField(null=True)
    return_reason = models.TextField(blank=True)
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)

    joined = 0
    """How many activities were just added to the open draft; not stored."""

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "day"],
                condition=models.Q(state__in=sorted(OPEN_STATES), completed_version=0),
                name="one_open_report_of_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["dong", "-day", "-id"], name="report_dong_day"),
            models.Index(fields=["officer", "-day", "-id"], name="report_officer_day"),
        ]

    @property
    def writer_id(self) -> int:
        """In whose hands the report is while it is open: the officer's, or whose it is instead."""
        return self.written_by_id or self.officer_id

    @property
    def is_correction(self) -> bool:
        """Whether a version after the one in force is written or on its way."""
        return self.completed_version > 0 and self.version != self.completed_version


class ReportVersion(models.Model):
    """One version of a report as it was completed. Never changed afterwards.

    `content` is the paper (see content.py); `snapshot` its activities with all their columns and
    photos, so that a correction which is dropped leaves no trace, and so that what counts can be
    counted while the activities themselves are being corrected.
    """

    tenant_path: ClassVar[str] = "report__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={
            "content": "the report as it was submitted",
            "snapshot": "its activities as they were",
            "reason": "why corrected",
            "line": "names and titles of those who signed",
        },
        until=KEPT_WITH_RECORD,
        why_clear=WHY_FREE_TEXT,
    )

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    snapshot = models.JSONField()
    reason = models.CharField(max_length=500, blank=True)
    """Why the version before was corrected."""
    written_by = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    submitted_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField()
    line = models.BigIntegerField(null=True)
    """The key of the approvals line that it went along."""

    objects = TenantManager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="one_report_version"),
        ]


class Activity(models.Model):
    """활동: one thing done, seen or heard.

    `id` is made where the record is made. `receipt` is that of the latest accepted version and
    what an edit names as its base. `report` is the one live report it stands in.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={
            "memo": "what was seen or heard, in the officer's words",
            "measure": "what was done about it",
            "address": "where it was",
            "latitude": "where it was",
            "longitude": "where it was",
            "handover": "to whom it was handed",
            "words": "pairs of letters of the memo, to be found by",
        },
        until=KEPT_WITH_RECORD,
        why_clear=WHY_FREE_TEXT,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # Found through the indexes below, which begin with them: each index is paid for by every row.
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+", db_index=False)
    officer = models.ForeignKey(
        Officer, on_delete=models.PROTECT, related_name="activities", db_index=False
    )
    outing = models.ForeignKey(
        Outing, null=True, on_delete=models.SET_NULL, related_name="activities"
    )
    report = models.ForeignKey(
        Report, null=True, on_delete=models.SET_NULL, related_name="activities"
    )
    kind = models.SlugField(max_length=40, db_index=False)
    field = models.SlugField(max_length=40, db_index=False)
    counted = models.BooleanField()
    happened_at = models.DateTimeField()
    day = models.DateField()
    memo = models.TextField(blank=True)
    measure = models.TextField(blank=True)
    address = models.CharField(max_length=200, blank=True)
    tong = models.ForeignKey(Tong, null=True, on_delete=models.PROTECT, related_name="+")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    handover = models.BooleanField(default=False)
    standing = models.CharField(
        max_length=4, blank=True, default="", db_default="", choices=[(s, s) for s in Standing if s]
    )
    device = models.CharField(max_length=100, blank=True)
    skew = models.IntegerField(default=0, db_default=0)
    """By how many seconds the device's clock was ahead when it sent the version in force."""
    held = models.CharField(max_length=16, blank=True, choices=[(h, h) for h in Hold if h])
    receipt = models.UUIDField(default=new_id)
    received_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    words = WordsField()

    objects = TenantManager()

    class Meta:
        indexes = [
            GinIndex(fields=["words"], name="activity_words"),
            models.Index(fields=["dong", "-day", "-received_at", "-id"], name="activity_dong_day"),
            models.Index(fields=["officer", "-day"], name="activity_officer_day"),
            models.Index(
                fields=["officer", "received_at"],
                name="activity_ticked",
                condition=models.Q(handover=True, removed_at__isnull=True),
            ),
        ]


class ActivityPhoto(models.Model):
    """A photo of an activity, named by the hash of its bytes: it may arrive before or after."""

    tenant_path: ClassVar[str] = "activity__dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="photos")
    sha256 = models.CharField(max_length=64)
    role = models.CharField(max_length=8, choices=[(r, r) for r in PhotoRole])
    position = models.PositiveSmallIntegerField(default=0)

    objects = TenantManager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "sha256"], name="a_photo_once_in_an_activity"
            ),
        ]


class ActivitySound(models.Model):
    """A recording of an activity, named by the hash of its bytes, as a photo is."""

    tenant_path: ClassVar[str] = "activity__dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="sounds")
    sha256 = models.CharField(max_length=64)
    seconds = models.PositiveIntegerField(default=0)
    """As the device says; 0: it does not know."""
    position = models.PositiveSmallIntegerField(default=0)

    objects = TenantManager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "sha256"], name="a_sound_once_in_an_activity"
            ),
        ]


class Receipt(models.Model):
    """The answer to one record of a device, so that the same record gets the same answer.

    `digest` is keyed (`services.syncing.digests_of`). A version that lost a conflict is kept in
    `body`, and waits for a person until `settled_at`; it stays in the activity's history.
    """

    tenant_path: ClassVar[str] = "activity__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={
            "body": "the record as the phone had sent it",
        },
        until=KEPT_WITH_RECORD,
        why_clear=WHY_FREE_TEXT,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # Found through `one_receipt_a_record`, which begins with it.
    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="receipts", db_index=False
    )
    digest = models.BinaryField(max_length=32)
    status = models.CharField(max_length=16)
    reason = models.CharField(max_length=40, blank=True)
    device = models.CharField(max_length=100, blank=True)
    sent_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()
    skew = models.IntegerField(null=True)
    """By how many seconds the device's clock was ahead; None where it did not say its time."""
    body = models.JSONField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    settled = models.CharField(
        max_length=8, blank=True, default="", db_default="", choices=[(s, s) for s in Settled if s]
    )

    objects = TenantManager()

    class Meta:
        indexes = [
            models.Index(
                fields=["activity"],
                name="receipt_differing",
                condition=models.Q(status=SyncStatus.CONFLICT.value, settled_at=None),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["activity", "digest"], name="one_receipt_a_record"),
        ]

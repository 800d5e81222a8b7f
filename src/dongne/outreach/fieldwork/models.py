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

from .states import OPEN_STATES, Hold, PhotoRole, ReportState


class Outing(models.Model):
    """동네 나가기·출장: a walk of the zone with a purpose. An activity needs none (rule 3)."""

    tenant_path: ClassVar[str] = "dong"

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
    """활동보고서. `content` is the paper as it was submitted; None while it is still written."""

    tenant_path: ClassVar[str] = "dong"

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
    version = models.PositiveSmallIntegerField(default=1)
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
                condition=models.Q(state__in=sorted(OPEN_STATES)),
                name="one_open_report_of_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["dong", "-day", "-id"], name="report_dong_day"),
            models.Index(fields=["officer", "-day", "-id"], name="report_officer_day"),
        ]


class Activity(models.Model):
    """활동: one thing done, seen or heard.

    `id` is made where the record is made. `receipt` is that of the latest accepted version and
    what an edit names as its base. `report` is the one live report it stands in.
    """

    tenant_path: ClassVar[str] = "dong"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="activities")
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
    device = models.CharField(max_length=100, blank=True)
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
        ]


class ActivityPhoto(models.Model):
    """A photo of an activity, named by the hash of its bytes: it may arrive before or after."""

    tenant_path: ClassVar[str] = "activity__dong"

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


class Receipt(models.Model):
    """The answer to one record of a device, so that the same record gets the same answer.

    A version that lost a conflict is kept in `body` until a person has looked at it.
    """

    tenant_path: ClassVar[str] = "activity__dong"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="receipts")
    digest = models.BinaryField(max_length=32)
    status = models.CharField(max_length=16)
    reason = models.CharField(max_length=40, blank=True)
    device = models.CharField(max_length=100, blank=True)
    sent_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()
    body = models.JSONField(null=True)

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "digest"], name="one_receipt_a_record"),
        ]

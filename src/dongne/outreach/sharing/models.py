"""Ledger and tally (architecture.md, counting).

The ledger is the truth: deltas, only ever added to. The tallies are sums of it that cost a page
as many rows as it shows, however many activities the month had.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.foundation.organisations.public import Officer, Team
from dongne.foundation.places.public import Dong, Tong
from dongne.foundation.scope.public import TenantManager
from dongne.lib.personal_data import (
    KEPT_WITH_RECORD,
    NOTHING,
    WHY_FREE_TEXT,
    WHY_STAFF,
    About,
    Holds,
)

from .states import MonthStep


class Source:
    REPORT = "report"
    IMPORT = "import"


class LedgerEntry(models.Model):
    """`n` activities more (or fewer, for a correction) in one month. `month` is its first day."""

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    at = models.DateTimeField()
    month = models.DateField()
    taken_in = models.BooleanField(default=True)
    source = models.CharField(max_length=8, default=Source.REPORT)
    report_id = models.UUIDField(null=True)
    version = models.PositiveSmallIntegerField(default=1)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+", db_index=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", db_index=False)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+", db_index=False)
    tong = models.ForeignKey(
        Tong, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kind = models.SlugField(max_length=40, db_index=False)
    field = models.SlugField(max_length=40, db_index=False)
    standard = models.SlugField(max_length=40, db_index=False)
    n = models.IntegerField()

    objects = TenantManager()

    class Meta:
        indexes = [
            models.Index(fields=["dong", "month"], name="ledger_dong_month"),
            models.Index(fields=["report_id", "version"], name="ledger_report"),
            models.Index(
                fields=["dong", "month"],
                condition=models.Q(taken_in=False),
                name="ledger_late",
            ),
        ]


class Tally(models.Model):
    """The month of one officer, by the dong's own fields."""

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    month = models.DateField()
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+", db_index=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", db_index=False)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+", db_index=False)
    field = models.SlugField(max_length=40, db_index=False)
    standard = models.SlugField(max_length=40, db_index=False)
    source = models.CharField(max_length=8)
    n = models.IntegerField()

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dong", "month", "officer", "team", "field", "standard", "source"],
                include=["n"],
                name="one_tally_of_a_key",
            ),
        ]


class DongTally(models.Model):
    """The month of one dong, by standard field: what a district's and a city's page adds up."""

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    month = models.DateField()
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+", db_index=False)
    standard = models.SlugField(max_length=40, db_index=False)
    source = models.CharField(max_length=8)
    n = models.IntegerField()

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["month", "dong", "standard", "source"],
                include=["n"],
                name="one_dong_tally_of_a_key",
            ),
        ]


class MonthNote(models.Model):
    """What the lead writes beside a field of the month: 주요내용 and 비고."""

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={
            "contents": "main contents of the month",
            "remarks": "remarks",
        },
        until=KEPT_WITH_RECORD,
        why_clear=WHY_FREE_TEXT,
    )

    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    field = models.SlugField(max_length=40, db_index=False)
    contents = models.CharField(max_length=300, blank=True)
    remarks = models.CharField(max_length=300, blank=True)

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dong", "month", "field"], name="one_note_of_a_field"),
        ]


class MonthState(models.Model):
    """How far a dong's month is. Without a row it is open.

    `shared` is what was shared: {total, fields: {slug: n}, missing: [{name, text}]}. While a closed
    month is open again, `reopened_until` is the last day of that; after it the month is closed.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.STAFF,
        columns={
            "shared_by": "name of who shared the month",
            "accepted_by": "name of who accepted it",
            "closed_by": "name of who closed it",
            "reopened_by": "name of who opened it again",
            "reopen_reason": "why opened again",
        },
        until=KEPT_WITH_RECORD,
        why_clear=WHY_STAFF,
    )

    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+", db_index=False)
    month = models.DateField()
    state = models.CharField(
        max_length=10, default=MonthStep.OPEN, choices=[(s, s) for s in MonthStep]
    )
    shared = models.JSONField(null=True)
    shared_at = models.DateTimeField(null=True)
    shared_by = models.CharField(max_length=100, blank=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.CharField(max_length=100, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=100, blank=True)
    reopened_at = models.DateTimeField(null=True)
    reopened_by = models.CharField(max_length=100, blank=True)
    reopened_until = models.DateField(null=True)
    reopen_reason = models.CharField(max_length=500, blank=True)

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["month", "dong"], name="one_state_of_a_month"),
        ]


class DueRule(models.Model):
    """Whether a dong's due days move off days on which it does not work; without a row they do."""

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    dong = models.OneToOneField(Dong, on_delete=models.PROTECT, related_name="+")
    moves = models.BooleanField(default=True)
    set_at = models.DateTimeField()

    objects = TenantManager()

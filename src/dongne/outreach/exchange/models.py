"""An import and the rows it read. The file itself is never kept."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import UUIDField

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import TenantManager
from dongne.lib.ids import new_id

from .states import ImportKind, RowRole, RunState, Verdict

KEPT_FOR = timedelta(days=30)
"""Rows hold names of staff: they go after this time, or at once when somebody asks."""


class ImportRun(models.Model):
    """One file on its way into the office.

    `mapping` is `{column: field}`; `reasons` says why by column. `settings` are what the page asks
    besides (month, first day). `told` are findings about the whole file, `[{code, …}]`, and
    `counts` the rows by verdict.
    """

    tenant_path: ClassVar[str] = "dong"

    id = UUIDField(primary_key=True, default=new_id, editable=False)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="imports")
    officer = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=[(k.value, k.value) for k in ImportKind])
    kind_reason = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=16, choices=[(s.value, s.value) for s in RunState])
    file_name = models.CharField(max_length=200)
    file_size = models.PositiveIntegerField()
    sheets = models.JSONField(default=list)
    sheet = models.PositiveSmallIntegerField(default=0)
    header_row = models.PositiveIntegerField(default=0)
    mapping = models.JSONField(default=dict)
    reasons = models.JSONField(default=dict)
    settings = models.JSONField(default=dict)
    told = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    refusal = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    rows_gone_at = models.DateTimeField(null=True)

    objects = TenantManager()

    class Meta:
        indexes = [models.Index(fields=["dong", "-created_at"], name="import_dong_newest")]


class ImportRow(models.Model):
    """One row of a sheet as text.

    `cells` as read; `mended` is what somebody typed over it, by field; `values` what is taken in;
    `before` what the office has, by field, for changes; `problems` `[{code, field, …}]`; `done`
    what undoing needs.
    """

    tenant_path: ClassVar[str] = "run__dong"

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    sheet = models.PositiveSmallIntegerField(default=0)
    number = models.PositiveIntegerField()
    cells = models.JSONField(default=list)
    hidden = models.BooleanField(default=False)
    role = models.CharField(max_length=8, choices=[(r.value, r.value) for r in RowRole])
    mended = models.JSONField(default=dict)
    values = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    left_out = models.BooleanField(default=False)
    verdict = models.CharField(
        max_length=8, blank=True, choices=[(v.value, v.value) for v in Verdict]
    )
    done = models.JSONField(default=dict)

    objects = TenantManager()

    class Meta:
        ordering = ["sheet", "number"]
        constraints = [
            models.UniqueConstraint(fields=["run", "sheet", "number"], name="one_row_of_a_number"),
        ]
        indexes = [
            models.Index(fields=["run", "verdict", "sheet", "number"], name="import_row_verdict")
        ]


class ImportUndo(models.Model):
    """The office's rows as they were and as the import left them, by `app.model:key`; None where
    there was, or is, no row. Goes with the rows of the run."""

    tenant_path: ClassVar[str] = "run__dong"

    run = models.OneToOneField(ImportRun, on_delete=models.CASCADE, related_name="undo")
    was = models.JSONField(default=dict)
    became = models.JSONField(default=dict)

    objects = TenantManager()

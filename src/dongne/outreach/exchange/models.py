"""An import and the rows it read. The file itself is never kept."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import UUIDField

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import TenantManager
from dongne.foundation.vault.public import SealedField, SealedModel
from dongne.lib.ids import new_id
from dongne.lib.personal_data import IMPORT_ROWS_GO, NOTHING, WHY_FREE_TEXT, About, Holds

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
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={
            "file_name": "name of the file",
            "sheets": "its sheets",
            "told": "findings about the file",
        },
        until=IMPORT_ROWS_GO,
        why_clear=WHY_FREE_TEXT,
    )

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
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={
            "cells": "a row of an office's file as it came",
            "values": "the same as read",
            "before": "what it replaced",
        },
        until=IMPORT_ROWS_GO,
        why_clear=WHY_FREE_TEXT,
    )

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
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={
            "was": "rows as they were",
            "became": "rows as they became",
        },
        until=IMPORT_ROWS_GO,
        why_clear=WHY_FREE_TEXT,
    )

    run = models.OneToOneField(ImportRun, on_delete=models.CASCADE, related_name="undo")
    was = models.JSONField(default=dict)
    became = models.JSONField(default=dict)

    objects = TenantManager()


class PersonImport(models.Model):
    """A list of residents on its way into the dong. Its rows are sealed, and empty once it is in.

    `columns` says which column of the sheet is what, `unread` are the heads of the others.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    id = UUIDField(primary_key=True, default=new_id, editable=False)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=16, choices=[(s.value, s.value) for s in RunState])
    file_name = models.CharField(max_length=200)
    columns = models.JSONField(default=dict)
    unread = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    rows_gone_at = models.DateTimeField(null=True)

    objects = TenantManager()

    class Meta:
        indexes = [models.Index(fields=["dong", "-created_at"], name="person_import_newest")]


class PersonLine(SealedModel):
    """One row of such a list. `said` is a JSON object of texts by column.

    `faults` has a sentence by column, without what was typed; `like` the keys of persons who look
    the same and `twin` the row of the file that does; `choice` is what somebody decided: to add it
    all the same, or to leave it out. `person_id` is who it became.
    """

    tenant_path: ClassVar[str] = "run__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.RESIDENT,
        columns={"said": "a row of a list of residents"},
        sealed=frozenset({"said"}),
        until="emptied when the list is taken in, gone with the import after thirty days",
    )

    id = UUIDField(primary_key=True, default=new_id, editable=False)
    run = models.ForeignKey(PersonImport, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()
    said = SealedField(mask="hidden")
    faults = models.JSONField(default=dict)
    like = models.JSONField(default=list)
    twin = models.PositiveIntegerField(default=0)
    choice = models.CharField(max_length=8, blank=True)
    verdict = models.CharField(
        max_length=8, blank=True, choices=[(v.value, v.value) for v in Verdict]
    )
    person_id = UUIDField(null=True)

    objects = TenantManager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="one_person_line_of_a_number"),
        ]

"""What is written down, pictured and linked along the way."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import TenantManager
from dongne.lib.ids import new_id
from dongne.lib.personal_data import KEPT_WITH_RECORD, NOTHING, WHY_FREE_TEXT, About, Holds
from dongne.outreach.fieldwork.public import Activity

from ..states import ActivityRole, PhotoRole
from .cases import Case
from .people import Reporter


class Note(models.Model):
    """A note of the office, or what a resident added. `public`: residents of the case read it."""

    tenant_path: ClassVar[str] = "case__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={"text": "what was written", "actor_name": "name of who wrote it"},
        until=KEPT_WITH_RECORD,
        why_clear=WHY_FREE_TEXT,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes", db_index=False)
    at = models.DateTimeField()
    officer = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    reporter = models.ForeignKey(
        Reporter, null=True, on_delete=models.SET_NULL, related_name="notes", db_index=False
    )
    actor_name = models.CharField(max_length=100, blank=True)
    text = models.TextField()
    public = models.BooleanField(default=False)

    objects = TenantManager()

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["case", "at"], name="casenote_case")]


class CasePhoto(models.Model):
    """A photo by the hash of its bytes. `public`: somebody looked and it may be shown to all."""

    tenant_path: ClassVar[str] = "case__dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="photos", db_index=False)
    sha256 = models.CharField(max_length=64)
    role = models.CharField(max_length=8, choices=[(r, r) for r in PhotoRole])
    position = models.PositiveSmallIntegerField(default=0)
    reporter = models.ForeignKey(
        Reporter, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    officer = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    public = models.BooleanField(default=False)
    added_at = models.DateTimeField()

    objects = TenantManager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "sha256"], name="a_photo_once_in_a_case"),
        ]
        indexes = [models.Index(fields=["sha256"], name="casephoto_sha")]


class CaseActivity(models.Model):
    """An activity that the case came from, that tells its end, or that belongs to it."""

    tenant_path: ClassVar[str] = "case__dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, related_name="activities", db_index=False
    )
    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    role = models.CharField(max_length=8, choices=[(r, r) for r in ActivityRole])
    at = models.DateTimeField()

    objects = TenantManager()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "activity"], name="an_activity_once_in_a_case"),
            models.UniqueConstraint(
                fields=["activity"],
                condition=models.Q(role=ActivityRole.SOURCE),
                name="an_activity_makes_one_case",
            ),
        ]
        indexes = [models.Index(fields=["activity"], name="caseactivity_activity")]

"""보완: what is missing, asked for with the clock standing still (법 제22조, 영 제24조)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.foundation.organisations.public import Officer
from dongne.lib.ids import new_id
from dongne.lib.personal_data import KEPT_WITH_RECORD, WHY_FREE_TEXT, About, Holds

from ..managers import ApplicationManager
from .applications import Application


class Supplement(models.Model):
    """One demand. `until` is the day by which it is to be there; it may be put off twice at the
    applicant's wish, and a second demand gives ten days at most (영 제24조)."""

    tenant_path: ClassVar[str] = "application__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={"asked": "what is missing", "supplied": "what was brought or said"},
        until=KEPT_WITH_RECORD,
        why_clear=WHY_FREE_TEXT,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="supplements", db_index=False
    )
    asked = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    until = models.DateField()
    times_put_off = models.PositiveSmallIntegerField(default=0)
    supplied = models.TextField(blank=True)
    supplied_at = models.DateTimeField(null=True)

    objects = ApplicationManager()

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                name="one_open_supplement",
                condition=models.Q(supplied_at=None),
            )
        ]
        indexes = [models.Index(fields=["application", "asked_at"], name="supplement_application")]

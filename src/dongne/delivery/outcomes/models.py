"""Whether it was good: asked once, answered once."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.delivery.applications.public import Application, ApplicationManager
from dongne.lib.personal_data import KEPT_WITH_RECORD, WHY_FREE_TEXT, About, Holds


class Answer(models.Model):
    """What somebody said of an application that is over. `score` 1 to 5; None while only asked."""

    tenant_path: ClassVar[str] = "application__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={"text": "what was good or bad, in their words"},
        until=KEPT_WITH_RECORD,
        why_clear=WHY_FREE_TEXT,
    )

    application = models.OneToOneField(
        Application, primary_key=True, on_delete=models.CASCADE, related_name="outcome"
    )
    asked_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    score = models.PositiveSmallIntegerField(null=True)
    text = models.TextField(blank=True)

    objects = ApplicationManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_answer_is_from_one_to_five",
                condition=models.Q(score=None) | models.Q(score__range=(1, 5)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.score}"

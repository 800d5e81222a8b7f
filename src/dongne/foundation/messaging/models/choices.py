"""How an officer wants to be told."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.foundation.organisations.public import Officer
from dongne.lib.personal_data import NOTHING, Holds


class NoticeChoice(models.Model):
    """An event that an officer's devices are (or are not) to be told of. The list has them all."""

    personal_data: ClassVar[Holds | None] = NOTHING

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="notice_choices")
    event = models.CharField(max_length=64)
    push = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["officer", "event"], name="notice_choice_once"),
        ]

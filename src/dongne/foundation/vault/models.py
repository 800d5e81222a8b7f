"""How far a rotation of the keys has come."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.lib.personal_data import NOTHING, Holds


class Resealing(models.Model):
    """Everything is sealed anew with these keys, since `started_at`.

    `done` counts rows. `left` is what was left when it was last counted: rows in use at that
    moment, and those whose own key is gone.
    """

    personal_data: ClassVar[Holds | None] = NOTHING

    sealing_key = models.CharField(max_length=8)
    index_key = models.CharField(max_length=8)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    done = models.BigIntegerField(default=0)
    left = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["-id"]

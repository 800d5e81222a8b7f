"""What could not be had: counted, with nobody in it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import TenantManager
from dongne.lib.personal_data import NOTHING, Holds


class UnmetWish(models.Model):
    """How often somebody who looked for a way was told no. No person, no free text.

    Without `apply` and `receive` no way at all served the wish; with both, that choice was refused
    for `reason`. `hours` is the part of the day in which they looked (`rules/wishes.py`), not the
    moment, by which whoever watches the door could tell who it was.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    dong = models.ForeignKey(Dong, on_delete=models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()
    service = models.SlugField(max_length=60, db_index=False)
    circle = models.CharField(max_length=12)
    apply = models.SlugField(max_length=20, blank=True, db_index=False)
    receive = models.SlugField(max_length=20, blank=True, db_index=False)
    reason = models.SlugField(max_length=40, db_index=False)
    hours = models.CharField(max_length=8)
    n = models.PositiveIntegerField(default=1)

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dong", "day", "service", "circle", "apply", "receive", "reason", "hours"],
                name="one_count_of_an_unmet_wish",
            ),
        ]

"""What was learnt from a dong's approved records, night by night, and whether it is used."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import TenantManager
from dongne.lib.ids import new_id
from dongne.lib.personal_data import NOTHING, Holds

from .states import Source


class Learnt(models.Model):
    """One night's model. Never changed; the one with the highest `number` is used.

    `content` is what `rules.learn` makes: pairs of letters and whole numbers. No pair stands in
    it that fewer than `rules.RECORDS` records of `rules.WRITERS` officers have, so that nobody's
    name and nobody's own words do. `tested` is how often it was right (`rules.Test`, by part).
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dong = models.ForeignKey(Dong, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    source = models.CharField(max_length=8, choices=[(s, s) for s in Source])
    records = models.PositiveIntegerField()
    """Approved records that it learnt from; everybody's examples are not counted."""
    officers = models.PositiveIntegerField()
    """Who wrote them."""
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    words = models.UUIDField()
    """The version of the dong's form whose kinds and fields it knows."""
    newest = models.DateTimeField(null=True)
    """When the newest report that it learnt from was completed."""
    content: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    tested: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dong", "number"], name="one_learnt_of_a_number"),
        ]


class Switch(models.Model):
    """Whether the dong wants suggestions. No row: it does."""

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    dong = models.OneToOneField(Dong, on_delete=models.CASCADE, related_name="+")
    on = models.BooleanField()
    set_at = models.DateTimeField()

    objects = TenantManager()

"""How one dong works with cases."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import TenantManager
from dongne.lib.personal_data import NOTHING, Holds


class CaseSetting(models.Model):
    """Without a row the defaults hold. Hours are working hours, days working days."""

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    dong = models.OneToOneField(Dong, on_delete=models.CASCADE, related_name="+", primary_key=True)
    unclaimed_hours = models.PositiveSmallIntegerField(default=8)
    dormant_days = models.PositiveSmallIntegerField(default=5)
    lead_after_days = models.PositiveSmallIntegerField(default=3)
    welfare_counts_only = models.BooleanField(default=True)
    public_map = models.BooleanField(default=True)
    asks_whether_solved = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    objects = TenantManager()

"""구역: tongs in the charge of one officer with one deputy, from a day on."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Dong, Tong
from dongne.foundation.scope.public import TenantManager


class Zone(models.Model):
    """Holds from `starts_on` to `ends_on`, both included; without an end it holds on."""

    tenant_path: ClassVar[str] = "dong"

    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="zones")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="zones")
    deputy = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="deputy_zones"
    )
    tongs = models.ManyToManyField(Tong, related_name="zones")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    objects = TenantManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="zone_in_order",
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
            ),
            models.CheckConstraint(
                name="zone_deputy_is_another", condition=~models.Q(officer=models.F("deputy"))
            ),
        ]

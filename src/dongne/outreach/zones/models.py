"""통담당, 구역, 구역 제외: each from a day on, and kept when it is over."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Dong, Tong
from dongne.foundation.scope.public import TenantManager
from dongne.lib.personal_data import KEPT_WITH_OFFICER, NOTHING, WHY_STAFF, About, Holds


class Zone(models.Model):
    """Holds from `starts_on` to `ends_on`, both included; without an end it holds on."""

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

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


class TongCharge(models.Model):
    """통담당: who is in charge of a tong for ordinary administration; a zone defaults to it.

    Of a tong there is one at a time. Both days included, as a zone's.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="tong_charges")
    tong = models.ForeignKey(Tong, on_delete=models.PROTECT, related_name="charges")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="tong_charges")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    objects = TenantManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="tong_charge_in_order",
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
            ),
            models.UniqueConstraint(
                fields=["tong"],
                condition=models.Q(ends_on__isnull=True),
                name="one_charge_of_a_tong",
            ),
        ]
        indexes = [models.Index(fields=["dong", "starts_on"], name="tong_charge_day")]


class Exclusion(models.Model):
    """구역 제외: an officer who takes no zone (민원대, 복지상담 …), settled within the team.

    `settled_by` is who recorded it: the team's lead, the administration lead or the dong head
    (domain.md, rule 2).
    """

    tenant_path: ClassVar[str] = "officer__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.STAFF,
        columns={
            "reason": "why a member of staff has no zone",
        },
        until=KEPT_WITH_OFFICER,
        why_clear=WHY_STAFF,
    )

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="exclusions")
    reason = models.CharField(max_length=100)
    settled_by = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="settled_exclusions"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    objects = TenantManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="exclusion_in_order",
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
            ),
        ]
        indexes = [models.Index(fields=["officer", "starts_on"], name="exclusion_officer_day")]


class BoundaryDraft(models.Model):
    """A file of boundaries that somebody has sent and not yet put to use: one for each officer.

    `features` are `{"properties": {…}, "geometry": GeoJSON}`, already checked and mended.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    dong = models.ForeignKey(Dong, on_delete=models.CASCADE, related_name="boundary_drafts")
    officer = models.OneToOneField(Officer, on_delete=models.CASCADE, related_name="boundary_draft")
    name = models.CharField(max_length=120)
    features = models.JSONField()
    mended = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField()

    objects = TenantManager()

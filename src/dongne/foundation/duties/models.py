"""업무분장: what an officer is responsible for in a team, and who does it meanwhile (업무대행)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.foundation.organisations.public import Officer, Team
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import TenantManager
from dongne.lib.personal_data import KEPT_WITH_RECORD, WHY_STAFF, About, Holds


class Duty(models.Model):
    """Holds from `starts_on` to `ends_on`, both included; without an end it holds on.

    `dong` repeats the team's: it is the tenant. A department's duties have none. A changed duty is
    a new row of the same `line`; the table of a past day is read as it was.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.STAFF,
        columns={
            "title": "what a member of staff is responsible for",
            "details": "the same at length",
        },
        until=KEPT_WITH_RECORD,
        why_clear=WHY_STAFF,
    )

    dong = models.ForeignKey(Dong, null=True, on_delete=models.PROTECT, related_name="duties")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="duties")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="duties")
    deputy = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="deputy_duties"
    )
    line = models.UUIDField()
    title = models.CharField(max_length=60)
    details = models.TextField(max_length=1000, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    objects = TenantManager()

    class Meta:
        ordering = ["team__position", "team_id", "position", "id"]
        constraints = [
            models.CheckConstraint(
                name="duty_in_order",
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
            ),
            models.CheckConstraint(
                name="duty_deputy_is_another", condition=~models.Q(officer=models.F("deputy"))
            ),
        ]
        indexes = [
            models.Index(fields=["team", "starts_on"], name="duty_team_day"),
            models.Index(fields=["line"], name="duty_line"),
        ]

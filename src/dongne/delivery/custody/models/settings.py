"""What each office settles for itself."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import TenantManager
from dongne.lib.personal_data import NOTHING, Holds


class CustodySetting(models.Model):
    """One row a dong at most; without it the defaults hold. Days are calendar days; what would
    end on a rest day ends on the next working day."""

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    dong = models.OneToOneField(Dong, primary_key=True, on_delete=models.CASCADE, related_name="+")
    compartment_days = models.PositiveSmallIntegerField(default=3)
    desk_remind_days = models.PositiveSmallIntegerField(default=5)
    """After how many days on the office's shelf, or at a counter, somebody is reminded."""
    most_reminders = models.PositiveSmallIntegerField(default=2)
    leg_hours = models.PositiveSmallIntegerField(default=24)
    most_tries = models.PositiveSmallIntegerField(default=2)
    """Times at a door before it goes back."""
    volunteers_see_cards = models.BooleanField(default=True)
    """Whether a volunteer may look at the card of somebody without a telephone."""
    version = models.PositiveIntegerField(default=1)

    objects = TenantManager()

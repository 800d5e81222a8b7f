"""What each office settles for itself."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.foundation.organisations.public import Team
from dongne.foundation.places.public import Dong
from dongne.lib.personal_data import NOTHING, Holds

from ..managers import ApplicationManager


class ApplicationSetting(models.Model):
    """One row a dong at most; without it the defaults hold."""

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    dong = models.OneToOneField(Dong, primary_key=True, on_delete=models.CASCADE, related_name="+")
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    """Who finds new applications on their list; None is the administration team."""
    supplement_days = models.PositiveSmallIntegerField(default=7)
    letter_days = models.PositiveSmallIntegerField(default=30)
    pays_online = models.BooleanField(default=False)

    objects = ApplicationManager()

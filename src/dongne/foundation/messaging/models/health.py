"""Whether a provider is well."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.lib.personal_data import NOTHING, Holds


class ProviderHealth(models.Model):
    """A provider as one office, or everybody, has set it (`ProviderSetting.account`).

    Set aside since `open_since` while it fails or is slow; one trial from `next_trial_at` on.
    """

    personal_data: ClassVar[Holds | None] = NOTHING

    provider = models.CharField(max_length=32, primary_key=True)
    open_since = models.DateTimeField(null=True)
    next_trial_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=48, blank=True)

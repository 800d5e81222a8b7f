"""Letters of a dong: its envelopes, and what was printed and posted together."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import TenantManager
from dongne.lib.ids import new_id
from dongne.lib.personal_data import NOTHING, Holds

from .messages import Message


class LetterSetting(models.Model):
    """A dong's window envelope, in millimetres as `papers.Envelope`, and who its letters are from.

    `sender` are the lines at the top of a letter, the office first; `signed` stands below it.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    dong = models.OneToOneField(Dong, on_delete=models.CASCADE, related_name="letter_setting")
    width = models.FloatField()
    height = models.FloatField()
    left = models.FloatField()
    top = models.FloatField()
    window_width = models.FloatField()
    window_height = models.FloatField()
    sender = models.TextField(max_length=300, blank=True)
    signed = models.CharField(max_length=60, blank=True)

    objects = TenantManager()


class LetterBatch(models.Model):
    """Letters made into one print file: made, printed, posted. `serial` counts those of a day."""

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="letter_batches")
    day = models.DateField()
    serial = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    printed_at = models.DateTimeField(null=True)
    printed_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    posted_at = models.DateTimeField(null=True)
    posted_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")

    objects = TenantManager()

    class Meta:
        ordering = ["-day", "-serial"]
        constraints = [
            models.UniqueConstraint(fields=["dong", "day", "serial"], name="letter_batch_of_day"),
        ]

    @property
    def number(self) -> str:
        """`20261122-1`."""
        return f"{self.day:%Y%m%d}-{self.serial}"


class LetterSlip(models.Model):
    """A letter's place in its batch. What is printed is set anew from the message each time."""

    tenant_path: ClassVar[str] = "batch__dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    message = models.OneToOneField(
        Message, primary_key=True, on_delete=models.CASCADE, related_name="slip"
    )
    batch = models.ForeignKey(LetterBatch, on_delete=models.PROTECT, related_name="slips")
    position = models.PositiveSmallIntegerField()

    objects = TenantManager()

    class Meta:
        ordering = ["batch", "position"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="letter_in_its_place"),
        ]

    @property
    def number(self) -> str:
        """`20261122-1-003`: printed on the letter, and in its square code."""
        return f"{self.batch.number}-{self.position:03d}"

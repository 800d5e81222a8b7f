"""The photo: what is known of it. The pictures themselves are files."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import models

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import TenantManager
from dongne.lib.personal_data import KEPT_WITH_RECORD, About, Holds

from .states import PhotoState, Variant


class Photo(models.Model):
    """One photo of one dong, told apart by the bytes that were sent.

    Width and height are those of the picture as it is looked at. Time and place are the camera's
    own (EXIF): personal data of whoever stood there, kept in this row and in no picture.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={
            "taken_at": "when the photo was taken",
            "latitude": "where it was taken",
            "longitude": "where it was taken",
            "sha256": "the picture itself lies in the data folder, drawn anew without metadata",
        },
        until=KEPT_WITH_RECORD,
        why_clear=(
            "place and time are those of the work and shown to who reads the record; a program "
            "cannot find faces in a picture"
        ),
    )

    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    format = models.CharField(max_length=8)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    taken_at = models.DateTimeField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    state = models.CharField(
        max_length=16,
        choices=[(s.value, s.value) for s in PhotoState],
        default=PhotoState.RECEIVED.value,
    )
    fault = models.CharField(max_length=300, blank=True)
    received_at = models.DateTimeField()
    officer = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dong", "sha256"], name="one_photo_of_these_bytes"),
            models.CheckConstraint(
                name="photo_state_known",
                condition=models.Q(state__in=[s.value for s in PhotoState]),
            ),
        ]

    def path(self, variant: Variant) -> Path:
        return picture_path(self.dong_id, self.sha256, variant)


def picture_path(dong_id: int, sha256: str, variant: Variant) -> Path:
    """Where a picture lies: nothing in it was chosen by whoever sent it."""
    return Path(settings.MEDIA_ROOT) / str(dong_id) / sha256[:2] / f"{sha256}.{variant}"

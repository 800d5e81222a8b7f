"""Photos and sounds: what is known of them. The pictures and voices themselves are files."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import TenantManager
from dongne.foundation.vault.public import SealedField, SealedModel
from dongne.lib.ids import new_id
from dongne.lib.personal_data import KEPT_WITH_RECORD, About, Holds

from .states import SOUND_ENDING, SOUND_TYPES, PhotoState, Variant


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


class Sound(SealedModel):
    """One recording of a voice of one dong, told apart by the bytes that were sent.

    The file is sealed with `key`, and named by the row: two that come at once never share one.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={
            "key": "opens the recording, which lies in the data folder",
        },
        until=KEPT_WITH_RECORD,
        sealed=frozenset({"key"}),
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    format = models.CharField(max_length=8, choices=[(f, f) for f in SOUND_TYPES])
    key = SealedField(null=True)
    received_at = models.DateTimeField()
    officer = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dong", "sha256"], name="one_sound_of_these_bytes"),
        ]

    @property
    def path(self) -> Path:
        """Spread by the last letters of the id, which chance has made."""
        folder = Path(settings.MEDIA_ROOT) / str(self.dong_id) / "sounds" / str(self.pk)[-2:]
        return folder / f"{self.pk}{SOUND_ENDING}"


def sealed_folder(dong_id: int, phone: UUID) -> Path:
    """Where what a phone sends lies until it is whole, and what is kept for a person to decide."""
    return Path(settings.MEDIA_ROOT) / str(dong_id) / "sealed" / str(phone)

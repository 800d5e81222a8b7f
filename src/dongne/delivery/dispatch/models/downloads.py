"""A result as a file that its applicant fetches, for some days."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import models

from dongne.delivery.applications.public import Application, Item
from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import TenantManager
from dongne.foundation.vault.public import SealedField, SealedModel
from dongne.lib.ids import new_id
from dongne.lib.personal_data import NOTHING, About, Holds

from ..states import FileEnd

FOLDER = "results"
"""In the data folder, beside the photos and never below what the web serves."""


class Download(SealedModel):
    """The file lies encrypted under a key of its own, and that key is a sealed column: with the
    key gone nothing of the file is left, wherever a copy of it lies. `token` names the link.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={"file_key": "the key of a file that is a document about somebody"},
        until="seven days after the file was handed in, or as the dong has set it (a daily job)",
        sealed=frozenset({"file_key"}),
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+", db_index=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", db_index=False)
    file_key = SealedField(null=True)
    token = models.CharField(max_length=32, unique=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField()
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    expires_at = models.DateTimeField()
    fetched = models.PositiveIntegerField(default=0)
    fetched_at = models.DateTimeField(null=True)
    """The last time."""
    ended_at = models.DateTimeField(null=True)
    ended = models.CharField(max_length=10, blank=True, choices=[(e, e) for e in FileEnd if e])

    objects = TenantManager()

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"], name="one_file_an_item", condition=models.Q(ended_at=None)
            ),
        ]
        indexes = [
            models.Index(
                fields=["expires_at"],
                name="download_over",
                condition=models.Q(ended_at=None),
            ),
        ]

    @property
    def path(self) -> Path:
        """Where it lies: nothing in it was chosen by whoever sent it."""
        return Path(settings.DATA_DIR) / FOLDER / str(self.dong_id) / f"{self.pk}.sealed"


class DispatchSetting(models.Model):
    """A dong's. `link_days`: how long a file can be fetched."""

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    dong = models.OneToOneField(Dong, primary_key=True, on_delete=models.CASCADE, related_name="+")
    link_days = models.PositiveSmallIntegerField(default=7)

    objects = TenantManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="link_days_in_reach",
                condition=models.Q(link_days__gte=1, link_days__lte=30),
            ),
        ]

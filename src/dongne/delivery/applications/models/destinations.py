"""받을 주소: where this one result is brought, as it was typed with the application."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.foundation.vault.public import SealedField, SealedModel
from dongne.lib.ids import new_id
from dongne.lib.personal_data import About, Holds

from ..managers import ApplicationManager
from .applications import Application


class Destination(SealedModel):
    """A person of the list may live elsewhere than where they want this brought: what was typed
    changes no row of theirs, and is not lost."""

    tenant_path: ClassVar[str] = "application__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.RESIDENT,
        columns={"address": "where it is brought", "address_detail": "the rest of the address"},
        sealed=frozenset({"address", "address_detail"}),
        until="when it was handed over, withdrawn, refused or destroyed",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.OneToOneField(
        Application, on_delete=models.CASCADE, related_name="destination"
    )
    address = SealedField(mask="address")
    address_detail = SealedField(mask="hidden")
    kept_at = models.DateTimeField()

    objects = ApplicationManager()

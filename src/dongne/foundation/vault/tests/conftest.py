"""A sealed model of the tests' own, and a ring of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps

from dongne.foundation.vault import queries, ring, services
from dongne.foundation.vault.public import KeyedIndexField, SealedField, SealedModel
from dongne.lib.ids import new_id


@pytest.fixture
def own_ring(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """A key file that nobody else uses."""
    settings.KEYS_FILE = tmp_path / "keys" / "keys.json"
    settings.KEYS_MAY_BE_MADE = True
    before, ring.known = ring.known, ring.Known()
    yield settings.KEYS_FILE
    ring.known = before


@pytest.fixture
def friend(db: None, own_ring: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Any]]:
    """A sealed model whose columns stand in an order that is hard on the fields."""
    with isolate_apps("dongne.foundation.vault"):

        class Friend(SealedModel):
            id = models.UUIDField(primary_key=True, default=new_id, editable=False)
            phone_key = KeyedIndexField(of="phone", normal="phone")
            name = SealedField(mask="name")
            name_key = KeyedIndexField(of="name", normal="name")
            phone = SealedField(mask="phone")
            last_four = KeyedIndexField(of="phone", normal="last_four")
            town = models.CharField(max_length=20, default="")

            class Meta:
                app_label = "vault"

        with connection.schema_editor() as editor:
            editor.create_model(Friend)
        for module in (queries, services):
            monkeypatch.setattr(module, "sealed_models", lambda: [Friend])
        yield Friend

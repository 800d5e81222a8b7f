"""Browsers in which somebody of the cast is signed in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from dongne.foundation.organisations.public import Account, Officer
from tests.cast import Cast

BACKEND = "dongne.foundation.organisations.identity.AccountBackend"


@pytest.fixture
def media_root(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def enter(cast: Cast) -> Callable[[Officer], Client]:
    """`enter(officer)` is a browser in which that officer is signed in."""

    def by(officer: Officer) -> Client:
        client = Client()
        client.force_login(Account.objects.get(officer=officer), backend=BACKEND)
        return client

    return by


@pytest.fixture
def browser(cast: Cast, enter: Callable[[Officer], Client]) -> Client:
    """That of the officer whose pages are looked at."""
    return enter(cast.own.officer)

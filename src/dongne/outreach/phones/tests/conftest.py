"""A phone in the officer's hand, and photos."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image

from dongne.foundation.organisations.public import Officer
from tests.cast import Cast
from tests.making.phones import FieldPhone, over_client


@pytest.fixture(autouse=True)
def media_folder(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def phone_of(cast: Cast) -> Callable[[Officer], FieldPhone]:
    """`phone_of(officer)`: enrolled, without a session."""

    def made(officer: Officer) -> FieldPhone:
        return FieldPhone.of(cast.viewer(officer), over_client(Client()), now=timezone.now())

    return made


@pytest.fixture
def phone(cast: Cast, phone_of: Callable[[Officer], FieldPhone]) -> FieldPhone:
    return phone_of(cast.own.officer)


def a_photo(colour: str = "red", size: tuple[int, int] = (64, 48)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()

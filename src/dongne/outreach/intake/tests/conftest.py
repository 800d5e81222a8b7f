"""Somebody without an account, and a neighbourhood with an outline."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from dongne.foundation.places.public import LegalDong, Tong
from dongne.foundation.scope.public import SYSTEM
from tests.cast import Cast

HERE = (37.5229, 126.8561)
"""A place in the first tong of Sinjeong 4-dong."""
PARIS = (48.8566, 2.3522)


@pytest.fixture
def land(cast: Cast) -> Cast:
    """A square of some hundred metres around `HERE` is the first tong."""
    south, west = HERE[0] - 0.002, HERE[1] - 0.002
    ring = [
        [west, south],
        [west + 0.004, south],
        [west + 0.004, south + 0.004],
        [west, south + 0.004],
        [west, south],
    ]
    square = {"type": "Polygon", "coordinates": [ring]}
    LegalDong.objects.create(
        district=cast.yangcheon, code="1147010100", name="신정동", outline=square
    )
    Tong.objects.for_viewer(SYSTEM).filter(dong=cast.own.dong, number=1).update(outline=square)
    return cast


@pytest.fixture
def resident(land: Cast, settings: Any, tmp_path: Path) -> Client:
    settings.MEDIA_ROOT = tmp_path / "media"
    return Client()


def a_photo(colour: str = "green") -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(file, "JPEG")
    file.seek(0)
    file.name = f"{colour}.jpg"
    return file


@pytest.fixture
def fill(resident: Client) -> Callable[..., None]:
    """Everything but sending; name what should differ."""

    def through(**other: Any) -> None:
        pages = {
            "where": {"latitude": HERE[0], "longitude": HERE[1], "address": "신월로 43 앞"},
            "what": {"category": "road"},
            "text": {"text": "보도블록이 깨졌습니다."},
            "contact": {"contact": "none"},
        }
        for name, body in pages.items():
            given = other.get(name, body)
            if given is not None:
                answer = resident.post(f"/report/{name}", given)
                assert answer.status_code == 302, (name, answer.content.decode()[:3000])

    return through

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection
from PIL import Image
from pytest_django import Settings

from dongne.foundation.organisations.public import TeamKind, add_officer, add_team, viewer_of
from dongne.foundation.places.public import City, District, Dong
from dongne.foundation.scope.public import SYSTEM, Viewer

NOW = datetime.fromisoformat("2026-11-20T10:00:00+09:00")


@pytest.fixture
def media_root(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def empty_queue(transactional_db: None) -> None:
    """Procrastinate's tables are not Django's to flush between tests."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


@pytest.fixture
def officers(db: None) -> Callable[[str], Viewer]:
    """`officers("sinjeong4")` is the viewer of an officer of that dong."""
    city = City.objects.create(code="seoul", name="서울특별시")
    district = District.objects.create(code="yangcheon", name="양천구", city=city)

    def of(code: str) -> Viewer:
        dong = Dong(code=code, name=code, district=district)
        dong.save()
        team = add_team(SYSTEM, place=dong, name="행정팀", kind=TeamKind.ADMINISTRATION, now=NOW)
        officer = add_officer(
            SYSTEM, team=team, name="김하늘", roles=[], now=NOW, username=f"{code}-01"
        )
        assert officer.account
        return viewer_of(officer.account)

    return of


@pytest.fixture
def officer(officers: Callable[[str], Viewer], media_root: Path) -> Viewer:
    return officers("sinjeong4")


def encoded(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def jpeg(colour: str = "red", size: tuple[int, int] = (64, 48), **options: object) -> bytes:
    return encoded(Image.new("RGB", size, colour), **options)

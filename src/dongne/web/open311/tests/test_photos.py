"""Photos come with a report in one body, and go out when somebody has looked at them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.utils import timezone
from PIL import Image

from dongne.foundation.media.public import Photo, PhotoState
from dongne.foundation.scope.public import SYSTEM
from dongne.outreach.casework.public import Case, Publicity
from dongne.outreach.casework.public import publish as publish_case
from tests.cast import Cast

from .conformance import Client
from .conftest import LAT, LONG, Make

HOLE = {"service_code": "road", "lat": LAT, "long": LONG, "description": "A hole"}


@pytest.fixture(autouse=True)
def _folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def picture(colour: str = "green") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(file, "JPEG")
    return file.getvalue()


def test_a_photo_is_taken_in_and_shown_when_it_may_be(client: Client, land: Cast) -> None:
    files = [("media[]", ("a.jpg", picture(), "image/jpeg")), ("media", ("b.jpg", picture("red")))]
    number = client.ask("create", HOLE, files=files).value[0]["service_request_id"]
    case = Case.objects.for_viewer(SYSTEM).get(number=number)
    shas = [photo.sha256 for photo in case.photos.for_viewer(SYSTEM).all()]
    assert len(shas) == 2
    assert client.ask("request", service_request_id=number).value[0]["media_url"] is None
    # The worker draws them anew; here somebody does it by hand.
    for photo in Photo.objects.for_viewer(SYSTEM).filter(sha256__in=shas):
        photo.path("full").write_bytes(b"drawn anew")  # type: ignore[arg-type]
        photo.state = PhotoState.READY
        photo.save()
    lead = land.viewer(land.own.lead)
    show = {"case_id": case.pk, "publicity": Publicity.SHOWN}
    publish_case(lead, **show, photos=(shas[1],), now=timezone.now())
    url = client.ask("request", service_request_id=number).value[0]["media_url"]
    released, other = (
        case.photos.for_viewer(SYSTEM).get(sha256=sha).pk for sha in (shas[1], shas[0])
    )
    assert f"{number}/photos/{released}-" in url
    shown = client.http.get(url)
    assert (shown.status_code, shown.content) == (200, b"drawn anew")
    assert shown.headers["content-type"] == "image/jpeg"
    # The other one nobody has let out.
    assert client.http.get(url.replace(f"/{released}-", f"/{other}-")).status_code == 404
    publish_case(lead, case_id=case.pk, publicity=Publicity.HIDDEN, now=timezone.now())
    assert client.http.get(url).status_code == 404


def test_what_is_no_photo_opens_nothing(make: Make) -> None:
    client = make("json")
    for name, data, field in (
        ("a.jpg", b"<script>alert(1)</script>", "media"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "media"),
        ("../../a.jpg", b"", "media"),
        ("a.jpg", picture(), "photo"),
        ("940101-1234567.jpg", picture(), "media"),
    ):
        client.ask("create", HOLE, files=[(field, (name, data))], expect=400)
    assert Case.objects.for_viewer(SYSTEM).count() == 0


def test_no_more_than_a_handful(make: Make) -> None:
    files = [("media[]", (f"{n}.jpg", picture())) for n in range(6)]
    make("json").ask("create", HOLE, files=files, expect=400)

"""Who may see a picture, and how it is sent."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from dongne.foundation.media.models import Photo
from dongne.foundation.media.public import Variant, full_url, receive_photo, thumb_url
from dongne.foundation.media.services.pictures import derive_pictures
from dongne.foundation.organisations.public import Account
from dongne.foundation.scope.public import SYSTEM, Viewer

from .conftest import NOW, jpeg

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo(officer: Viewer) -> Photo:
    return receive_photo(officer, data=jpeg(), now=NOW)


@pytest.fixture
def browser(officer: Viewer, client: Client) -> Client:
    client.force_login(Account.objects.get(pk=officer.account_id))
    return client


def ready(photo: Photo) -> Photo:
    derive_pictures(SYSTEM, photo_id=photo.pk, now=NOW)
    return Photo.objects.for_viewer(SYSTEM).get(pk=photo.pk)


def test_a_picture_is_sent_as_what_it_is(browser: Client, photo: Photo) -> None:
    ready(photo)
    answer = browser.get(full_url(photo))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"] == f'inline; filename="photo-{photo.pk}-full.jpg"'
    assert answer.headers["Cache-Control"] == "private, max-age=86400, immutable"
    assert b"".join(answer) == photo.path(Variant.FULL).read_bytes()
    again = browser.get(full_url(photo), headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert browser.head(thumb_url(photo)).status_code == 200
    assert browser.post(thumb_url(photo)).status_code == 405


def test_until_it_is_made_a_drawing_stands_there(browser: Client, photo: Photo) -> None:
    answer = browser.get(thumb_url(photo))
    assert answer.status_code == 202
    assert answer.headers["Cache-Control"] == "no-store"
    assert "사진을 준비하고 있습니다." in answer.content.decode()


def test_a_picture_whose_file_is_lost_says_so(browser: Client, photo: Photo) -> None:
    ready(photo).path(Variant.THUMB).unlink()
    answer = browser.get(thumb_url(photo))
    assert answer.status_code == 410
    assert "사진을 읽을 수 없습니다." in answer.content.decode()


def test_strangers_get_404_and_nobody_gets_the_original(
    browser: Client, photo: Photo, officers: Callable[[str], Viewer], client: Client
) -> None:
    ready(photo)
    assert browser.get(f"/photos/{photo.pk}/original").status_code == 404
    assert browser.get(f"/photos/{photo.pk}/other").status_code == 404
    assert browser.get(f"/photos/{photo.pk + 1}/full").status_code == 404
    stranger = officers("seongsan2")
    client.force_login(Account.objects.get(pk=stranger.account_id))
    assert client.get(full_url(photo)).status_code == 404
    assert Client().get(full_url(photo)).status_code == 302

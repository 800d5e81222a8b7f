"""Results as files: what is let in, who fetches them, and that nothing is left of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from dongne.delivery.applications import public as applications
from dongne.delivery.applications.public import COOKIE, let_in
from dongne.delivery.dispatch.models import Download
from dongne.delivery.dispatch.public import fetch_file, put_file, set_link_days, take_back
from dongne.delivery.dispatch.queries import download_by_token, file_bytes
from dongne.delivery.dispatch.rules import fault_of, pages_of
from dongne.delivery.dispatch.services import destroy_over
from dongne.delivery.dispatch.tests.pdfs import HOSTILE, PLAIN
from dongne.foundation.papers.public import Envelope, Letter, render_letters
from dongne.foundation.scope.public import SYSTEM, Viewer, resident_viewer
from dongne.foundation.vault.public import Broken
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused
from tests.cast import NOW, Cast
from tests.making.applications import A_SON
from tests.making.parcels import issued

RESIDENT = resident_viewer()
WEEK = timedelta(days=7)


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_no_plain_pdf_is_refused(what: str) -> None:
    body, fault = HOSTILE[what]
    assert fault_of(body) == fault


def test_what_an_office_prints_is_a_plain_pdf() -> None:
    letter = Letter(
        number="1",
        name="김",
        address="길 1",
        postcode="",
        title="편지",
        parts=["글"],
        sender=["동"],
    )
    body = render_letters([letter], envelope=Envelope(), title="편지", now=NOW)
    assert fault_of(body) == fault_of(PLAIN) == ""
    assert pages_of(body) == pages_of(PLAIN) == 1


@pytest.fixture
def clerk(cast: Cast) -> Viewer:
    return cast.viewer(cast.own.officer)


@pytest.fixture
def application(clerk: Viewer) -> applications.Application:
    one = issued(clerk)
    applications.Application.objects.for_viewer(SYSTEM).filter(pk=one.pk).update(receive="online")
    return applications.find_application(clerk, one.pk)


@pytest.fixture(autouse=True)
def a_folder_of_its_own(settings: Any, tmp_path: Any) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def permits(monkeypatch: pytest.MonkeyPatch) -> None:
    """The catalogue's rows of this service let files out."""
    from dataclasses import replace

    from dongne.delivery.dispatch.services import files

    told = files.service_of_item
    monkeypatch.setattr(files, "service_of_item", lambda item: replace(told(item), pdf_link=True))


@pytest.fixture
def forbids(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from dongne.delivery.dispatch.services import files

    told = files.service_of_item
    monkeypatch.setattr(files, "service_of_item", lambda item: replace(told(item), pdf_link=False))


def put(clerk: Viewer, application: applications.Application) -> Download:
    item = applications.items_of(application)[0]
    return put_file(clerk, item_id=item.pk, body=PLAIN, now=NOW)


@pytest.mark.usefixtures("permits")
def test_a_file_is_fetched_within_its_days_and_counted(
    clerk: Viewer, application: applications.Application
) -> None:
    row = put(clerk, application)
    assert PLAIN not in row.path.read_bytes()
    assert applications.find_application(clerk, application.pk).state == "ready"
    found = download_by_token(row.token, application.pk, now=NOW + WEEK - timedelta(minutes=1))
    for times in (1, 2):
        again, body = fetch_file(RESIDENT, download_id=found.pk, now=NOW)
        assert (body, again.fetched) == (PLAIN, times)
    assert applications.find_application(clerk, application.pk).handed_at is not None


@pytest.mark.usefixtures("permits")
def test_after_its_days_nothing_is_left_of_it(
    clerk: Viewer, application: applications.Application
) -> None:
    row = put(clerk, application)
    copy = row.path.read_bytes()
    with pytest.raises(NotHere):
        download_by_token(row.token, application.pk, now=NOW + WEEK)
    with pytest.raises(NotHere):
        fetch_file(RESIDENT, download_id=row.pk, now=NOW + WEEK)
    assert destroy_over(SYSTEM, now=NOW + WEEK) == 1
    assert destroy_over(SYSTEM, now=NOW + WEEK) == 0
    assert not row.path.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT file_key FROM dispatch_download")
        assert cursor.fetchall() == [(None,)]
    # A copy of the file that somebody kept opens for nobody: its key is gone.
    row.path.write_bytes(copy)
    with pytest.raises(NotHere):
        file_bytes(Download.objects.for_viewer(SYSTEM).get(pk=row.pk))


@pytest.mark.usefixtures("permits")
def test_a_file_that_was_touched_or_put_in_anothers_place_does_not_open(
    clerk: Viewer, application: applications.Application
) -> None:
    row = put(clerk, application)
    sealed = row.path.read_bytes()
    row.path.write_bytes(sealed[:-1] + bytes([sealed[-1] ^ 1]))
    with pytest.raises(Broken):
        fetch_file(RESIDENT, download_id=row.pk, now=NOW)


@pytest.mark.usefixtures("permits")
def test_the_link_opens_only_for_whoever_was_let_in_to_that_application(
    clerk: Viewer, application: applications.Application
) -> None:
    row = put(clerk, application)
    other = issued(clerk, principal=A_SON)
    with pytest.raises(NotHere):
        download_by_token(row.token, other.pk, now=NOW)
    with pytest.raises(NotHere):
        download_by_token("guessed", application.pk, now=NOW)
    client, address = Client(), f"/apply/status/file/{row.token}"
    assert PLAIN not in client.post(address).content
    from django.utils import timezone

    now = timezone.now()
    Download.objects.for_viewer(SYSTEM).filter(pk=row.pk).update(expires_at=now + WEEK)
    client.cookies[COOKIE] = let_in(application.pk, now=now)
    assert client.get(address).status_code == 200
    answer = client.post(address)
    assert answer.content == PLAIN
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Disposition"].startswith("attachment")
    client.cookies[COOKIE] = let_in(other.pk, now=now)
    assert client.post(address).status_code == 404


@pytest.mark.usefixtures("permits")
def test_another_file_takes_the_first_ones_place_and_a_wrong_one_goes(
    clerk: Viewer, cast: Cast, application: applications.Application
) -> None:
    first, second = put(clerk, application), put(clerk, application)
    assert not first.path.exists()
    with pytest.raises(NotHere):
        download_by_token(first.token, application.pk, now=NOW)
    with pytest.raises(NotHere):
        take_back(cast.viewer(cast.near.officer), download_id=second.pk, now=NOW)
    take_back(clerk, download_id=second.pk, now=NOW)
    assert not second.path.exists()
    with pytest.raises(Conflict):
        take_back(clerk, download_id=second.pk, now=NOW)


@pytest.mark.usefixtures("forbids")
def test_what_the_catalogue_keeps_on_paper_is_not_let_out(
    clerk: Viewer, cast: Cast, application: applications.Application
) -> None:
    item = applications.items_of(application)[0]
    for viewer, refusal in (
        (clerk, Refused),
        (cast.viewer(cast.near.officer), NotHere),
        (cast.viewer(cast.district_desk), Forbidden),
    ):
        with pytest.raises(refusal):
            put_file(viewer, item_id=item.pk, body=PLAIN, now=NOW)


@pytest.mark.usefixtures("permits")
def test_a_hostile_file_leaves_nothing_behind(
    clerk: Viewer, application: applications.Application, tmp_path: Any
) -> None:
    item = applications.items_of(application)[0]
    with pytest.raises(Refused):
        put_file(clerk, item_id=item.pk, body=HOSTILE["a script"][0], now=NOW)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not Download.objects.for_viewer(SYSTEM).exists()


@pytest.mark.usefixtures("permits")
def test_a_dong_says_how_long_a_link_lasts(
    clerk: Viewer, cast: Cast, application: applications.Application
) -> None:
    set_link_days(cast.viewer(cast.own.lead), dong=cast.own.dong, days=3, now=NOW)
    assert put(clerk, application).expires_at == NOW + timedelta(days=3)
    with pytest.raises(Refused):
        set_link_days(clerk, dong=cast.own.dong, days=31, now=NOW)

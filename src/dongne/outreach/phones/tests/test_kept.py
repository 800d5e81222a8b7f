"""What waits sealed is opened with a reason, and nothing of it is lost on the way."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localtime

from dongne.foundation.accounts.public import disable_account
from dongne.foundation.media.public import photos_by_sha
from dongne.foundation.openings.public import Opening
from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import SYSTEM
from dongne.outreach.fieldwork.public import Activity
from dongne.outreach.phones.models import Kept, KeptPiece
from dongne.outreach.phones.services.pieces import hand_on
from tests.cast import Cast
from tests.making.phones import FieldPhone
from tests.making.phones import Kept as Record

from .conftest import a_photo

pytestmark = pytest.mark.django_db

MEMO = "퇴직 전날 들은 이야기"


@pytest.fixture
def enter() -> Callable[[Officer], Client]:
    def entered(officer: Officer) -> Client:
        browser = Client()
        browser.force_login(officer.account)
        return browser

    return entered


def sent(phone: FieldPhone, **values: Any) -> Record:
    one = phone.record(**({"memo": MEMO, "photos": {"before": a_photo()}} | values))
    phone.send([one])
    phone.send_piece(one, next(iter(one.pieces)))
    return one


def gone(cast: Cast) -> None:
    disable_account(
        cast.viewer(cast.own.lead),
        account_id=cast.own.officer.account_id or 0,
        reason="퇴직",
        now=timezone.now(),
    )


def kept() -> Kept:
    return Kept.objects.for_viewer(SYSTEM).latest("received_at")


def test_the_lead_opens_it_with_a_reason_and_takes_it_over(
    cast: Cast, phone: FieldPhone, enter: Callable[[Officer], Client]
) -> None:
    gone(cast)
    one = sent(phone)
    row, lead = kept(), enter(cast.own.lead)
    assert MEMO not in lead.get(f"/field-phones/kept/{row.pk}/").content.decode()
    assert lead.post(f"/field-phones/kept/{row.pk}/take").status_code == 409
    assert "field-error" in lead.post(f"/field-phones/kept/{row.pk}/open").content.decode()
    page = lead.post(f"/field-phones/kept/{row.pk}/open", {"purpose": "퇴직자 기록 확인"})
    assert MEMO in page.content.decode()
    opening = Opening.objects.for_viewer(SYSTEM).latest("at")
    assert (opening.whose, opening.purpose) == (
        f"officer:{cast.own.officer.pk}",
        "퇴직자 기록 확인",
    )
    assert lead.post(f"/field-phones/kept/{row.pk}/take").status_code == 302
    activity = Activity.objects.for_viewer(SYSTEM).get(pk=one.id)
    assert (activity.officer_id, activity.held) == (cast.own.officer.pk, "taken")
    row.refresh_from_db()
    assert (row.state, bytes(row.body)) == ("taken", b"")
    assert hand_on(SYSTEM, record=one.id, phone_id=phone.id, now=timezone.now()) == 1
    assert photos_by_sha(cast.viewer(cast.own.lead), one.pieces)
    assert lead.get(f"/activities/{one.id}").status_code == 200


def test_nobody_else_sees_it(
    cast: Cast, phone: FieldPhone, enter: Callable[[Officer], Client]
) -> None:
    gone(cast)
    sent(phone)
    address = f"/field-phones/kept/{kept().pk}/"
    for officer in (cast.own.colleague, cast.own.welfare_lead, cast.near.lead):
        assert enter(officer).get(address).status_code == 404
    assert enter(cast.own.head).get(address).status_code == 200


def test_the_same_photo_in_two_records_waits_with_each_and_goes_with_each(
    cast: Cast, phone: FieldPhone, enter: Callable[[Officer], Client]
) -> None:
    """Each record has sealed it by a key of its own: what one lets go of, the other still has."""
    gone(cast)
    one, two = sent(phone), sent(phone)
    (sha256,) = one.pieces
    assert list(two.pieces) == [sha256]
    assert KeptPiece.objects.for_viewer(SYSTEM).filter(sha256=sha256).count() == 2
    for record in (one, two):
        assert phone.arrived(sha256, record=record.id)[1]["here"] is True
    lead = enter(cast.own.lead)
    rows = {row.record: row for row in Kept.objects.for_viewer(SYSTEM).all()}
    lead.post(f"/field-phones/kept/{rows[one.id].pk}/discard", {"reason": "두 번 기록함"})
    assert phone.arrived(sha256, record=one.id)[1] == {"received": 0, "here": False}
    lead.post(f"/field-phones/kept/{rows[two.id].pk}/open", {"purpose": "확인"})
    lead.post(f"/field-phones/kept/{rows[two.id].pk}/take")
    assert hand_on(SYSTEM, record=two.id, phone_id=phone.id, now=timezone.now()) == 1
    assert photos_by_sha(cast.viewer(cast.own.lead), [sha256])


def test_files_that_were_kept_before_follow_their_records(
    cast: Cast, phone: FieldPhone, settings: Any
) -> None:
    move = import_module("dongne.outreach.phones.migrations.0002_piece_of_a_record")
    gone(cast)
    one = sent(phone)
    (sha256,) = one.pieces
    (kept_file,) = settings.MEDIA_ROOT.rglob("*.kept")
    sealed = kept_file.read_bytes()
    move.by_digest(apps, None)
    assert [path.name for path in settings.MEDIA_ROOT.rglob("*.kept")] == [f"{sha256}.kept"]
    for _ in range(2):
        move.by_record(apps, None)
    assert kept_file.read_bytes() == sealed


def test_discarded_it_leaves_who_and_why_and_nothing_else(
    cast: Cast, phone: FieldPhone, enter: Callable[[Officer], Client]
) -> None:
    gone(cast)
    one = sent(phone)
    row, lead = kept(), enter(cast.own.lead)
    assert lead.post(f"/field-phones/kept/{row.pk}/discard").status_code == 200
    lead.post(f"/field-phones/kept/{row.pk}/discard", {"reason": "이미 기록함"})
    row.refresh_from_db()
    assert (row.state, row.reason, bytes(row.body)) == ("discarded", "이미 기록함", b"")
    assert not KeptPiece.objects.for_viewer(SYSTEM).exists()
    assert lead.post(f"/field-phones/kept/{row.pk}/open", {"purpose": "확인"}).status_code == 409
    assert not Activity.objects.for_viewer(SYSTEM).filter(pk=one.id).exists()


def test_a_record_that_the_activity_rules_refuse_stays_where_it_is(
    cast: Cast, phone: FieldPhone, enter: Callable[[Officer], Client]
) -> None:
    gone(cast)
    sent(phone, kind="nothing-we-know")
    row, lead = kept(), enter(cast.own.lead)
    lead.post(f"/field-phones/kept/{row.pk}/open", {"purpose": "확인"})
    assert lead.post(f"/field-phones/kept/{row.pk}/take").status_code == 422
    row.refresh_from_db()
    assert row.state == "open"


def test_a_forgotten_pin_loses_no_draft(
    cast: Cast, phone: FieldPhone, enter: Callable[[Officer], Client]
) -> None:
    one = sent(phone, draft=True, kind="", memo="쓰다 만 글", latitude=37.52, longitude=126.86)
    row, own = kept(), enter(cast.own.officer)
    assert "내가 쓰던 기록" in own.get("/field-phones/kept/").content.decode()
    assert enter(cast.own.lead).get(f"/field-phones/kept/{row.pk}/").status_code == 404
    page = own.post(f"/field-phones/kept/{row.pk}/open").content.decode()
    assert "쓰다 만 글" in page
    typed = {
        "memo": "쓰다 만 글을 마침",
        "field": "environment",
        "happened_at": localtime(timezone.now()).strftime("%Y-%m-%dT%H:%M"),
    }
    write = f"/field-phones/kept/{row.pk}/write"
    assert "쓰다 만 글을 마침" in own.post(write, typed).content.decode()
    assert own.post(write, typed | {"kind": "complaint_heard"}).status_code == 302
    activity = Activity.objects.for_viewer(SYSTEM).get(pk=one.id)
    assert (activity.memo, activity.latitude, activity.held) == ("쓰다 만 글을 마침", 37.52, "")
    assert [photo.sha256 for photo in activity.photos.for_viewer(SYSTEM)] == list(one.pieces)


def test_the_lists_cost_the_same_however_long(
    cast: Cast,
    phone: FieldPhone,
    enter: Callable[[Officer], Client],
    django_assert_max_num_queries: Any,
) -> None:
    gone(cast)
    lead = enter(cast.own.lead)
    phone.send([phone.record() for _n in range(60)])
    for address in ("/field-phones/kept/", "/field-phones/dong/", "/field-phones/"):
        lead.get(address)
        with django_assert_max_num_queries(9):
            assert lead.get(address).status_code == 200
    first = lead.get("/field-phones/kept/").content.decode()
    assert "after=" in first

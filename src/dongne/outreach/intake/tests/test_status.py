"""One sees one's own report and nobody else's, hears the result in its order, and answers once."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dongne.foundation.media.public import Photo, derive_pictures
from dongne.foundation.messaging.public import Message
from dongne.foundation.scope.public import SYSTEM, resident_viewer
from dongne.lib.readable_secrets import Secret, new_secret
from dongne.lib.reference_numbers import new_number
from dongne.outreach.casework import public as casework
from tests.cast import Cast

from .conftest import a_photo
from .holding import PHONE, Told, look_up

WRONG = "적어 주신 것이 서로 맞지 않습니다"


@pytest.fixture
def report(cast: Cast, settings: Any, tmp_path: Any) -> Told:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.LIMITS = True
    return Told(cast)


@pytest.fixture
def me(report: Told) -> Client:
    client = Client()
    assert look_up(client, report.case.number, report.secret.words("ko")).status_code == 302
    return client


def page(client: Client) -> str:
    answer = client.get("/status/case")
    assert answer.status_code == 200, answer
    return unescape(answer.content.decode())


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


@pytest.mark.parametrize("spelling", ["korean", "english", "compact"])
def test_number_and_words_in_any_spelling_open_the_report(report: Told, spelling: str) -> None:
    secret = {
        "korean": report.secret.words("ko").replace(" ", ""),
        "english": report.secret.words("en").upper(),
        "compact": report.secret.compact.lower(),
    }[spelling]
    client = Client()
    answer = look_up(client, f" {report.case.number.lower().replace('-', '')} ", secret)
    assert (answer.status_code, answer["Location"]) == (302, "/status/case")
    assert "secret" not in answer["Location"]
    told = page(client)
    for said in ("맨홀 뚜껑이 깨졌습니다", "신월로 43 앞", report.case.number):
        assert said in told
    for hidden in ("김하나", PHONE, "0000-1234"):
        assert hidden not in told


def test_a_wrong_word_somebody_elses_number_and_none_are_answered_alike(report: Told) -> None:
    other = Told(report.cast, phone="010-0000-9999", name="박다른")
    tries = [
        (report.case.number, new_secret().words("ko")),
        (other.case.number, report.secret.words("ko")),
        (new_number(), report.secret.words("ko")),
        ("1234", report.secret.words("ko")),
        (report.case.number, "틀린 낱말"),
    ]
    told = set()
    for number, secret in tries:
        client = Client()
        answer = look_up(client, number, secret, REMOTE_ADDR=f"192.0.2.{len(told) + 1}")
        assert answer.status_code == 422
        text = words(answer.content.decode())
        assert WRONG in text
        assert "dongne_status" not in client.cookies
        shown = re.search(rf"{WRONG}.*?없습니다\.", text)
        assert shown
        told.add(shown[0])
    assert len(told) == 1


def test_after_five_wrong_ones_the_right_words_are_answered_alike_too(report: Told) -> None:
    client = Client()
    for _time in range(5):
        look_up(client, report.case.number, new_secret().words("ko"))
    answer = look_up(client, report.case.number, report.secret.words("ko"))
    assert answer.status_code == 422
    assert WRONG in answer.content.decode()
    from_home = look_up(
        Client(), report.case.number, report.secret.words("ko"), REMOTE_ADDR="198.51.100.7"
    )
    assert from_home.status_code == 302, "nobody locks somebody else out of their own report"


def test_counting_through_numbers_ends_after_five(report: Told) -> None:
    client = Client()
    for _time in range(5):
        look_up(client, new_number(), report.secret.words("ko"))
    assert look_up(client, report.case.number, report.secret.words("ko")).status_code == 422


def test_the_look_up_ends_a_quarter_of_an_hour_after_the_last_page(
    report: Told, me: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    began = timezone.now()
    for minutes in (14, 28):
        later = began + timedelta(minutes=minutes)
        monkeypatch.setattr(timezone, "now", lambda at=later: at)
        assert me.get("/status/case").status_code == 200
    monkeypatch.setattr(timezone, "now", lambda: began + timedelta(minutes=44))
    assert me.get("/status/case")["Location"] == "/status"


def test_nothing_of_it_stays_in_a_browser_and_the_cookie_goes_nowhere_else(
    report: Told, me: Client
) -> None:
    for path in ("/status", "/status/case", "/status/add", "/status/calendar.ics"):
        assert "no-store" in me.get(path)["Cache-Control"]
    cookie = me.cookies["dongne_status"]
    assert cookie["path"] == "/status"
    assert cookie["httponly"]
    assert cookie["max-age"] == 15 * 60
    assert me.post("/status/leave")["Location"] == "/status"
    assert me.get("/status/case")["Location"] == "/status"


@pytest.mark.parametrize("cookie", ["", "x", "a:b:c", "W10:1tX:abc", "x" * 5000])
def test_a_cookie_of_ones_own_making_opens_nothing(report: Told, cookie: str) -> None:
    client = Client()
    client.cookies["dongne_status"] = cookie
    for path in ("case", "add", "answer", "again", "withdraw", "calendar.ics"):
        assert client.get(f"/status/{path}")["Location"] == "/status"
    assert client.get("/status/photo/1").status_code == 404
    for path in ("add", "answer", "again", "withdraw", "wants"):
        assert client.post(f"/status/{path}", {"text": "x"})["Location"] == "/status"
    assert report.again().state != casework.CaseState.CLOSED


def code_for(report: Told, client: Client, contact: str = PHONE, **more: Any) -> str:
    """Asks for a code; what the telephone got, if it did."""
    before = set(Message.objects.for_viewer(SYSTEM).values_list("pk", flat=True))
    answer = client.post("/status/code", {"number": report.case.number, "contact": contact, **more})
    assert answer.status_code == 200, answer
    assert "확인번호를 보냈습니다" in answer.content.decode()
    new = Message.objects.for_viewer(SYSTEM).exclude(pk__in=before).first()
    return new.body.reveal().split("확인번호 ")[1][:6] if new else ""


def test_without_the_words_a_code_to_the_telephone_opens_it_and_verifies_it(report: Told) -> None:
    client = Client()
    code = code_for(report, client, "010 0000 1234")
    assert code
    said = {"number": report.case.number, "contact": PHONE, "code": code}
    assert client.post("/status/code/given", said)["Location"] == "/status/case"
    assert report.case.number in page(client)
    report.reporter.refresh_from_db()
    assert report.reporter.verified_at is not None
    assert Client().post("/status/code/given", said).status_code == 422, "a code opens once"


def test_whether_a_telephone_belongs_to_a_report_is_told_by_nothing(report: Told) -> None:
    known, unknown = Client(), Client()
    assert code_for(report, known)
    assert code_for(report, unknown, "010-0000-7777") == ""
    said = {"number": report.case.number, "contact": "010-0000-7777", "code": "123456"}
    answer = unknown.post("/status/code/given", said)
    assert answer.status_code == 422
    assert WRONG in answer.content.decode()
    other = Told(report.cast, phone="010-0000-9999")
    assert code_for(other, Client(), PHONE) == "", "somebody else's number with one's own phone"


def test_the_result_stands_here_only_after_the_zone_officer_and_the_resident_were_told(
    report: Told, me: Client
) -> None:
    report.finished()
    measure = "뚜껑을 새것으로"
    assert measure not in page(me)
    assert "처리를 끝냈습니다" not in page(me)
    if report.again().zone_told_at is None:
        report.do(casework.inform_zone)
    assert measure not in page(me), "the resident hears it from the one who did it"
    report.told()
    assert measure in page(me)
    assert "맨홀 뚜껑을 바꾸었습니다." in page(me)


def test_whoever_left_no_contact_reads_it_here_once_the_zone_officer_knows(cast: Cast) -> None:
    anonymous = Told(cast, name="", phone="")
    client = Client()
    look_up(client, anonymous.case.number, anonymous.secret.words("ko"))
    anonymous.finished()
    if anonymous.again().zone_told_at is None:
        assert "새것으로" not in page(client)
        anonymous.do(casework.inform_zone)
    assert "새것으로" in page(client)


def test_what_stays_in_the_office_is_not_shown_what_is_for_residents_is(
    report: Told, me: Client
) -> None:
    lead = report.cast.viewer(report.cast.own.lead)
    casework.hand_over(
        lead,
        case_id=report.case.pk,
        kind="assign",
        to_officer_id=report.cast.own.officer.pk,
        reason="안에서 하는 말",
        now=timezone.now(),
    )
    report.do(casework.start_work)
    report.do(casework.note_progress, text="자재를 주문했습니다.", public=True)
    report.do(casework.note_progress, text="우리끼리 하는 말", public=False)
    told = page(me)
    assert "자재를 주문했습니다." in told
    for hidden in ("우리끼리 하는 말", "안에서 하는 말"):
        assert hidden not in told
    assert "최주무" in told, "unit, name and telephone (시행령 제31조)"


def test_who_follows_does_not_read_what_somebody_else_has_written(report: Told) -> None:
    casework.publish(report.officer, case_id=report.case.pk, publicity="listed", now=report.now)
    contact = casework.Contact(name="박이웃", phone="010-0000-5555")
    _row, secret = casework.follow(
        resident_viewer(), case_id=report.case.pk, contact=contact, now=report.now
    )
    client = Client()
    look_up(client, report.case.number, Secret(secret).words("ko"))
    told = page(client)
    assert "맨홀 뚜껑이 깨졌습니다" not in told
    assert "김하나" not in told


def test_one_adds_words_and_photos_and_sees_them(report: Told, me: Client) -> None:
    said = {"text": "오늘 더 커졌습니다.", "photos": [a_photo()]}
    assert me.post("/status/add", said)["Location"] == "/status/case"
    told = page(me)
    assert "오늘 더 커졌습니다." in told
    assert "사진 1장을 준비하고 있습니다" in told
    photo = Photo.objects.for_viewer(SYSTEM).get()
    derive_pictures(SYSTEM, photo_id=photo.pk, now=timezone.now())
    assert "/status/photo/1" in page(me)
    assert me.get("/status/photo/1")["Content-Type"] == "image/jpeg"
    assert me.get("/status/photo/2").status_code == 404
    assert me.post("/status/add", {}).status_code == 422
    report.closed()
    late = me.post("/status/add", {"text": "또"})
    assert late.status_code == 422


def test_somebody_elses_photos_are_not_mine_to_see(report: Told, me: Client) -> None:
    me.post("/status/add", {"text": "", "photos": [a_photo()]})
    other = Told(report.cast, phone="010-0000-9999")
    stranger = Client()
    look_up(stranger, other.case.number, other.secret.words("ko"))
    assert stranger.get("/status/photo/1").status_code == 404


def test_solved_is_answered_once_and_only_after_the_end(report: Told, me: Client) -> None:
    assert me.post("/status/answer", {"solved": "yes"}).status_code == 422
    report.closed()
    assert "해결됐는지 알려 주기" in page(me)
    assert me.post("/status/answer", {"solved": "no", "text": " "}).status_code == 422
    assert me.post("/status/answer", {"solved": "yes"}).status_code == 302
    report.reporter.refresh_from_db()
    assert report.reporter.solved is True
    assert me.post("/status/answer", {"solved": "no", "text": "아직"}).status_code == 422
    assert "해결됐는지 알려 주기" not in page(me)


def test_not_solved_asks_for_it_to_be_looked_at_again(report: Told, me: Client) -> None:
    report.closed()
    assert me.post("/status/answer", {"solved": "no", "text": "아직 덜컹"}).status_code == 302
    assert report.again().reopen_asked_at is not None
    assert "다시 살펴봐 달라고 하신 것" in page(me)
    assert me.post("/status/again", {"text": "다시"}).status_code == 422, "asked already"


def test_later_one_asks_again_with_a_reason(report: Told, me: Client) -> None:
    report.closed()
    me.post("/status/answer", {"solved": "yes"})
    assert "다시 살펴봐 주세요" in page(me)
    assert me.post("/status/again", {"text": ""}).status_code == 422
    assert me.post("/status/again", {"text": "또 깨졌습니다"}).status_code == 302
    assert report.again().reopen_asked_at is not None


def test_messages_stop_and_begin(report: Told, me: Client) -> None:
    for said, wants in (("no", False), ("yes", True), ("yes", True)):
        assert me.post("/status/wants", {"wants": said}).status_code == 302
        report.reporter.refresh_from_db()
        assert report.reporter.wants is wants


def test_one_takes_ones_report_back_after_being_asked_once_more(report: Told, me: Client) -> None:
    assert "신고 거두기" in page(me)
    asked = me.get("/status/withdraw")
    assert asked.status_code == 200
    assert report.again().state != casework.CaseState.CLOSED
    assert me.post("/status/withdraw", {}).status_code == 302
    assert report.again().outcome == casework.Outcome.WITHDRAWN
    told = page(me)
    assert "신고를 거두셨습니다" in told
    assert "해결됐는지" not in told
    assert me.post("/status/withdraw", {}).status_code == 422


def test_the_day_of_the_result_goes_into_ones_calendar_without_what_was_reported(
    report: Told, me: Client
) -> None:
    text = me.get("/status/calendar.ics").content.decode()
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert re.search(r"DTSTART;VALUE=DATE:\d{8}\r\n", text)
    assert report.case.number in text
    assert "맨홀" not in text
    assert report.secret.compact not in text


def test_the_page_costs_the_same_however_much_has_happened(report: Told, me: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            page(me)
        return len(seen)

    cost()
    before = cost()
    for n in range(6):
        me.post("/status/add", {"text": f"{n}째 글"})
    assert cost() <= before


def test_in_english_too(report: Told, me: Client) -> None:
    told = me.get("/status/case", headers={"Accept-Language": "en"}).content.decode()
    assert "What you told us" in words(told)

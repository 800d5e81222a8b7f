"""One entrance for every number; what one may read and do of one's own application."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from dongne.delivery.applications import public as applications
from dongne.delivery.applications.models import Application
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.readable_secrets import Secret
from tests.cast import NOW, Cast
from tests.making.applications import sent_in

from .conftest import PHONE, last_code, wrong


@pytest.fixture
def sent(cast: Cast) -> applications.Submitted:
    return sent_in(cast.own.dong.pk)


def enter(resident: Client, sent: applications.Submitted, *, secret: bytes | None = None) -> str:
    words = Secret(secret or sent.secret or b"").words("ko")
    answer = resident.post("/status", {"number": sent.application.number, "secret": words})
    return answer.headers.get("Location", str(answer.status_code))


def test_the_one_entrance_leads_to_applications(
    resident: Client, sent: applications.Submitted
) -> None:
    assert enter(resident, sent) == "/apply/status"
    page = resident.get("/apply/status").content.decode()
    assert sent.application.number in page
    assert "동주민센터에 도착했습니다" in page


def test_another_s_words_a_wrong_number_and_a_number_of_nobody_are_answered_alike(
    resident: Client, sent: applications.Submitted
) -> None:
    def said(number: str, secret: bytes) -> tuple[int, str]:
        told = {"number": number, "secret": Secret(secret).words("ko")}
        answer = resident.post("/status", told)
        return answer.status_code, answer.content.decode().split("error-summary")[1][:300]

    wrong_words = said(sent.application.number, b"abcdef")
    assert wrong_words[0] == 422
    assert said("0000-0000-000", b"abcdef")[1] == wrong_words[1]
    assert resident.get("/apply/status").status_code == 302


def test_by_number_and_code_to_the_telephone_that_was_left(
    resident: Client, sent: applications.Submitted
) -> None:
    told = {"number": sent.application.number, "contact": PHONE}
    resident.post("/status/code", told)
    code = last_code()
    assert resident.post("/status/code/given", {**told, "code": wrong(code)}).status_code == 422
    answer = resident.post("/status/code/given", {**told, "code": code})
    assert answer.headers["Location"] == "/apply/status"


def test_what_is_missing_is_supplied_and_the_clock_goes_on(
    resident: Client, sent: applications.Submitted, cast: Cast
) -> None:
    officer, key = cast.viewer(cast.own.officer), sent.application.pk
    applications.accept(officer, application_id=key, identity="card", now=NOW)
    applications.ask_supplement(
        officer,
        application_id=key,
        asked="가족관계를 알 수 있는 서류",
        until=timezone.now().date() + timezone.timedelta(days=5),
        now=NOW,
    )
    enter(resident, sent)
    assert "가족관계를 알 수 있는 서류" in resident.get("/apply/status").content.decode()
    assert resident.post("/apply/status/supply", {"supplied": ""}).status_code == 422
    assert resident.post("/apply/status/supply", {"supplied": "가" * 1_000_000}).status_code == 422
    resident.post("/apply/status/supply", {"supplied": "내일 가져가겠습니다."})
    assert again(sent).state == applications.ApplicationState.ACCEPTED


def test_how_it_is_had_changes_until_it_is_on_its_way(
    resident: Client, sent: applications.Submitted
) -> None:
    enter(resident, sent)
    page = resident.get("/apply/status/receive").content.decode()
    values = [one.split('"')[0] for one in page.split('name="receive" value="')[1:]]
    other = next(one for one in values if not one.startswith("counter"))
    assert resident.post("/apply/status/receive", {"receive": other}).status_code == 302
    assert again(sent).receive == other.partition(":")[0]
    assert resident.post("/apply/status/receive", {"receive": "moon"}).status_code == 422


def test_it_is_withdrawn_once(resident: Client, sent: applications.Submitted) -> None:
    enter(resident, sent)
    assert resident.post("/apply/status/withdraw", {"reason": ""}).status_code == 302
    assert again(sent).state == applications.ApplicationState.WITHDRAWN
    assert resident.post("/apply/status/withdraw", {"reason": ""}).status_code == 422
    assert "취소하셨습니다" in resident.get("/apply/status").content.decode()


def test_the_calendar_names_no_document(resident: Client, sent: applications.Submitted) -> None:
    row = again(sent)
    row.promised_at = timezone.now() + timezone.timedelta(days=1)
    row.save(update_fields=["promised_at"])
    enter(resident, sent)
    body = resident.get("/apply/status/calendar.ics").content.decode()
    assert "BEGIN:VEVENT" in body
    assert "등본" not in body


def test_nobody_comes_in_without_the_door(resident: Client) -> None:
    for page in ("", "/supply", "/receive", "/withdraw", "/calendar.ics"):
        assert resident.get(f"/apply/status{page}").headers["Location"] == "/status"


def test_the_page_takes_as_many_statements_whatever_has_happened(
    resident: Client,
    sent: applications.Submitted,
    cast: Cast,
    django_assert_max_num_queries: object,
) -> None:
    enter(resident, sent)
    resident.get("/apply/status")
    with django_assert_max_num_queries(24):  # type: ignore[operator]
        resident.get("/apply/status")


def again(sent: applications.Submitted) -> Application:
    return Application.objects.for_viewer(SYSTEM).get(pk=sent.application.pk)

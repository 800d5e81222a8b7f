"""Nobody needs an account, nothing typed is lost, and what is sent twice is one application."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dongne.delivery.applications.models import Application, Draft, Item
from dongne.delivery.applications.services import drafts
from dongne.delivery.catalogue.public import service_of
from dongne.foundation.residents.public import keep_away, note_contact
from dongne.foundation.scope.public import SYSTEM, resident_viewer
from tests.cast import Cast

from .conftest import ME, Fill, last_code, send, wrong


def applications() -> list[Application]:
    return list(Application.objects.for_viewer(SYSTEM))


@pytest.mark.parametrize("circle", ["self", "household"])
def test_somebody_applies_for_each_circle_that_may(
    fill: Fill, resident: Client, circle: str
) -> None:
    fill(circle)
    assert send(resident).headers["Location"] == "/apply/receipt"
    (one,) = applications()
    assert (one.circle, one.channel, one.receive) == (circle, "online", "counter")
    assert one.promised_at is not None
    page = resident.get("/apply/receipt").content.decode()
    assert one.number in page
    assert "정부24" in page


def test_the_law_s_circles_are_the_only_ones_offered(fill: Fill, resident: Client) -> None:
    fill(code=False)
    page = resident.get("/apply/whom").content.decode()
    assert 'value="self"' in page
    refused = resident.post("/apply/whom", {"circle": "nobody"})
    assert refused.status_code == 422


def test_sent_twice_is_one_application(fill: Fill, resident: Client) -> None:
    fill()
    page = resident.get("/apply/check").content.decode()
    told = {name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("fee", "at")}
    for _press in range(3):
        answer = resident.post("/apply/check", told)
        assert answer.headers["Location"] == "/apply/receipt"
    assert len(applications()) == 1


def test_a_wrong_code_and_an_old_one_open_nothing(
    fill: Fill, resident: Client, monkeypatch: Any
) -> None:
    fill(code=False)
    resident.post("/apply/code", {"go": "send"})
    code = last_code()
    refused = resident.post("/apply/code", {"code": wrong(code)})
    assert refused.status_code == 422
    assert "맞지 않거나 5분이" in refused.content.decode()
    assert "먼저 알려 주실 것이 있습니다" in resident.get("/apply/check").content.decode()
    later = timezone.now() + timezone.timedelta(minutes=6)
    monkeypatch.setattr(
        "dongne.delivery.applications.views.resident.frame.timezone.now", lambda: later
    )
    assert resident.post("/apply/code", {"code": code}).status_code == 422


def test_another_number_has_to_be_shown_anew(fill: Fill, resident: Client) -> None:
    fill()
    resident.post("/apply/who", {**ME, "phone": "010-9999-8888", "then": "check"})
    assert 'class="send-form"' not in resident.get("/apply/check").content.decode()
    assert resident.post("/apply/check", {"fee": "0", "at": "0"}).status_code == 200
    assert applications() == []


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"name": "김하나😀"}, "그림 글자"),
        ({"name": "가" * 1_000_000}, "60자까지"),
        ({"birth_date": "480305"}, "태어난 해를 네 자리로"),
        ({"birth_date": "1948-02-30"}, "달력에 없는 날"),
        ({"phone": "02-123-4567"}, "휴대전화"),
        ({"phone": "480305-1234567"}, "저장할 수 없습니다"),
    ],
)
def test_what_cannot_be_is_said_in_words_and_stays_on_the_page(
    fill: Fill, resident: Client, told: dict[str, str], said: str
) -> None:
    fill(who=None, code=False)
    answer = resident.post("/apply/who", {**ME, **told})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert ME["birth_date"] in page or "birth_date" in told


def test_old_hangul_and_long_purposes(fill: Fill, resident: Client) -> None:
    """A name in old letters is a name; a megabyte is no purpose."""
    fill(who={**ME, "name": "ᄀᆞᆷ하나"})
    refused = resident.post("/apply/details", {"copies_0": 1, "q_0_purpose": "가" * 1_000_000})
    assert refused.status_code == 422
    assert "200자까지" in refused.content.decode()
    assert send(resident).status_code == 302


def test_nothing_typed_lies_in_the_clear(fill: Fill) -> None:
    fill()
    (draft,) = Draft.objects.all()
    stored = str(vars(draft))
    assert not any(text in stored for text in (ME["name"], ME["phone"], ME["birth_date"]))


def test_a_draft_is_forgotten_after_a_day_and_on_demand(fill: Fill, resident: Client) -> None:
    fill()
    drafts.forget_old_drafts(SYSTEM, now=timezone.now())
    assert Draft.objects.count() == 1
    drafts.forget_old_drafts(SYSTEM, now=timezone.now() + drafts.KEPT)
    assert Draft.objects.count() == 0
    fill()
    resident.post("/apply/forget")
    assert Draft.objects.count() == 0


def test_a_blocked_relative_is_told_nothing_that_says_so(
    fill: Fill, resident: Client, cast: Cast
) -> None:
    """The sentence names no block, and is told only when everything else was right."""
    now = timezone.now()
    actor = resident_viewer()
    mother = note_contact(
        actor, dong_id=cast.own.dong.pk, name="박어머니", phone="010-7777-6666", now=now
    )
    assert mother is not None
    keep_away(
        cast.viewer(cast.own.lead),
        person_id=mother.pk,
        blocked_name=ME["name"],
        blocked_phone=ME["phone"],
        basis="order",
        now=now,
    )
    fill(
        "household",
        principal={"name": "박어머니", "birth_date": "1930-01-02", "phone": "010-7777-6666"},
    )
    page = send(resident).content.decode()
    assert "동주민센터에 직접 문의해 주세요" in page
    assert not any(word in page for word in ("제한", "차단", "보호"))
    assert applications() == []


def test_the_fee_that_was_shown_is_the_fee_that_is_taken(fill: Fill, resident: Client) -> None:
    """Changed between showing and sending: it is shown again, and nothing was sent."""
    fill()
    page = resident.get("/apply/check").content.decode()
    at = page.split('name="at" value="')[1].split('"')[0]
    answer = resident.post("/apply/check", {"fee": "999999", "at": at})
    assert answer.status_code == 422
    assert "수수료가 바뀌었습니다" in answer.content.decode()
    assert applications() == []


def test_the_edition_asked_with_holds(fill: Fill, resident: Client, cast: Cast) -> None:
    """A catalogue that goes on changes nothing of what was asked before."""
    fill()
    send(resident)
    (item,) = Item.objects.for_viewer(SYSTEM)
    service = service_of(item.edition)
    assert service is not None
    assert service.edition_id == item.edition


def test_it_arrives_filled_from_the_page_of_ways(resident: Client, cast: Cast) -> None:
    where = {"service": "resident_copy", "receive": "counter", "dong": cast.own.dong.pk}
    assert "등본" in resident.get("/apply", where).content.decode()
    assert resident.post("/apply", where).headers["Location"] == "/apply/whom"


def test_looking_for_a_service_keeps_what_was_ticked(resident: Client, cast: Cast) -> None:
    resident.post("/apply/office", {"dong": cast.own.dong.pk})
    told = {"go": "find", "q": "가족관계", "services": ["resident_copy"]}
    page = resident.post("/apply/what", told).content.decode()
    assert 'value="resident_copy"' in page
    assert page.count('name="services"') < 10

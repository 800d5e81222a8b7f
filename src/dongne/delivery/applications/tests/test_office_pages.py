"""Deeds by HTTP: each at its turn, and before it the sentence that says what comes first."""

from __future__ import annotations

import base64
import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from dongne.delivery.applications import public as applications
from dongne.delivery.applications.models import Letter
from dongne.foundation.media.public import Photo
from dongne.foundation.openings.public import Opening
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.seoul import seoul_day
from tests.cast import Cast
from tests.making.applications import A_NEIGHBOUR, SOMEBODY, a_letter, at_the_counter

from .test_office_lists import enter


def now_of(made: applications.Application) -> applications.Application:
    return applications.find_application(SYSTEM, made.pk)


def deed(client: Client, made: applications.Application, code: str, **said: Any) -> Any:
    return client.post(f"/applications/{made.pk}/{code}", said)


def on_item(client: Client, made: applications.Application, code: str, **said: Any) -> Any:
    [item] = applications.items_of(made)
    return client.post(f"/applications/{made.pk}/items/{item.pk}/{code}", said)


def test_from_the_counter_to_the_hand(cast: Cast) -> None:
    made = at_the_counter(cast.viewer(cast.own.officer))
    client = enter(cast.own.officer)
    assert "접수하기" in client.get(f"/applications/{made.pk}/").content.decode()
    assert deed(client, made, "accept", identity="card").status_code == 302
    assert on_item(client, made, "issue", pages="2", document_number="1-22").status_code == 302
    assert now_of(made).state == "issued"
    hand = deed(client, made, "hand", identity="card")
    assert hand.status_code == 409
    assert "수수료를 먼저 내야 합니다" in hand.content.decode()
    assert deed(client, made, "pay", means="cash").status_code == 302
    assert deed(client, made, "hand", identity="card").status_code == 302
    assert now_of(made).state == "closed"


@pytest.mark.parametrize(
    ("code", "said", "sentence"),
    [
        ("supplement", {"asked": "도장", "until": "2027-01-05"}, "먼저 접수해 주세요"),
        ("supplied", {"supplied": "도장"}, "기다리는 보완이 없습니다"),
        ("put-off", {"until": "2027-01-05"}, "기다리는 보완이 없습니다"),
        ("give-back", {"reason": "두 번 냄"}, "낸 적이 없어"),
        ("hand", {"identity": "card"}, "먼저 접수해 주세요"),
    ],
)
def test_before_its_turn_a_deed_says_what_comes_first(
    cast: Cast, code: str, said: dict[str, str], sentence: str
) -> None:
    made = at_the_counter(cast.viewer(cast.own.officer))
    client = enter(cast.own.officer)
    address = f"/applications/{made.pk}/{code}"
    assert sentence in client.get(address).content.decode(), "said before anything is typed"
    answer = client.post(address, said)
    assert answer.status_code == 409
    assert sentence in answer.content.decode()
    assert now_of(made).version == made.version, "nothing was changed"


@pytest.mark.parametrize("code", ["issue", "refuse", "extend"])
def test_nothing_is_decided_before_it_is_accepted(cast: Cast, code: str) -> None:
    made = at_the_counter(cast.viewer(cast.own.officer))
    answer = on_item(enter(cast.own.officer), made, code, pages="1", reason="x", remedy="y")
    assert answer.status_code == 409
    assert "먼저 접수해 주세요" in answer.content.decode()


def test_a_refusal_needs_its_reason_and_what_can_be_done(cast: Cast) -> None:
    actor = cast.viewer(cast.own.officer)
    made = at_the_counter(actor)
    applications.accept(actor, application_id=made.pk, identity="card", now=timezone.now())
    client = enter(cast.own.officer)
    assert on_item(client, made, "refuse", reason="대상이 아님", remedy="").status_code == 422
    assert on_item(client, made, "refuse", reason="", remedy="이의신청").status_code == 422
    assert now_of(made).state == "accepted"
    assert (
        on_item(client, made, "refuse", reason="대상이 아님", remedy="이의신청").status_code == 302
    )
    assert now_of(made).state == "refused"
    page = client.get(f"/applications/{made.pk}/").content.decode()
    assert "대상이 아님" in page
    assert "이의신청" in page


def test_the_clock_stands_while_something_is_missing(cast: Cast) -> None:
    actor, now = cast.viewer(cast.own.officer), timezone.now()
    made = at_the_counter(actor)
    applications.accept(actor, application_id=made.pk, identity="card", now=now)
    client = enter(cast.own.officer)
    until = (seoul_day(now) + timedelta(days=5)).isoformat()
    assert deed(client, made, "supplement", asked="서명", until=until).status_code == 302
    assert "멈춰 있음(보완)" in client.get(f"/applications/{made.pk}/").content.decode()
    issue = on_item(client, made, "issue", pages="1")
    assert issue.status_code == 409
    assert "보완을 받은 뒤에" in issue.content.decode()
    assert deed(client, made, "supplied", supplied="서명을 받음").status_code == 302
    assert on_item(client, made, "issue", pages="1").status_code == 302


def test_whoever_saw_an_older_version_is_told(cast: Cast) -> None:
    actor = cast.viewer(cast.own.officer)
    made = at_the_counter(actor)
    applications.accept(actor, application_id=made.pk, identity="card", now=timezone.now())
    client = enter(cast.own.officer)
    answer = on_item(client, made, "issue", pages="1", version=str(made.version))
    assert answer.status_code == 409
    assert now_of(made).state == "accepted"


def test_a_waiver_is_for_leads(cast: Cast) -> None:
    made = at_the_counter(cast.viewer(cast.own.officer))
    said = {"means": "waived", "reason": "산불 피해"}
    assert deed(enter(cast.own.officer), made, "pay", **said).status_code == 403
    assert deed(enter(cast.own.lead), made, "pay", **said).status_code == 302
    assert now_of(made).settled


def test_opening_a_person_asks_why_and_is_logged(cast: Cast) -> None:
    made = at_the_counter(cast.viewer(cast.own.officer))
    client = enter(cast.own.officer)
    address = f"/applications/{made.pk}/persons/principal/open"
    rows = Opening.objects.for_viewer(SYSTEM).filter(whose=f"resident:{made.principal_id}")
    before = rows.count()
    assert client.post(address, {}).status_code == 422
    assert "김하나" not in client.get(f"/applications/{made.pk}/").content.decode()
    answer = client.post(address, {"purpose": "contact"})
    assert "김하나" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert rows.count() == before + 1


def test_the_page_costs_the_same_however_much_it_holds(cast: Cast) -> None:
    actor = cast.viewer(cast.own.officer)
    made = at_the_counter(actor)
    client = enter(cast.own.officer)
    address = f"/applications/{made.pk}/"
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for turn in range(12):
        applications.note(actor, application_id=made.pk, text=f"메모 {turn}", now=timezone.now())
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(few) == len(many)


# Letters of attorney.


def by_proxy(cast: Cast) -> tuple[applications.Application, Letter]:
    letter = a_letter(cast.own.dong.pk, valid_until=seoul_day(timezone.now()) + timedelta(days=9))
    made = at_the_counter(
        cast.viewer(cast.own.officer),
        principal=SOMEBODY,
        applicant=A_NEIGHBOUR,
        circle="proxy",
        letter_id=letter.pk,
    )
    return made, letter


SEEN = {"saw_letter": "on", "saw_principal_copy": "on", "saw_proxy_card": "on"}


def test_a_proxy_is_accepted_after_the_letter_was_seen(cast: Cast) -> None:
    made, letter = by_proxy(cast)
    client = enter(cast.own.officer)
    answer = deed(client, made, "accept", identity="card")
    assert answer.status_code == 409
    assert "위임장과 신분증을 먼저 확인" in answer.content.decode()
    check = f"/applications/letters/{letter.pk}/check"
    for missing in SEEN:
        said = {name: "on" for name in SEEN if name != missing}
        assert client.post(check, said).status_code == 422
    assert client.post(check, SEEN).status_code == 302
    assert deed(client, made, "accept", identity="card").status_code == 302
    page = client.get(f"/applications/letters/{letter.pk}").content.decode()
    assert made.number in page, "each use is listed"


def test_a_revoked_letter_is_neither_checked_nor_used(cast: Cast) -> None:
    _made, letter = by_proxy(cast)
    client = enter(cast.own.officer)
    revoke = f"/applications/letters/{letter.pk}/revoke"
    assert client.post(revoke, {"why": ""}).status_code == 422
    assert client.post(revoke, {"why": "마음이 바뀜"}).status_code == 302
    assert client.post(f"/applications/letters/{letter.pk}/check", SEEN).status_code == 409


def picture(width: int = 800, height: int = 1100, form: str = "PNG") -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(kept, form)
    return kept.getvalue()


def test_the_numbers_are_black_before_anything_is_kept(
    cast: Cast, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    _made, letter = by_proxy(cast)
    client = enter(cast.own.officer)
    check = f"/applications/letters/{letter.pk}/check"
    scan = SimpleUploadedFile("letter.png", picture(), content_type="image/png")
    answer = client.post(check, {**SEEN, "scan": scan})
    assert answer.status_code == 200
    assert not [one for one in tmp_path.rglob("*") if one.is_file()], "nothing is kept yet"
    assert not Photo.objects.for_viewer(SYSTEM).exists()
    found = re.search(r'name="picture" value="([^"]+)"', answer.content.decode())
    assert found
    with Image.open(io.BytesIO(base64.b64decode(found[1]))) as shown:
        assert shown.getpixel((400, 250)) < (9, 9, 9), "the strip of the numbers"
        assert shown.getpixel((400, 900)) > (246, 246, 246)
    kept = client.post(check, {**SEEN, "picture": found[1], "cell": ["11-0", "99-99", "x"]})
    assert kept.status_code == 302
    letter.refresh_from_db()
    photo = Photo.objects.for_viewer(SYSTEM).get(sha256=letter.evidence)
    original = tmp_path / str(photo.dong_id) / photo.sha256[:2] / f"{photo.sha256}.original"
    with Image.open(original) as stored:
        assert stored.getpixel((30, 1080)) < (9, 9, 9), "the cell that the officer chose"
        assert stored.getpixel((400, 250)) < (9, 9, 9)


BOMB = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + (50_000).to_bytes(4, "big") * 2 + b"\x08\x02"


@pytest.mark.parametrize(
    "hostile",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html><script>alert(1)</script></html>",
        b"\xff\xd8\xff" + b"\x00" * 64,
        BOMB + b"\x00" * 64,
        b"GIF89a" + b"\x00" * 64,
        b"%PDF-1.7 " + b"\x00" * 64,
        picture(8000, 6000),
    ],
    ids=["svg", "html", "broken jpeg", "bomb", "gif", "pdf", "too many pixels"],
)
def test_what_is_no_picture_is_refused_and_kept_nowhere(
    cast: Cast, settings: Any, tmp_path: Any, hostile: bytes
) -> None:
    settings.MEDIA_ROOT = tmp_path
    _made, letter = by_proxy(cast)
    scan = SimpleUploadedFile("../../letter.jpg", hostile, content_type="image/jpeg")
    client = enter(cast.own.officer)
    answer = client.post(f"/applications/letters/{letter.pk}/check", {**SEEN, "scan": scan})
    assert answer.status_code == 422
    assert not [one for one in tmp_path.rglob("*") if one.is_file()]
    letter.refresh_from_db()
    assert letter.checked_at is None

"""A letter is prepared by anybody, holds once it is signed, and opens only to those it names."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from dongne.delivery.applications import public as applications
from dongne.delivery.applications.models import Letter, LetterUse
from dongne.delivery.applications.presenters.resident.papers import drawn
from dongne.foundation.scope.public import SYSTEM, resident_viewer
from dongne.lib.seoul import seoul_day
from tests.cast import Cast
from tests.making.applications import A_NEIGHBOUR, SOMEBODY, a_letter

from .conftest import Fill, last_code, send

PRINCIPAL, PROXY = SOMEBODY.phone, A_NEIGHBOUR.phone


def prepare(resident: Client, cast: Cast, **other: object) -> str:
    """Through every page; answers where the last one leads."""
    until = (seoul_day(timezone.now()) + timedelta(days=10)).isoformat()
    mother = {"name": "김하나", "birth_date": "1941-03-02", "phone": PRINCIPAL}
    pages: dict[str, object] = {
        "office": {"dong": cast.own.dong.pk},
        "what": {"services": ["resident_copy"]},
        "how": {"copies_0": 2, "until": until, "takes_too": "on", "purpose": "은행 제출"},
        "principal": mother,
        "agent": {"name": "이웃사촌", "birth_date": "1980-01-01", "phone": PROXY},
        "check": {},
    }
    answer = None
    for name, body in pages.items():
        answer = resident.post(f"/apply/letter/{name}", other.get(name, body))
    assert answer is not None
    return answer.headers.get("Location", answer.content.decode())


def open_it(resident: Client, letter: applications.Letter, phone: str) -> int:
    told = {"number": letter.number, "phone": phone}
    resident.post("/apply/errand", told)
    return resident.post("/apply/errand/code", {**told, "code": last_code()}).status_code


def test_a_letter_is_made_once_and_printed_with_an_empty_number(
    resident: Client, cast: Cast
) -> None:
    assert prepare(resident, cast) == "/apply/letter/done"
    resident.post("/apply/letter/check", {})
    (letter,) = Letter.objects.for_viewer(SYSTEM)
    assert not letter.signed
    assert letter.number in resident.get("/apply/letter/done").content.decode()
    paper = resident.get("/apply/letter/paper.pdf")
    assert paper.content[:5] == b"%PDF-"
    assert Client().get("/apply/letter/paper.pdf").status_code == 302


def test_nobody_is_their_own_proxy(resident: Client, cast: Cast) -> None:
    same = {"name": "김하나", "birth_date": "1941-03-02", "phone": PRINCIPAL}
    assert "본인의 서류는 위임장 없이" in prepare(resident, cast, agent=same)


def test_a_day_that_is_over_and_one_too_far(resident: Client, cast: Cast) -> None:
    prepare(resident, cast, check={})
    for days, said in ((-1, "오늘이거나"), (800, "한 해 안의")):
        fresh = Client()
        fresh.post("/apply/letter/office", {"dong": cast.own.dong.pk})
        fresh.post("/apply/letter/what", {"services": ["resident_copy"]})
        until = (seoul_day(timezone.now()) + timedelta(days=days)).isoformat()
        page = fresh.post("/apply/letter/how", {"copies_0": 1, "until": until})
        assert page.status_code == 422
        assert said in page.content.decode()


def test_the_proxy_sees_what_and_until_when_and_the_principal_revokes(
    resident: Client, cast: Cast
) -> None:
    letter = a_letter(cast.own.dong.pk)
    assert open_it(resident, letter, PROXY) == 302
    page = resident.get("/apply/errand/letter").content.decode()
    assert "내가 맡은 일" in page
    assert "2부" in page
    assert "김하나" not in page
    assert resident.post("/apply/errand/revoke", {}).status_code == 404
    principal = Client()
    assert open_it(principal, letter, PRINCIPAL) == 302
    assert principal.post("/apply/errand/revoke", {"why": ""}).status_code == 302
    assert "취소됨" in resident.get("/apply/errand/letter").content.decode()


def test_a_stranger_s_telephone_is_answered_alike(resident: Client, cast: Cast) -> None:
    letter = a_letter(cast.own.dong.pk)
    known = resident.post("/apply/errand", {"number": letter.number, "phone": PROXY})
    other = resident.post("/apply/errand", {"number": letter.number, "phone": "010-5555-4444"})
    assert known.status_code == other.status_code == 200
    assert "확인번호 적기" in other.content.decode()
    wrong = {"number": letter.number, "phone": "010-5555-4444", "code": "000000"}
    assert resident.post("/apply/errand/code", wrong).status_code == 422


def test_a_signature_on_the_screen_only_where_the_row_allows_it(
    resident: Client, cast: Cast
) -> None:
    letter = a_letter(cast.own.dong.pk)
    open_it(resident, letter, PRINCIPAL)
    strokes = json.dumps([[[x / 10, 0.5] for x in range(10)]])
    assert resident.post("/apply/errand/sign", {"signature": strokes}).status_code == 404
    assert drawn(strokes)[:2] == b"\xff\xd8"


def as_proxy(cast: Cast, letter: applications.Letter) -> dict[str, object]:
    return {
        "proxy": {"letter": letter.number},
        "who": {"name": "이웃사촌", "birth_date": "1980-01-01", "phone": PROXY},
    }


def test_a_proxy_applies_with_the_number_of_the_letter(
    fill: Fill, resident: Client, cast: Cast
) -> None:
    """Freedom of information: what the catalogue lets a proxy with a letter ask for online."""
    code = "information"
    wanted = (applications.Wanted(service=code, copies=1),)
    letter = a_letter(cast.own.dong.pk, services=wanted)
    told = {"what": {"services": [code]}, "details": {"copies_0": 1}}
    fill("proxy", **told, **as_proxy(cast, letter))
    answer = send(resident)
    assert answer.headers.get("Location") == "/apply/receipt", answer.content.decode()[3000:5000]
    letter.refresh_from_db()
    uses = LetterUse.objects.for_viewer(SYSTEM).filter(letter=letter)
    assert [use.what for use in uses] == ["apply"]


@pytest.mark.parametrize("fault", ["used", "revoked", "expired", "nobody's", "too few"])
def test_a_letter_that_does_not_hold_is_refused_at_its_question(
    resident: Client, cast: Cast, fault: str
) -> None:
    letter = a_letter(cast.own.dong.pk)
    resident.post("/apply/office", {"dong": cast.own.dong.pk})
    resident.post("/apply/what", {"services": ["resident_copy"]})
    number, now = letter.number, timezone.now()
    if fault == "used":
        letter.used_up_at = now
        letter.save()
    elif fault == "revoked":
        applications.revoke_letter(resident_viewer(), letter_id=letter.pk, why="", now=now)
    elif fault == "expired":
        letter.valid_until = seoul_day(now) - timedelta(days=1)
        letter.save()
    elif fault == "too few":
        letter.services = [{"code": "resident_abstract", "copies": 1}]
        letter.save()
    else:
        number = "0000-0000-000"
    answer = resident.post("/apply/proxy", {"letter": number})
    said = {
        "used": "이미 쓴 위임장",
        "revoked": "거둔 위임장",
        "expired": "기한이 지났습니다",
        "nobody's": "찾을 수 없습니다",
        "too few": "위임장에 없는 민원",
    }[fault]
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_names_of_the_letter_are_nobody_s_to_read(cast: Cast) -> None:
    letter = a_letter(cast.own.dong.pk)
    assert SOMEBODY.name not in str(vars(letter))
    assert A_NEIGHBOUR.name not in str(vars(letter))

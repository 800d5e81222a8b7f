"""The phone's page: what it is made of, and what an officer takes along."""

import hashlib
import json
import os
import re
from base64 import b64encode
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.templatetags.static import static
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dongne.foundation.residents.public import add_person, found_household
from dongne.outreach.casework.public import Opening, open_case
from dongne.outreach.fieldwork.public import plan_outing
from dongne.outreach.rounds.public import StopKind, choose_stops
from dongne.web.field import taken_along, views
from tests.cast import NOW, Cast

FRONTEND = Path(settings.ROOT) / "frontend" / "src" / "offline"
PAGE = Path(__file__).parents[1] / "templates" / "field"


@pytest.fixture
def officer(cast: Cast, client: Client) -> Client:
    client.force_login(cast.own.officer.account)
    return client


def today(client: Client) -> dict[str, Any]:
    response = client.get("/field/today.json")
    assert response.status_code == 200, response.content
    found: dict[str, Any] = response.json()
    return found


@pytest.mark.django_db
def test_the_page_is_the_same_for_whoever_is_signed_in_and_holds_no_token(
    officer: Client,
) -> None:
    signed_in, nobody = officer.get("/field/"), Client().get("/field/")
    assert signed_in.content == nobody.content
    assert b"csrf" not in nobody.content
    assert nobody["X-Field-Version"] == taken_along.version()
    assert not nobody.cookies


@pytest.mark.django_db
def test_another_word_on_the_page_is_another_worker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / taken_along.WORKER).write_text("work();")
    before = taken_along.worker_source(tmp_path)
    told = json.loads(before.partition("= ")[2].partition(";\n")[0])
    assert told["first"][0] == "/field/"
    assert before.endswith("work();")
    for name in taken_along._PARTS:
        (tmp_path / name).write_text((PAGE / name).read_text() + "<!-- more -->")
    monkeypatch.setattr(taken_along, "_TEMPLATES", tmp_path)
    assert taken_along.worker_source(tmp_path) != before


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / "field-first.css").write_text("main { margin: 0 }\n")
    (tmp_path / "field-first.js").write_text('say("<&>");\n')
    return tmp_path


def test_what_stands_in_the_page_itself_is_named_to_the_browser_by_its_hash(built: Path) -> None:
    first = taken_along.first_screen(built)
    for tag, key in ((first.style, "style-src"), (first.script, "script-src")):
        text = tag.partition(">")[2].rpartition("<")[0]
        digest = b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert first.policy[key] == [f"'sha256-{digest}'"]
    os.utime(built / "field-first.js", ns=(1, 1))
    (built / "field-first.js").write_text("other();")
    assert "other();" in taken_along.first_screen(built).script
    assert taken_along.first_screen(built / "nothing").style == "<style data-by-hash></style>"


@pytest.mark.django_db
def test_the_first_screen_is_in_the_page_and_another_one_is_another_version(
    built: Path, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    first = taken_along.first_screen(built)
    monkeypatch.setattr(views, "first_screen", lambda _: first)
    page = client.get("/field/")
    assert first.style in page.content.decode()
    assert first.script in page.content.decode()
    for sources in first.policy.values():
        assert sources[0] in page["Content-Security-Policy"]
    before = taken_along.version()
    monkeypatch.setattr(taken_along, "first_screen", lambda _: first)
    assert taken_along.version() != before


@pytest.mark.django_db
def test_every_file_that_the_page_names_is_taken_along(client: Client) -> None:
    page = client.get("/field/").content.decode()
    named = set(re.findall(r'"(/static/[^"#]+)', page))
    # For the phone's own first screen, which the system asks for.
    named.discard(static("field-192.png"))
    told = taken_along.files()
    assert static("field-more.js") in told["first"]
    assert named <= {*told["first"], *told["later"]}


@pytest.mark.django_db
def test_the_first_screen_asks_for_a_pin_at_once_only_of_whoever_is_signed_in(
    cast: Cast, officer: Client
) -> None:
    hint = officer.get("/field/").cookies[views.SIGNED_IN]
    assert (hint.value, hint["path"], hint["samesite"]) == ("1", "/field/", "Strict")
    officer.logout()
    assert not officer.get("/field/").cookies
    officer.cookies[views.SIGNED_IN] = "1"
    assert officer.get("/field/").cookies[views.SIGNED_IN].value == ""
    desk = Client()
    desk.force_login(cast.district_desk.account)
    assert not desk.get("/field/").cookies
    assert f'"{views.SIGNED_IN}"' in (FRONTEND / "hints.ts").read_text()


def test_every_sentence_that_the_screens_say_stands_in_the_page() -> None:
    words = (PAGE / "words.html").read_text()
    known = {
        re.sub("-(.)", lambda found: found[1].upper(), name)
        for name in re.findall(r"data-([a-z-]+)=", words)
    }
    said = set()
    for script in [*FRONTEND.glob("views/*.ts"), FRONTEND / "field.ts", FRONTEND / "more.ts"]:
        said |= set(re.findall(r'\bsay\("(\w+)"', script.read_text()))
    assert len(said) > 100
    assert said <= known


@pytest.mark.django_db
def test_whoever_is_not_signed_in_is_told_so_and_a_desk_has_no_field(cast: Cast) -> None:
    response = Client().get("/field/today.json")
    assert (response.status_code, response.json()["code"]) == (401, "signed_out")
    desk = Client()
    desk.force_login(cast.district_desk.account)
    assert desk.get("/field/today.json").status_code == 403


@pytest.mark.django_db
def test_shared_without_the_phones_worker_is_asked_for_again(client: Client) -> None:
    response = client.post("/field/share", {"text": "골목 사진"})
    assert (response.status_code, response["Location"]) == (302, "/field/#/share/again")


@pytest.mark.django_db
def test_what_goes_along_has_outings_words_and_the_key_to_seal_to(
    cast: Cast, officer: Client
) -> None:
    me = cast.viewer(cast.own.officer)
    found = today(officer)
    assert found["officer"]["name"] == cast.own.officer.name
    assert found["csrf"]
    assert len(found["office_key"]["public"]) == 87  # 65 bytes, base64url
    assert {word["slug"] for word in found["words"]["kinds"]}
    assert found["outings"] == found["rounds"] == found["households"] == []
    day = found["now"][:10]
    plan_outing(me, outing_id=uuid4(), day=date.fromisoformat(day), purpose="안부 확인", now=NOW)
    assert [one["purpose"] for one in today(officer)["outings"]] == ["안부 확인"]


@pytest.mark.django_db
def test_of_a_household_of_todays_round_only_a_first_name_goes_along(
    cast: Cast, officer: Client
) -> None:
    me = cast.viewer(cast.own.officer)
    head = add_person(
        me,
        dong_id=cast.own.dong.pk,
        name="김순례",
        phone="010-1234-5670",
        address="서울특별시 양천구 신월로12길 4312",
        now=NOW,
    )
    home = found_household(me, head_id=head.pk, now=NOW)
    assert today(officer)["households"] == []
    outing = uuid4()
    day = date.fromisoformat(today(officer)["now"][:10])
    plan_outing(me, outing_id=outing, day=day, purpose="안부 확인", now=NOW)
    choose_stops(me, outing_id=outing, add=[(StopKind.HOUSEHOLD, str(home.pk))], now=NOW)
    found = today(officer)
    assert [one["first_name"] for one in found["households"]] == ["순례"]
    text = json.dumps(found, ensure_ascii=False)
    assert all(word not in text for word in ("김순례", "5670", "신월로12길 4312"))


@pytest.mark.django_db
def test_as_many_statements_with_a_dozen_cases_as_with_one(cast: Cast, officer: Client) -> None:
    me = cast.viewer(cast.own.officer)

    def report(n: int) -> None:
        open_case(
            me,
            given=Opening(id=uuid4(), category="dumping", text=f"가로등 {n}"),
            now=NOW,
        )

    def statements() -> int:
        today(officer)
        with CaptureQueriesContext(
            connection,
        ) as counted:
            today(officer)
        return len(counted)

    report(0)
    one = statements()
    for n in range(1, 12):
        report(n)
    assert statements() == one <= 30

"""The lead looks, previews and publishes; others read; programs ask for what is taken."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dongne.foundation.organisations.public import Officer
from dongne.lib.seoul import seoul_day
from tests.cast import NOW, Cast

from ..models import CategoryVersion
from ..public import WrongAnswer, answers_told, categories_of, read_answers
from ..rules import read_numbers, written_numbers
from ..services import publish
from ..states import OwnerLevel

pytestmark = pytest.mark.django_db


@pytest.fixture
def today() -> date:
    return seoul_day(timezone.now())


def _in(officer: Officer) -> Client:
    client = Client()
    assert officer.account is not None
    client.force_login(officer.account)
    return client


def _form(client: Client, address: str) -> dict[str, str]:
    """What the browser would send if nothing was touched."""
    page = client.get(address)
    assert page.status_code == 200
    form, found = page.context["form"], {}
    for part in (form, *page.context["questions"], *page.context["tongs"]):
        for bound in part:
            value = bound.value()
            if value not in (None, False, ""):
                found[bound.html_name] = "on" if value is True else str(value)
    found["questions"] = str(len(page.context["questions"]))
    found["tongs"] = str(len(page.context["tongs"]))
    return found


def test_a_form_that_nobody_touched_says_nothing_new(cast: Cast) -> None:
    client = _in(cast.own.lead)
    for code in ("road", "school_route", "welfare", "other"):
        address = f"/office/categories/{code}/edit/"
        answer = client.post(address, {**_form(client, address), "step": "publish"})
        assert answer.status_code == 409, code
    assert not CategoryVersion.objects.exclude(level=OwnerLevel.EVERYBODY).exists()


def test_the_lead_previews_and_publishes_and_sees_what_was_done(cast: Cast) -> None:
    client, address = _in(cast.own.lead), "/office/categories/road/edit/"
    sent = {**_form(client, address), "target_amount": "1", "promise_ko": "내일까지 고칩니다."}
    preview = client.post(address, {**sent, "step": "preview"})
    assert preview.status_code == 200
    text = preview.content.decode()
    assert "“내일까지 고칩니다.”" in text
    assert {row.part for row in preview.context["differences"]} == {
        "처리 목표",
        "주민에게 하는 약속",
    }
    assert not CategoryVersion.objects.exclude(level=OwnerLevel.EVERYBODY).exists()
    back = client.post(address, {**dict(preview.context["sent"]), "back": "1"})
    assert back.context["form"]["promise_ko"].value() == "내일까지 고칩니다."
    done = client.post(address, {**dict(preview.context["sent"]), "step": "publish"}, follow=True)
    assert done.context["undo"].undoable
    row = CategoryVersion.objects.exclude(level=OwnerLevel.EVERYBODY).get()
    assert row.values["target"] == "1wd"
    assert set(row.values) == {"target", "promise"}
    history = client.get("/office/categories/road/history/").content.decode()
    assert "내일까지 고칩니다." in history
    assert "이 시행 되돌리기" in history
    undone = client.post(f"/office/changes/{done.context['undo'].entry_id}/undo")
    assert undone.status_code in (302, 200)
    row.refresh_from_db()
    assert row.undone_at is not None


def test_questions_are_added_moved_and_removed_without_javascript(cast: Cast) -> None:
    client, address = _in(cast.own.lead), "/office/categories/road/edit/"
    sent = _form(client, address)
    more = client.post(address, {**sent, "more": "question"})
    assert [line["code"].value() or "" for line in more.context["questions"]] == [
        "what",
        "danger",
        "",
    ]
    moved = client.post(address, {**sent, "move": "question-0:down"})
    assert [line["code"].value() for line in moved.context["questions"]] == ["danger", "what"]
    dropped = client.post(address, {**sent, "drop": "question-0"})
    assert [line["code"].value() for line in dropped.context["questions"]] == ["danger"]
    assert not dropped.context["refusals"]


def test_what_is_wrong_is_said_on_the_form(cast: Cast) -> None:
    client, address = _in(cast.own.lead), "/office/categories/road/edit/"
    sent = _form(client, address)
    for wrong in (
        {"tong-0-tongs": "하나"},
        {"tong-0-tongs": "99"},
        {"name_ko": ""},
        {"question-0-choices": "surface"},
        {"valid_from": "2020-01-01"},
    ):
        answer = client.post(address, {**sent, **wrong, "step": "preview"})
        assert answer.status_code == 422, wrong


def test_a_category_of_ones_own_is_made_on_the_page(cast: Cast) -> None:
    client, address = _in(cast.own.lead), "/office/categories/new/"
    sent = {
        **_form(client, address),
        "code": "playground",
        "name_ko": "놀이터",
        "name_en": "Playgrounds",
        "group_ko": "생활 안전",
        "group_en": "Everyday safety",
        "step": "publish",
    }
    assert client.post(address, sent).status_code == 302
    assert client.post(address, sent).status_code == 422, "the short name is taken"
    assert "놀이터" in client.get("/office/categories/").content.decode()
    assert "놀이터" not in _in(cast.near.lead).get("/office/categories/").content.decode()
    for reserved in ("new", "matrix"):
        assert client.post(address, {**sent, "code": reserved}).status_code == 422


def test_the_district_s_word_is_marked_as_the_district_s(cast: Cast, today: date) -> None:
    publish(
        cast.viewer(cast.district_desk),
        place=cast.yangcheon,
        code="road",
        values={"unit": {"kind": "team", "team": cast.road.team_id, "officer": None}},
        valid_from=today,
        now=timezone.now(),
    )
    text = _in(cast.own.officer).get("/office/categories/road/").content.decode()
    assert "양천구에서 정한 대로" in text
    assert "yangcheon-road" in text


def test_the_matrix_says_in_words_where_nobody_is(cast: Cast, today: date) -> None:
    page = _in(cast.district_desk).get("/office/categories/matrix/")
    assert [name for name, _url, _cells in page.context["matrix"].rows] == ["신정3동", "신정4동"]
    assert not page.context["matrix"].gaps
    for officer in (cast.near.welfare_officer, cast.near.welfare_lead):
        Officer.objects.for_viewer(cast.viewer(cast.near.lead)).filter(pk=officer.pk).update(
            is_active=False
        )
    page = _in(cast.district_desk).get("/office/categories/matrix/")
    assert [(where, gap) for where, gap, _what, _url in page.context["matrix"].gaps] == [
        ("신정3동", "부서에 사람이 없습니다")
    ]
    assert "복지·돌봄이 필요한 이웃" in page.content.decode()


def test_pages_cost_the_same_whatever_is_on_them(cast: Cast, today: date) -> None:
    client = _in(cast.own.lead)
    for at, (address, most) in enumerate(
        (
            ("/office/categories/", 16),
            ("/office/categories/road/", 18),
            ("/office/categories/matrix/", 16),
        ),
        start=11,
    ):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        before = len(asked)
        assert before <= most, address
        publish(
            cast.viewer(cast.own.lead),
            place=cast.own.dong,
            code="road",
            values={"target": f"{at}wd"},
            valid_from=today,
            now=timezone.now(),
        )
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        assert len(asked) <= before + 2, address


def test_programs_ask_once_and_are_told_when_nothing_is_new(cast: Cast, today: date) -> None:
    client = Client()
    first = client.get("/api/v1/categories?dong=sinjeong4")
    assert first.status_code == 200
    assert first["Cache-Control"] == "public, max-age=300"
    road = next(one for one in first.json()["categories"] if one["code"] == "road")
    assert road["limit"] == "now"
    assert road["target"] == "3wd"
    assert [question["datatype"] for question in road["questions"]] == ["singlevaluelist"] * 2
    again = client.get("/api/v1/categories?dong=sinjeong4", HTTP_IF_NONE_MATCH=first["ETag"])
    assert again.status_code == 304
    publish(
        cast.viewer(cast.own.lead),
        place=cast.own.dong,
        code="road",
        values={"target": "1wd"},
        valid_from=today,
        now=timezone.now(),
    )
    other = client.get("/api/v1/categories?dong=sinjeong4", HTTP_IF_NONE_MATCH=first["ETag"])
    assert other.status_code == 200
    assert client.get("/api/v1/categories?dong=nowhere").status_code == 404


def test_answers_are_read_by_what_is_asked(cast: Cast) -> None:
    found = categories_of(cast.own.dong.pk, day=seoul_day(NOW))
    road, building = found.get("road"), found.get("old_building")
    assert road is not None
    assert building is not None
    assert read_answers(road, {"what": "manhole", "danger": True, "else": "x"}) == {
        "what": "manhole",
        "danger": "yes",
    }
    assert answers_told(road, {"what": "manhole"}, "en") == [("What is broken?", "A manhole cover")]
    assert read_answers(building, {}, whole=False) == {}
    for wrong, code in (({}, "answer_missing"), ({"what": "moon"}, "not_a_choice")):
        with pytest.raises(WrongAnswer) as refused:
            read_answers(building, wrong)
        assert (refused.value.code, refused.value.question) == (code, "what")


@pytest.mark.parametrize(
    ("text", "numbers", "written"),
    [
        ("1-3, 7", [1, 2, 3, 7], "1-3, 7"),
        ("7 1~3", [7, 1, 2, 3], "1-3, 7"),
        ("", [], ""),
    ],
)
def test_tongs_are_written_as_people_write_them(
    text: str, numbers: list[int], written: str
) -> None:
    assert read_numbers(text) == numbers
    assert written_numbers(numbers) == written


def test_a_text_changed_in_one_language_only_is_pointed_out(cast: Cast) -> None:
    client, address = _in(cast.own.lead), "/office/categories/road/edit/"
    sent = {**_form(client, address), "promise_ko": "내일까지 고칩니다."}
    page = client.post(address, {**sent, "step": "preview"})
    assert [str(word) for word in page.context["half_changed"]] == ["주민에게 하는 약속"]
    both = {**sent, "promise_en": "Mended by tomorrow."}
    assert not client.post(address, {**both, "step": "preview"}).context["half_changed"]

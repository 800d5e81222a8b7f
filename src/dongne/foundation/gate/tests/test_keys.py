"""A program comes in with its key, where and for what it was given, until it is taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dongne.foundation.audit.public import AuditEntry
from dongne.foundation.gate.models import ApiKey
from dongne.foundation.gate.public import key_of, limit_key, make_key, revoke_key
from dongne.foundation.gate.queries import forget_keys
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused
from tests.cast import NOW, Cast

HALF_A_MINUTE = timedelta(seconds=30)


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    forget_keys()


def desk(cast: Cast) -> Viewer:
    return cast.viewer(cast.district_desk)


def made(cast: Cast, **other: Any) -> Any:
    said: dict[str, Any] = {
        "program": "양천 스마트불편신고",
        "contact": "양천구 스마트정보과",
        "scopes": ["open311"],
        "place": cast.own.dong,
        **other,
    }
    return make_key(desk(cast), now=NOW, **said)


def test_a_key_is_known_by_its_text_and_only_by_that(cast: Cast) -> None:
    new = made(cast)
    key = key_of(new.text, now=NOW)
    assert key == new.key
    assert key.may("open311")
    assert not key.may("cases.write")
    assert key.dong == cast.own.dong
    for text in ("", new.text[:-1], new.text + "0", new.key.prefix, new.text.upper(), "x" * 10_000):
        assert key_of(text, now=NOW) is None


def test_the_key_itself_lies_nowhere_and_is_not_printed(cast: Cast) -> None:
    new = made(cast)
    secret = new.text.rpartition("_")[2]
    with connection.cursor() as cursor:
        cursor.execute("SELECT k::text, encode(digest, 'escape') FROM gate_apikey k")
        assert secret not in str(cursor.fetchall())
    assert secret not in repr(new)
    assert secret not in str([entry.changes for entry in AuditEntry.objects.all()])


def test_a_key_that_is_asked_again_costs_nothing_for_half_a_minute(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    text = made(cast).text
    key_of(text, now=NOW)
    with django_assert_num_queries(0):
        assert key_of(text, now=NOW + HALF_A_MINUTE / 2)
    with django_assert_num_queries(1):
        assert key_of(text, now=NOW + HALF_A_MINUTE)


def test_a_revoked_key_is_refused_here_at_once_elsewhere_within_half_a_minute(cast: Cast) -> None:
    new = made(cast)
    assert key_of(new.text, now=NOW)
    ApiKey.objects.for_viewer(SYSTEM).update(revoked_at=NOW)
    assert key_of(new.text, now=NOW), "another process has revoked it"
    assert key_of(new.text, now=NOW + HALF_A_MINUTE) is None
    other = made(cast)
    assert key_of(other.text, now=NOW)
    revoke_key(desk(cast), key_id=other.key.pk, now=NOW)
    assert key_of(other.text, now=NOW) is None
    with pytest.raises(Conflict):
        revoke_key(desk(cast), key_id=other.key.pk, now=NOW)


def test_a_key_ends_with_its_last_day_also_while_it_is_remembered(cast: Cast) -> None:
    text = made(cast, good_until=NOW + HALF_A_MINUTE / 3).text
    assert key_of(text, now=NOW)
    assert key_of(text, now=NOW + HALF_A_MINUTE / 2) is None


def test_when_it_was_last_used_is_kept_to_five_minutes(cast: Cast) -> None:
    new = made(cast)
    for minutes in (0, 1, 6):
        key_of(new.text, now=NOW + timedelta(minutes=minutes))
    new.key.refresh_from_db()
    assert new.key.used_at == NOW + timedelta(minutes=6)


def test_a_program_asks_as_often_as_agreed(cast: Cast) -> None:
    key = made(cast, per_minute=3).key
    assert [limit_key(key, now=NOW).allowed for _time in range(4)] == [True, True, True, False]
    assert limit_key(key, now=NOW + timedelta(minutes=1)).allowed


def test_who_keeps_keys_and_for_where(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        make_key(
            cast.viewer(cast.own.head),
            program="x",
            contact="y",
            scopes=["open311"],
            place=cast.own.dong,
            now=NOW,
        )
    with pytest.raises(NotHere):
        made(cast, place=cast.far.dong)
    with pytest.raises(Refused, match="쓸 곳"):
        made(cast, place=None)
    for wrong in (
        {"program": " "},
        {"contact": ""},
        {"scopes": []},
        {"per_minute": 0},
        {"good_until": NOW},
    ):
        with pytest.raises(Refused):
            made(cast, **wrong)
    everywhere = make_key(
        cast.viewer(cast.administrator),
        program="x",
        contact="y",
        scopes=["open311"],
        place=None,
        now=NOW,
    )
    assert everywhere.key.dong is None
    with pytest.raises(NotHere):
        revoke_key(desk(cast), key_id=everywhere.key.pk, now=NOW)


def test_the_page_shows_a_new_key_once_and_never_again(cast: Cast, client: Client) -> None:
    client.force_login(cast.district_desk.account)
    said = {
        "program": "양천 스마트불편신고",
        "contact": "스마트정보과",
        "place": f"dong-{cast.own.dong.pk}",
        "scopes": ["open311"],
        "per_minute": "60",
    }
    answer = client.post(reverse("api_key_new"), said)
    text = answer.content.decode().split('id="key-text">')[1].split("<")[0]
    assert "no-store" in answer["Cache-Control"]
    assert key_of(text, now=NOW)
    listed = client.get(reverse("api_keys")).content.decode()
    assert text.rpartition("_")[0] in listed
    assert text not in listed
    key = ApiKey.objects.for_viewer(SYSTEM).get()
    client.post(reverse("api_key_revoke", args=[key.pk]))
    assert "없앰" in client.get(reverse("api_keys")).content.decode()


def test_the_list_costs_the_same_however_long_it_is(cast: Cast, client: Client) -> None:
    client.force_login(cast.district_desk.account)
    made(cast)

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("api_keys"))
        return len(seen)

    cost()
    one = cost()
    for _n in range(5):
        made(cast)
    assert cost() == one

"""What is sealed lies about nowhere: tables, queue, logs, messages, pages; and yet it opens.

The large form, over the files of a running installation, is `make prove NAME=hunt`.
"""

from __future__ import annotations

import base64
import contextlib
import json
import logging
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch

from bench.prove.needles import Needles
from dongne.config import schema
from dongne.config.models import Boot
from dongne.foundation.messaging.public import Means, Recipient, ask
from dongne.foundation.organisations.public import Account
from dongne.foundation.residents.public import (
    add_person,
    edit_person,
    find_person,
    found_household,
    join_household,
    keep_away,
    open_person,
)
from dongne.outreach.fieldwork.public import record_activity
from tests.architecture.routes import routes
from tests.architecture.things import page_url
from tests.cast import NOW, Cast, a_record

BACKEND = "dongne.foundation.organisations.identity.AccountBackend"
PERSON = {
    "name": "황보슬기찬",
    "phone": "010-7391-4826",
    "second_phone": "010-8264-1937",
    "email": "seulgi.hwangbo.7391@example.org",
    "address": "서울특별시 양천구 신월로12길 7391",
    "address_detail": "별빛동 4826호",
    "birth_date": "1937-08-26",
    "note": "초인종 대신 창문을 두드릴 것",
}
OTHERS = {
    "edited name": "제갈다솜빛",
    "edited phone": "010-5173-9284",
    "relative": "독고가람누리",
    "typed number": "010-6482-1739",
    "typed e-mail": "garam.6482@example.org",
}


def test_nothing_of_a_person_lies_in_the_clear(
    cast: Cast, caplog: pytest.LogCaptureFixture, settings: Any
) -> None:
    caplog.set_level(logging.DEBUG)
    settings.DEBUG = False
    Boot.objects.create(ready=True, version="", schema=schema.fingerprint(), demonstration="no")
    viewer = cast.viewer(cast.own.officer)
    dong = cast.own.dong.pk
    person = add_person(viewer, dong_id=dong, now=NOW, **PERSON)
    other = add_person(viewer, dong_id=dong, now=NOW, name="남궁처음", phone="010-2222-3333")
    edit_person(
        viewer,
        person_id=other.pk,
        version=1,
        now=NOW,
        name=OTHERS["edited name"],
        phone=OTHERS["edited phone"],
    )
    home = found_household(viewer, head_id=person.pk, now=NOW)
    join_household(viewer, household_id=home.pk, person_id=other.pk, relation="child", now=NOW)
    keep_away(viewer, person_id=person.pk, blocked_name=OTHERS["relative"], basis="wish", now=NOW)
    memo = f"다시 전화 {OTHERS['typed number']}, 전자우편 {OTHERS['typed e-mail']}"
    record_activity(viewer, record=a_record(memo=memo), now=NOW)
    for means in (Means.SMS, Means.LETTER):
        ask(
            viewer,
            event="household.greeted",
            to=Recipient(person_id=person.pk),
            values={
                "name": PERSON["name"],
                "office": "신정4동",
                "officer": "최주무",
                "phone": "02-2620-0000",
            },
            dong_id=dong,
            now=NOW,
            by=[means],
        )
    pages = crawled(cast, {"person_id": person.pk, "household_id": home.pk})
    needles = Needles(PERSON | OTHERS)
    found = [*tables(needles), *(hit for name, page in pages for hit in needles.hits(page, name))]
    found += needles.hits(caplog.text.encode("utf-8", "replace"), "the log")
    assert not found, "\n".join(map(str, found))
    # Yet it can be found and opened, by whoever says why.
    assert find_person(viewer, phone="01073914826") == person
    opened = open_person(viewer, person_id=person.pk, purpose="visit", now=NOW)
    assert opened.values == PERSON


def crawled(cast: Cast, values: dict[str, Any]) -> list[tuple[str, bytes]]:
    """What every page answers that needs no other thing, as long as nobody has opened anything."""
    pages = []
    for method, route in sorted(routes()):
        with contextlib.suppress(NoReverseMatch):
            if method == "GET" and not route.startswith("/"):
                pages.append(page_url(route, values))
    told = []
    for who in ("officer", "privacy officer"):
        client = Client(raise_request_exception=False)
        client.force_login(Account.objects.get(officer=cast.everybody[who]), BACKEND)
        for page in (*pages, f"/api/v1/persons/{values['person_id']}"):
            response = client.get(page)
            body = b"".join(response) if response.streaming else response.content
            told.append((f"{page} for the {who}", body))
    return told


def tables(needles: Needles) -> list[Any]:
    """Every row of every table, the queue's and the sessions' too, as text."""
    found: list[Any] = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables"
            " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT "{table}"::text FROM "{table}"')  # noqa: S608
            rows = "\n".join(row for (row,) in cursor.fetchall())
            found += needles.hits(rows.encode(), table)
    return found


@pytest.mark.parametrize("value", ["황보슬기찬", "010-7391-4826", "별빛동 4826호"])
def test_the_hunt_finds_what_lies_about(value: str) -> None:
    """A search that finds nothing proves something only if it would have found it."""
    needles = Needles({"it": value})
    utf8 = value.encode()
    for hay in (
        utf8,
        b"\0\xff" + utf8 + b"\0",
        value.encode("utf-16-le"),
        value.encode("utf-16-be"),
        json.dumps({"a": value}).encode(),
        (b"\\x" + utf8.hex().encode()),
        *(base64.b64encode(b"x" * shift + utf8 + b"yz") for shift in range(4)),
    ):
        assert list(needles.hits(hay, "there"))
        halves = [hay[: len(hay) // 2], hay[len(hay) // 2 :]]
        assert list(needles.hits_in(halves, "there"))
    assert not list(needles.hits("황*찬 010-****-4826".encode(), "masked"))


def test_a_number_is_found_however_it_is_written() -> None:
    needles = Needles({"it": "010-7391-4826"})
    for text in ("01073914826", "+821073914826", "010.7391.4826"):
        assert list(needles.hits(text.encode(), "there"))

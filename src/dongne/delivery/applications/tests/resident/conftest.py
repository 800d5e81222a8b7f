"""Somebody without an account, and their telephone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dongne.foundation.messaging.public import Message
from dongne.foundation.scope.public import SYSTEM
from tests.cast import Cast
from tests.making.applications import SOMEBODY

PHONE = SOMEBODY.phone
ME = {"name": "김하나", "birth_date": "1948-03-05", "phone": PHONE}
Fill = Callable[..., Any]


def last_code() -> str:
    """The six digits of the message that was asked for last."""
    last = Message.objects.for_viewer(SYSTEM).order_by("id").last()
    return last.body.reveal().split("확인번호 ")[1][:6] if last else ""


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


@pytest.fixture
def resident(cast: Cast) -> Client:
    return Client()


@pytest.fixture
def fill(resident: Client, cast: Cast) -> Fill:
    """Everything but sending; name what should differ, None for a page that is left out. Answers
    the page of answers."""

    def through(circle: str = "self", **other: Any) -> Any:
        pages: dict[str, Any] = {
            "office": {"dong": cast.own.dong.pk},
            "what": {"services": ["resident_copy"]},
            "whom": {"circle": circle},
            "proxy": None,
            "principal": None
            if circle in ("self", "proxy")
            else {"name": "박어머니", "birth_date": "1930-01-02", "phone": ""},
            "details": {"copies_0": 1, "q_0_show_numbers": "no", "q_0_address_history": "none"},
            "receive": {"receive": "counter"},
            "who": ME,
        }
        for name, body in pages.items():
            given = other.get(name, body)
            if given is None:
                continue
            if given == {"receive": "counter"}:
                given = {"receive": ways(resident, "counter")}
            answer = resident.post(f"/apply/{name}", given)
            assert answer.status_code == 302, (name, answer.content.decode()[2000:6000])
        if other.get("code", True):
            resident.post("/apply/code", {"go": "send"})
            assert resident.post("/apply/code", {"code": last_code()}).status_code == 302
        return resident.get("/apply/check")

    return through


def ways(resident: Client, channel: str) -> str:
    """The value of the first way of that channel, as its radio button has it."""
    page = resident.get("/apply/receive").content.decode()
    found = [
        one.split('"')[0]
        for one in page.split('name="receive" value="')[1:]
        if one[:7] == channel[:7]
    ]
    return found[0] if found else channel


def send(resident: Client) -> Any:
    """As the page of answers is sent: with the fee and the moment that it showed."""
    page = resident.get("/apply/check").content.decode()

    def hidden(name: str) -> str:
        return page.split(f'name="{name}" value="')[1].split('"')[0]

    return resident.post("/apply/check", {"fee": hidden("fee"), "at": hidden("at")})

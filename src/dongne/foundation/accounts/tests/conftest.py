"""People who sign in as one does in a browser."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from django.http import HttpResponse
from django.test import Client

from dongne.foundation.accounts.services import add_app
from dongne.foundation.organisations.public import Account, Officer, viewer_of
from tests.cast import NOW, PASSWORD, Cast


def code_of(secret: str, *, steps: int = 0) -> str:
    """What the app shows now, or so many half-minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


class Person(Client):
    """A browser of somebody of the cast."""

    def __init__(self, officer: Officer) -> None:
        super().__init__(HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537")
        self.officer = officer
        self.me = Account.objects.get(officer=officer)
        self.secret = ""

    def knock(self, password: str = PASSWORD, **more: Any) -> HttpResponse:
        data = {"username": self.me.username, "password": password, **more}
        return self.post("/sign-in", data)  # type: ignore[return-value]

    def set_up_app(self) -> None:
        """With the app set up some half-minutes ago, so that the code of now is a new one."""
        self.secret = generate_totp_secret()
        viewer = viewer_of(self.me)
        code = code_of(self.secret, steps=-1)
        add_app(viewer, account=self.me, secret=self.secret, code=code, now=NOW)

    @property
    def is_in(self) -> bool:
        return self.get("/account/left").json()["seconds"] > 0


@pytest.fixture
def person(cast: Cast) -> Callable[[Officer], Person]:
    return Person

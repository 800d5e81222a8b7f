"""Single sign-on against a certified OpenID provider, run by Node beside the test."""

from __future__ import annotations

import http.cookiejar
import re
import shutil
import subprocess
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from pytest_django import Settings

from dongne.config.building import node
from dongne.foundation.accounts.models import AccountEvent
from dongne.foundation.organisations.public import Account
from tests.cast import Cast
from tests.runtime.conftest import free_port

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(__file__).parent / "provider" / "provider.mjs"
BACK = "http://testserver/sign-in/office/back"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    if not (ROOT / "frontend" / "node_modules" / "oidc-provider").exists():
        pytest.skip("frontend/node_modules has no oidc-provider: single sign-on was not tried")
    found = node.found()
    program = shutil.which("node", path=str(found.folder)) or str(found.folder / "node")
    port = free_port()
    running = subprocess.Popen(
        [program, str(PROGRAM), str(port), BACK],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert running.stdout
    heard = ""
    while "ready" not in heard:
        line = running.stdout.readline()
        assert line, f"the provider ended: {heard}"
        heard += line
    try:
        yield f"http://localhost:{port}"
    finally:
        running.terminate()
        running.wait(10)


@pytest.fixture
def office(issuer: str, settings: Settings) -> None:
    settings.OFFICE_SIGN_IN = {
        "issuer": issuer,
        "client_id": "dongne",
        "secret": "a-secret-of-the-office",
        "name": "양천구 통합로그인",
        "claim": "preferred_username",
    }


class NotFurther(urllib.request.HTTPRedirectHandler):
    """Follows the provider's own steps and stops where it sends the person back to us."""

    def redirect_request(self, request: Any, file: Any, code: int, *rest: Any) -> Any:
        if rest[-1].startswith(BACK):
            return None
        return super().redirect_request(request, file, code, *rest)


def sign_in_there(address: str, username: str) -> str:
    """What a browser does at the provider: name, consent. The address that leads back to us."""
    jar = http.cookiejar.CookieJar()
    cookies = urllib.request.HTTPCookieProcessor(jar)
    browser = urllib.request.build_opener(NotFurther, cookies)
    form: dict[str, str] | None = None
    for _ in range(4):
        data = urllib.parse.urlencode(form).encode() if form else None
        try:
            with browser.open(address, data, timeout=20) as answer:
                page, at = answer.read().decode(), answer.url
        except urllib.error.HTTPError as stopped:
            if to := stopped.headers["Location"]:
                return str(to)
            raise
        action = re.search(r'<form[^>]*action="([^"]+)"', page)
        prompt = re.search(r'name="prompt" value="(\w+)"', page)
        assert action, page
        assert prompt, page
        address = urllib.parse.urljoin(at, action[1])
        form = {"prompt": prompt[1], "login": username, "password": "anything"}
    raise AssertionError("the provider never sent us back")


def come_by_it(client: Client, username: str) -> Any:
    start = client.get("/sign-in/office/go")
    assert start.status_code == 302, start.content.decode()
    back = sign_in_there(start["Location"], username)
    return client.get(back.removeprefix("http://testserver"))


def test_the_account_of_the_same_name_is_signed_in_and_linked_once(
    cast: Cast, office: None
) -> None:
    assert "양천구 통합로그인" in Client().get("/sign-in").content.decode()
    for _ in range(2):
        client = Client()
        answer = come_by_it(client, "sinjeong4-01")
        assert answer.status_code == 302, answer.content.decode()
        assert client.get("/account/left").json()["seconds"] > 0
    account = Account.objects.get(username="sinjeong4-01")
    assert SocialAccount.objects.get().user == account
    assert AccountEvent.objects.filter(kind="office_linked", account_id=account.pk).count() == 1


def test_whoever_is_unknown_here_is_told_whom_to_ask_and_gets_no_account(
    cast: Cast, office: None
) -> None:
    before = Account.objects.count()
    client = Client()
    answer = come_by_it(client, "somebody-else")
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "‘somebody-else’" in page
    assert "행정팀장이나 시스템 관리자에게" in page
    assert Account.objects.count() == before
    assert client.get("/account/left").json()["seconds"] == 0


def test_a_disabled_account_stays_outside(cast: Cast, office: None) -> None:
    come_by_it(Client(), "sinjeong4-01")
    Account.objects.filter(username="sinjeong4-01").update(is_active=False)
    client = Client()
    come_by_it(client, "sinjeong4-01")
    assert client.get("/account/left").json()["seconds"] == 0


def test_an_answer_that_nobody_asked_for_opens_nothing(cast: Cast, office: None) -> None:
    client = Client()
    answer = client.get("/sign-in/office/back?code=made-up&state=made-up")
    assert answer.status_code == 502
    assert "기관 로그인에서 답을 받지 못했습니다" in answer.content.decode()
    assert client.get("/account/left").json()["seconds"] == 0

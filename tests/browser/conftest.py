"""The real program with its demonstration, and a real Chromium that uses it.

On a machine without Chromium these tests say so and are skipped; where CI is set they fail.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from dongne.config.runtime import cluster
from tests.runtime.conftest import free_port

from .street.finger import FingerPrint
from .street.link import Link
from .street.officer import OfficerInTheStreet

PASSWORD = "only-for-the-browser-tests"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 120.0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> str:
    found = os.environ.get("DONGNE_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail("CI has no Chromium: install Debian's package chromium")
    pytest.skip("no Chromium on this machine: the browser tests were not run")


@pytest.fixture(scope="session")
def demonstration(chromium: str) -> Iterator[tuple[str, Path]]:
    """`dongne up` on a free port with a demonstration of its own: its address and its data."""
    with program({"DONGNE_DEMO": "1", "DONGNE_DEMO_PASSWORD": PASSWORD}) as running:
        yield running


@pytest.fixture(scope="session")
def address(demonstration: tuple[str, Path]) -> str:
    return demonstration[0]


@contextmanager
def program(given: dict[str, str]) -> Iterator[tuple[str, Path]]:
    """The real program on a free port, with a database of its own: its address and its data."""
    folder = Path(tempfile.mkdtemp(prefix="dongne-browser-"))
    folder.chmod(0o755)
    port = free_port()
    kept = {
        name: value
        for name, value in os.environ.items()
        if name != "DATABASE_URL" and not name.startswith("DONGNE_")
    }
    log = (folder / "up.log").open("w+")
    running = subprocess.Popen(
        [sys.executable, "-m", "dongne.config.cli", "up"],
        env={
            **kept,
            "DJANGO_SETTINGS_MODULE": "dongne.config.settings",
            "DONGNE_DATA": str(folder / "data"),
            "DONGNE_STATIC": "found",
            "PORT": str(port),
            **given,
        },
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    url = f"http://localhost:{port}"
    try:
        begun = time.monotonic()
        while not _healthy(url):
            log.seek(0)
            assert running.poll() is None, log.read()
            assert time.monotonic() - begun < PATIENCE, log.read()
            time.sleep(0.2)
        yield url, folder / "data"
    finally:
        running.terminate()
        running.wait(30)
        log.close()
        cluster.remove(folder / "data")
        shutil.rmtree(folder, ignore_errors=True)


def _healthy(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """Closed after each module: while it runs, no other test may use the database."""
    with sync_playwright() as playwright:
        # As root Chromium has no sandbox of its own.
        arguments = ["--disable-background-networking", "--no-first-run"]
        if os.geteuid() == 0:
            arguments.append("--no-sandbox")
        yield playwright.chromium.launch(executable_path=chromium, args=arguments)


@pytest.fixture
def open_as(address: str, browser: Browser) -> Iterator[Callable[..., Page]]:
    """`open_as("sinjeong4-lead", width=320)`: a page of somebody who has just signed in."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def sign_in(
        username: str = "", *, width: int = 1280, touch: bool = False, tools: bool = False
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 700 if width < 600 else 900},
            locale="ko-KR",
            timezone_id="Asia/Seoul",
            has_touch=touch,
            is_mobile=touch,
            # Our policy forbids scripts of others; a tool that looks at the page is one.
            bypass_csp=tools,
            base_url=address,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        if username:
            page.goto("/sign-in")
            page.fill("#id_username", username)
            page.fill("#id_password", PASSWORD)
            page.press("#id_password", "Enter")
            page.wait_for_url(f"{address}/")
        return page

    yield sign_in
    for context in contexts:
        context.close()
    assert errors == [], "a script of ours failed"


class Caller:
    """The JSON interface as one of the demonstration's people."""

    def __init__(self, address: str, username: str) -> None:
        self.address, self.token = address, ""
        answer = self("POST", "/auth/token", {"username": username, "password": PASSWORD})
        self.token = answer["token"]

    def __call__(self, method: str, path: str, body: Any = None) -> Any:
        request = urllib.request.Request(
            f"{self.address}/api/v1{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json", "Authorization": f"Bearer {self.token}"},
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)

    def status(self, method: str, path: str) -> int:
        try:
            self(method, path, {} if method == "POST" else None)
        except urllib.error.HTTPError as error:
            return error.code
        return 200


@pytest.fixture
def call_as(address: str) -> Callable[[str], Caller]:
    return lambda username: Caller(address, username)


@pytest.fixture
def office(demonstration: tuple[str, Path]) -> tuple[str, Path]:
    return demonstration


@pytest.fixture
def link(office: tuple[str, Path]) -> Iterator[Link]:
    made = Link(int(office[0].rsplit(":", 1)[1]))
    yield made
    made.close()


@pytest.fixture
def in_the_street(browser: Browser, link: Link) -> Iterator[Callable[..., OfficerInTheStreet]]:
    """`in_the_street("sinjeong4-05")`: signed in and set up, on a phone of 360 px. With `finger`
    it is one that can tell its owner's, and the passkey is offered."""
    contexts = []

    def begin(
        username: str, *, script: str = "", finger: FingerPrint | None = None
    ) -> OfficerInTheStreet:
        context = browser.new_context(
            viewport={"width": 360, "height": 720},
            locale="ko-KR",
            timezone_id="Asia/Seoul",
            has_touch=True,
            is_mobile=True,
            permissions=["background-sync"],
        )
        contexts.append(context)
        if script:
            context.add_init_script(script)
        officer = OfficerInTheStreet(context, link.address, username, PASSWORD)
        officer.signs_in()
        if finger:
            finger.belongs_to(officer.page)
            officer.sets_pin()
        else:
            officer.sets_up()
        return officer

    yield begin
    for context in contexts:
        context.close()

"""A browser, and a small site for it that needs no database."""

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings
from playwright.sync_api import Browser, Page, sync_playwright

from dongne.design.tests import urls


def missing(what: str) -> None:
    """On a user's machine a browser test may be left out; where changes are judged it may not."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    if not (settings.BUILD_DIR / "frontend" / "app.js").exists():
        missing("The front end is not built: run `make build`.")
    kept = ("django.middleware.locale", "csp.")
    without_rows = [name for name in settings.MIDDLEWARE if name.startswith(kept)]
    templates = [
        {**settings.TEMPLATES[0], "DIRS": [Path(__file__).parent / "templates"]},
    ]
    with override_settings(
        ROOT_URLCONF=urls.__name__, MIDDLEWARE=without_rows, TEMPLATES=templates,
        ALLOWED_HOSTS=["127.0.0.1"], DATA_UPLOAD_MAX_MEMORY_SIZE=None,
    ):  # fmt: skip
        server = make_server(
            "127.0.0.1", 0, StaticFilesHandler(WSGIHandler()), _Server, handler_class=_Quiet
        )
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        missing("No Chromium on this machine: browser tests are left out.")
    # The tests of the database adapter refuse to run inside playwright's event loop.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--enable-unsafe-swiftshader"]
        )
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(chromium: Browser, site: str) -> Iterator[Page]:
    """A Korean reader at a desk; anything the browser complains about fails the test."""
    urls.received.clear()
    context = chromium.new_context(
        base_url=site, locale="ko-KR", viewport={"width": 1280, "height": 900}
    )
    context.set_default_timeout(30_000)
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on(
        "console",
        lambda said: complaints.append(said.text) if "Content Security" in said.text else None,
    )
    yield opened
    context.close()
    assert complaints == []

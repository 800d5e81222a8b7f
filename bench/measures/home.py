"""An officer's first page of the day beside thin Django's hello."""

from __future__ import annotations

import http.cookiejar
import re
import urllib.parse
import urllib.request
from collections.abc import Iterator
from functools import partial

from bench import load
from bench.asking import gets
from bench.city import PASSWORD
from bench.figures import Figure, alternately, compared
from bench.measures.setting import Setting


def measure(setting: Setting) -> Iterator[Figure]:
    profile = setting.profile
    cookie = sign_in(setting.house.port, "dong-1-1")

    def home() -> float:
        found = load.run(
            setting.house.port,
            partial(gets, "/", {"Cookie": cookie}),
            seconds=profile.seconds,
            connections=profile.connections,
            mark=b'<main id="main"',
        )
        return found.rate

    def thin(path: str) -> float:
        found = load.run(
            setting.thin.port,
            partial(gets, path, {"Cookie": setting.thin.cookie}),
            seconds=profile.seconds,
            connections=profile.connections,
        )
        return found.rate

    pages, hello, hello_you = alternately(
        profile.rounds, home, lambda: thin("/hello"), lambda: thin("/hello-you")
    )
    yield compared(
        "an officer's home page, signed in",
        pages,
        "pages/s",
        limit="thin Django: hello by name, signed in, one row read by ORM",
        limit_figure=hello_you,
        at_least=0.3,
    )
    yield compared(
        "an officer's home page, beside a hello that asks nothing",
        pages,
        "pages/s",
        limit="thin Django: hello to nobody, no statement",
        limit_figure=hello,
    )


def sign_in(port: int, username: str) -> str:
    """The cookie of a session, got as a browser gets it."""
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    url = f"http://localhost:{port}/sign-in"
    page = browser.open(url).read().decode()
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert found
    form = {"csrfmiddlewaretoken": found[1], "username": username, "password": PASSWORD}
    browser.open(url, urllib.parse.urlencode(form).encode()).read()
    cookies = {cookie.name: cookie.value for cookie in jar}
    assert "sessionid" in cookies, "not signed in"
    return f"sessionid={cookies['sessionid']}"

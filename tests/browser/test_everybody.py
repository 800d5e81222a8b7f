"""Every page of every role: nothing serious for assistive technology, nothing cut off."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import Page

from dongne.config import settings
from dongne.lib.seoul import SEOUL, Month

AXE = settings.ROOT / "frontend/node_modules/axe-core/axe.min.js"
MONTH = Month.of(datetime.now(SEOUL).date())
PAGES = {
    "": ["/", "/sign-in", "/call", "/report", "/report/where", "/report/what", "/report/contact"],
    "sinjeong4-01": [
        "/",
        "/activities/",
        "/activities/?month=2017-03",
        "/activities/new",
        "/outings/",
        "/outings/new",
        "/reports/",
        "/zones/",
        f"/months/{MONTH}",
        "/account/",
        "/account/app",
        "/find?q=청소",
        "/office/absences",
        "/expectations/",
    ],
    "sinjeong4-lead": [
        "/",
        "/inbox",
        "/reports/",
        "/months/2017-03",
        f"/months/{MONTH}",
        f"/months/{MONTH}/notes",
    ],
    "sinjeong4-head": ["/", "/inbox"],
    "sinjeong4-welfare1-lead": ["/", "/inbox"],
    "yangcheon-desk": ["/", f"/months/{MONTH}", "/months/2017-03?dong=sinjeong4"],
    "yangcheon-road": ["/", "/inbox/copies"],
    "yangcheon-admin": ["/", "/office/places"],
    "seoul-desk": ["/", f"/months/{MONTH}"],
}
NEWER = [
    "/office/",
    "/office/first-month",
    "/office/people",
    "/office/people/new",
    "/office/teams",
    "/office/absences",
    "/office/absences/new",
    "/office/places",
    "/office/places/tongs",
    "/office/changes",
    "/office/accounts",
    "/office/accounts/history",
    "/office/charges/",
    "/office/exclusions/",
    "/office/duties/",
    "/office/forms/",
    "/office/lines",
    "/office/lines/new",
    "/office/imports",
    "/office/export",
    "/zones/",
    "/zones/by-charge/",
    "/zones/addresses/",
    "/zones/boundaries/",
    "/zones/tongs/38/",
    "/expectations/",
    "/expectations/settings",
    "/find?q=12통",
    "/inbox/after-reports",
    "/inbox/copies",
    "/inbox/memos",
    "/inbox/sent",
    "/papers/",
    "/account/",
    "/account/password",
    "/account/passkeys/new",
    f"/months/{MONTH}/share",
]
"""What the lead has beside the thin month."""
FOLLOWED = {
    "/office/people": ("/office/people/", ["", "/edit", "/roles", "/move", "/leave"]),
    "/office/duties/": ("/office/duties/", ["", "history/"]),
    "/office/absences": ("/office/absences/", [""]),
    "/office/teams": ("/office/teams/", [""]),
    "/office/accounts": ("/office/accounts/", [""]),
}
"""Lists whose first entry is looked at too: how its address begins,
and what may come after it. Where it is narrow only, for the time it takes."""
SCREENS = {"plain": "m", "contrast": "m.contrast", "large": "xxl"}


def serious(page: Page) -> list[str]:
    """What axe finds serious or critical, as lines to read."""
    # What a sticky bar covers at this moment is in reach as soon as one scrolls.
    page.add_style_tag(content=".bottom, .actions-stick, .decide { position: static !important }")
    page.add_script_tag(path=str(AXE))
    found: list[dict[str, Any]] = page.evaluate(
        """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
            .filter(v => ["serious", "critical"].includes(v.impact))
            .map(v => ({id: v.id, nodes: v.nodes.slice(0, 3).map(n => n.html.slice(0, 160))}))"""
    )
    return [f"{item['id']}: {node}" for item in found for node in item["nodes"]]


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("username", PAGES)
def test_pages(open_as: Callable[..., Page], username: str, width: int) -> None:
    page = open_as(username, width=width, tools=True)
    for path in PAGES[username]:
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        assert serious(page) == [], path
        beyond = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert beyond <= 0, f"{path} is {beyond} px too wide at {width}"


@pytest.mark.parametrize("width", [320, 1280])
def test_the_whole_office(open_as: Callable[..., Page], width: int) -> None:
    page = open_as("sinjeong4-lead", width=width, tools=True)
    todo = list(NEWER)
    for path in todo:
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        assert serious(page) == [], path
        beyond = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert beyond <= 0, f"{path} is {beyond} px too wide at {width}"
        if path in FOLLOWED and width == 320:
            begins, ends = FOLLOWED[path]
            links = page.locator(f"main a[href^='{begins}']").evaluate_all(
                "all => all.map(one => one.getAttribute('href'))"
            )
            first = next(x for x in links if re.fullmatch(rf"{begins}\d+/?", x))
            todo += [first + end for end in ends]


@pytest.mark.parametrize("screen", [s for s in SCREENS if s != "plain"])
@pytest.mark.parametrize("username", ["sinjeong4-01", "sinjeong4-lead"])
def test_pages_in_other_screens(
    open_as: Callable[..., Page], address: str, username: str, screen: str
) -> None:
    page = open_as(username, tools=True)
    page.context.add_cookies([{"name": "dongne_display", "value": SCREENS[screen], "url": address}])
    for path in PAGES[username]:
        page.goto(path)
        assert serious(page) == [], path


def test_english_is_complete(open_as: Callable[..., Page], address: str) -> None:
    page = open_as("yangcheon-desk")
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": address}])
    page.goto("/")
    assert page.locator("html").get_attribute("lang") == "en"
    words = page.locator("nav, h1, thead").all_inner_texts()
    assert not [w for w in words if any("가" <= letter <= "힣" for letter in w)], words


def test_signing_out_ends_it(open_as: Callable[..., Page]) -> None:
    page = open_as("sinjeong4-01")
    page.locator(".top summary").click()
    page.get_by_role("button", name="나가기").click()
    page.goto("/activities/")
    assert "/sign-in" in page.url

"""Somebody at a page: goes, presses, types, sees. By the words that stand there, as people do.

Each kind of page is looked at once at each width: nothing serious for assistive technology, nothing
wider than the screen.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from playwright.sync_api import Locator, Page, expect

from dongne.lib.seoul import SEOUL
from tests.browser.test_everybody import serious

KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
NUMBER = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}\b")
KEYS = re.compile(rf"{KEY.pattern}|{NUMBER.pattern}|(?<=/t/|at/)[^/]+")
SEEN: set[tuple[str, str, int]] = set()
"""Kinds of pages that were looked at: address, heading, width."""
WHOLE_DAY = ("00:00", "23:50")


class Somebody:
    """Whoever sits or stands at `page`."""

    def __init__(self, page: Page) -> None:
        self.page = page

    # What they do.

    def opens(self, path: str) -> None:
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"
        self.looks()

    def presses(self, words: str, *, within: str = "body", stays: bool = False) -> None:
        """The button or the way on that is called so; the page that it leads to is looked at.
        `stays`: a script answers on the same page."""
        found = self.way(words, within=within)
        expect(found.first).to_be_visible()
        self.page.evaluate("window.before = true")
        found.first.click()
        if not stays:
            self.page.wait_for_function("!window.before && document.readyState === 'complete'")
            self.looks()

    def types(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=False).locator("visible=true").first.fill(text)

    def ticks(self, words: str | re.Pattern[str]) -> None:
        """A choice or a box, by what stands beside it."""
        self.page.locator("label").filter(has_text=words).locator("visible=true").first.click()

    def selects(self, label: str, words: str | re.Pattern[str]) -> None:
        box = self.page.get_by_label(label, exact=False).first
        option = box.locator("option").filter(has_text=words).first
        box.select_option(value=option.get_attribute("value"))

    # What they see.

    def way(self, words: str, *, within: str = "body") -> Locator:
        place = self.page.locator(within)
        found = place.get_by_role("button", name=words).or_(place.get_by_role("link", name=words))
        return found.locator("visible=true")

    def sees(self, *words: str) -> None:
        for text in words:
            shown = self.page.locator("body").get_by_text(text).locator("visible=true")
            expect(shown.first, text).to_be_visible()

    def sees_not(self, *words: str) -> None:
        for text in words:
            shown = self.page.locator("body").get_by_text(text).locator("visible=true")
            expect(shown, text).to_have_count(0)

    def reads(self, pattern: str | re.Pattern[str]) -> str:
        """What stands on the page and looks like that."""
        found = re.search(pattern, self.page.locator("main").inner_text())
        assert found, f"nothing like {pattern} on {self.page.url}"
        return found[0]

    def looks(self) -> None:
        """Once for each kind of page: can everybody use it at this width?"""
        width = self.page.viewport_size["width"] if self.page.viewport_size else 0
        path = KEYS.sub("…", self.page.url.split("?")[0].split("//", 1)[-1].partition("/")[2])
        heading = KEYS.sub("…", self.page.locator("h1").first.inner_text())
        if (path, heading, width) in SEEN:
            return
        SEEN.add((path, heading, width))
        beyond = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert beyond <= 0, f"{path} is {beyond} px too wide at {width}"
        found = serious(self.page)
        assert not found, (path, found)


expect.set_options(timeout=20_000)
OpenAs = Callable[..., Page]


def today() -> str:
    return datetime.now(SEOUL).date().isoformat()


def somebody(open_as: OpenAs, username: str = "", **screen: Any) -> Somebody:
    return Somebody(open_as(username, tools=True, **screen))

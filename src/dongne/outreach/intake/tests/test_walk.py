"""The whole way from the first page to the receipt, in a real browser, with and without scripts."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as program
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright

from dongne.foundation.scope.public import SYSTEM
from dongne.outreach.casework.public import Case

from .conftest import HERE, a_photo

pytestmark = pytest.mark.browser

AXE = program.ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture
def chromium() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None or not (program.BUILD_DIR / "frontend" / "public.js").exists():
        if os.environ.get("CI"):
            pytest.fail("no Chromium, or no front end")
        pytest.skip("no Chromium on this machine, or the front end is not built")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def onward(page: Page) -> None:
    page.locator("main form .button-primary").click()


@pytest.mark.parametrize(
    ("scripts", "language", "width", "screen"),
    [(True, "ko", 320, "xxl"), (False, "en", 1280, "m.contrast")],
)
@pytest.mark.django_db(transaction=True)
def test_the_whole_way(
    resident: Client,
    words_again: None,
    categories_again: None,
    live_server: Any,
    chromium: Browser,
    tmp_path: Path,
    *,
    scripts: bool,
    language: str,
    width: int,
    screen: str,
) -> None:
    """An old woman with the largest letters on her phone; somebody who reads English, without
    scripts, with strong colours. Each page is looked at with axe where scripts run."""
    photo, script = tmp_path / "hole.jpg", tmp_path / "no-photo.jpg"
    photo.write_bytes(a_photo().getvalue())
    script.write_text("<script>alert(1)</script>")
    context = chromium.new_context(
        base_url=live_server.url,
        viewport={"width": width, "height": 800},
        java_script_enabled=scripts,
        bypass_csp=scripts,
        geolocation={"latitude": HERE[0], "longitude": HERE[1]},
        permissions=["geolocation"],
    )
    cookies = {"dongne_display": screen, program.LANGUAGE_COOKIE_NAME: language}
    context.add_cookies(
        [{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()]
    )
    page = context.new_page()
    page.set_default_timeout(30_000)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))

    def look() -> None:
        if not scripts:
            return
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
        complaints.extend(serious(page))

    page.goto("/report")
    look()
    onward(page)
    if scripts:
        page.locator("[data-here]").click()
        expect(page.locator("#id_latitude")).not_to_have_value("")
    else:
        page.locator("#id_dong").select_option(label="신정4동")
    page.locator("#id_address").fill("신월로12길 43")
    look()
    onward(page)
    look()
    page.locator("[name=category][value=road]").check(force=True)
    onward(page)
    look()
    onward(page)  # the category's questions may be left empty
    page.locator("input[type=file]").set_input_files([photo, script])
    onward(page)
    expect(page.locator("main")).to_contain_text("no-photo.jpg")
    look()
    onward(page)
    page.locator("textarea").fill("보도블록이 깨졌습니다.")
    look()
    onward(page)
    page.locator("[name=contact][value=phone]").check(force=True)
    onward(page)
    expect(page.locator(".error-summary")).to_be_visible()
    look()
    page.locator("#id_phone").fill("010-5555-7777")
    page.locator("#id_agreed").check()
    onward(page)
    look()
    page.locator(".send-form .button-primary").click()
    expect(page.locator(".receipt-number")).to_be_visible()
    look()
    number = page.locator(".receipt-number").inner_text()
    page.go_back()
    page.goto("/report/check")
    expect(page.locator(".receipt-number")).to_have_text(number)
    context.close()
    assert complaints == []
    assert [case.number for case in Case.objects.for_viewer(SYSTEM)] == [number]


def serious(page: Page) -> list[str]:
    page.add_script_tag(path=str(AXE))
    page.add_style_tag(content=".actions-stick { position: static !important }")
    found = page.evaluate(
        """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
            .filter(v => ["serious", "critical"].includes(v.impact))
            .map(v => v.id + ": " + v.nodes[0].html.slice(0, 160))"""
    )
    return [f"{page.url} {one}" for one in found]

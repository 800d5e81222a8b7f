"""The phone's page in a real Chromium: how long until somebody can do something on it."""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET_MS = 1500
"""So long without a task of more than 50 ms, and the page answers for good."""
PATIENCE_SECONDS = 90
# Noted inside the page: when the keys of its first screen stand there in sight, and when long
# tasks end.
_WATCH = """
window.stood = 0;
window.busyUntil = 0;
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) {
    window.busyUntil = Math.max(window.busyUntil, one.startTime + one.duration);
  }
}).observe({ type: "longtask", buffered: true });
new MutationObserver((_changes, watching) => {
  const key = document.querySelector("[data-screen] .street-key");
  if (!key || key.closest("[hidden]")) return;
  watching.disconnect();
  requestAnimationFrame(() => requestAnimationFrame(() => { window.stood = performance.now(); }));
}).observe(document, { childList: true, subtree: true, attributeFilter: ["hidden"] });
"""
_CALM = f"stood > 0 && performance.now() - Math.max(stood, busyUntil) > {QUIET_MS}"
_BYTES = """
performance.getEntriesByType("navigation")[0].transferSize
  + performance.getEntriesByType("resource")
      .filter((one) => one.responseEnd <= Math.max(stood, busyUntil))
      .reduce((sum, one) => sum + one.transferSize, 0)
"""
_KEPT = """
async () => {
  await navigator.serviceWorker.ready;
  const kept = [];
  for (const name of await caches.keys()) kept.push(...await (await caches.open(name)).keys());
  return ["/field", "/map-worker"].every((part) => kept.some((one) => one.url.includes(part)));
}
"""
"""Until the last of what goes along is there, it would share the line with the next visit."""
PIN = "135790"


@dataclass(frozen=True, slots=True)
class Opened:
    """Seconds until its first screen stands and the page answers; what came over the line."""

    interactive: float
    kilobytes: float


@dataclass(frozen=True, slots=True)
class Visits:
    first: Opened
    later: Opened
    offline: Opened


def open_page(base: str, *, account: str, password: str, cpu: int) -> Visits:
    """Sign in, then open `/field/` for the first time, again, and without network."""
    with sync_playwright() as playwright:
        browser = _chromium(playwright)
        try:
            context = browser.new_context(
                viewport={"width": 360, "height": 740},
                is_mobile=True,
                has_touch=True,
                locale="ko-KR",
            )
            context.set_default_timeout(1000 * PATIENCE_SECONDS)
            _sign_in(context, base, account, password)
            first, page = _open(context, base, cpu=cpu, fresh=True)
            _until(page, _KEPT)
            _choose_pin(page)
            page.close()
            later, page = _open(context, base, cpu=cpu)
            page.close()
            context.set_offline(True)
            offline, page = _open(context, base, cpu=cpu)
            return Visits(first, later, offline)
        finally:
            browser.close()


def _chromium(playwright: Any) -> Browser:
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        raise RuntimeError("no Chromium here: install Debian's package chromium")
    arguments = ["--disable-background-networking", "--no-first-run"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    browser: Browser = playwright.chromium.launch(executable_path=path, args=arguments)
    return browser


def _sign_in(context: BrowserContext, base: str, account: str, password: str) -> None:
    page = context.new_page()
    page.goto(f"{base}/sign-in", wait_until="commit")
    page.fill("[name=username]", account)
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda url: "sign-in" not in url, wait_until="commit")
    page.close()


def _open(
    context: BrowserContext, base: str, *, cpu: int, fresh: bool = False
) -> tuple[Opened, Page]:
    page = context.new_page()
    line = context.new_cdp_session(page)
    if fresh:
        line.send("Network.clearBrowserCache")
    line.send("Emulation.setCPUThrottlingRate", {"rate": cpu})
    page.add_init_script(_WATCH)
    page.goto(f"{base}/field/", wait_until="commit")
    _until(page, _CALM)
    opened = Opened(
        interactive=float(page.evaluate("Math.max(stood, busyUntil)")) / 1000,
        kilobytes=float(page.evaluate(_BYTES)) / 1000,
    )
    # A key of the PIN is pressed and stands in the field: the screen is no picture.
    page.locator(".street-key").first.click()
    assert page.locator("#pin").input_value()
    line.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return opened, page


def _choose_pin(page: Page) -> None:
    for _ in range(2):
        page.locator("#pin").fill(PIN)
        page.locator("#pin").press("Enter")
        page.wait_for_timeout(300)
    page.locator(".street-key").first.wait_for(state="detached")


def _until(page: Page, true: str) -> None:
    """The browser's own way of waiting is forbidden by our pages' policy."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not page.evaluate(true):
        if time.monotonic() > end:
            raise TimeoutError(true)
        page.wait_for_timeout(200)

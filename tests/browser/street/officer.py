"""What an officer does with the phone, and what lies on it."""

from __future__ import annotations

import hashlib
import io
import itertools
import os
import random
import signal
from typing import Any

from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

PIN = "274193"
NOTHING_LEFT = """async () => {
  const rows = await new Promise((done, failed) => {
    const asked = indexedDB.open("dongne-field");
    asked.onerror = () => failed(asked.error);
    asked.onsuccess = () => {
      const db = asked.result;
      const all = db.transaction("rows").objectStore("rows").getAll();
      all.onsuccess = () => { db.close(); done(all.result); };
      all.onerror = () => failed(all.error);
    };
  });
  return rows.map(({ id, state, made_at, pieces, receipt, trouble }) => ({
    id, state, made_at, receipt: receipt?.id ?? "", trouble: trouble?.code ?? "",
    pieces: pieces.map(({ sha256, here }) => ({ sha256, here })),
  }));
}"""


def pictures(seed: int) -> Any:
    """Photos without end, no two of them equal."""
    for number in itertools.count():
        noise = random.Random(f"{seed}/{number}").randbytes(48 * 36 * 3)
        file = io.BytesIO()
        image = Image.frombytes("RGB", (48, 36), noise).resize((640, 480), Image.Resampling.BICUBIC)
        image.save(file, "JPEG", quality=80)
        yield {"name": f"{number}.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


class OfficerInTheStreet:
    """One browser profile is one phone: its pages come and go, what it keeps stays."""

    def __init__(self, context: BrowserContext, address: str, username: str, password: str) -> None:
        self.context, self.address = context, address
        self.username, self.password = username, password
        self.photos = pictures(len(username))
        self.page = self._page()

    def _page(self) -> Page:
        page = self.context.new_page()
        page.set_default_timeout(20_000)
        return page

    def signs_in(self) -> None:
        self.page.goto(f"{self.address}/sign-in?next=/field/")
        self.page.fill("#id_username", self.username)
        self.page.fill("#id_password", self.password)
        self.page.press("#id_password", "Enter")
        self.page.wait_for_url(f"{self.address}/field/**")

    def signs_out(self) -> None:
        self.context.clear_cookies()

    def sets_up(self) -> None:
        """The first visit: a PIN, and everything that is needed without a network."""
        self.sets_pin()
        later = self.page.get_by_role("button", name="나중에")
        expect(later.or_(self.page.locator("[data-tabs]:visible")).first).to_be_visible()
        if later.is_visible():
            later.click()
        expect(self.page.locator("[data-tabs]")).to_be_visible()
        self.page.evaluate("() => navigator.serviceWorker.ready.then(() => undefined)")

    def sets_pin(self) -> None:
        for _ in range(2):
            self.types_pin()

    def types_pin(self, pin: str = PIN) -> None:
        self.page.locator("#pin").fill(pin)
        self.page.locator("#pin").press("Enter")

    def locks(self) -> None:
        self.page.locator("[data-tool=lock]").click()
        # What may be seen without unlocking stays where it is.
        self.page.goto(f"{self.address}/field/#/lock")
        expect(self.page.locator("#pin")).to_be_visible()

    def unlocks(self) -> None:
        expect(self.page.locator("#pin")).to_be_visible()
        self.types_pin()
        # Millions of rounds, on whatever machine this is.
        expect(self.page.locator("#pin")).to_have_count(0, timeout=20_000)

    def opens(self) -> None:
        """The program from the phone's first screen."""
        self.page.goto(f"{self.address}/field/")

    def is_killed(self) -> None:
        """As a phone does it that has no memory left: no event, no last word."""
        browser = self.context.browser
        assert browser
        session = browser.new_browser_cdp_session()
        for process in session.send("SystemInfo.getProcessInfo")["processInfo"]:
            if process["type"] == "renderer":
                os.kill(process["id"], signal.SIGKILL)
        session.detach()
        self.page.close()
        self.page = self._page()

    def records(self, memo: str, *, photos: int) -> None:
        self.page.goto(f"{self.address}/field/#/new")
        box = self.page.locator("#memo")
        expect(box).to_have_value("")
        if photos:
            with self.page.expect_file_chooser() as chooser:
                self.page.get_by_role("button", name="사진첩").click()
            chooser.value.set_files([next(self.photos) for _ in range(photos)])
            expect(self.page.locator(".street-photo:not(.is-coming)")).to_have_count(photos)
        box.fill(memo)
        self.page.locator("input[name=field]").first.check(force=True)
        self.page.get_by_role("button", name="남기기", exact=True).click()
        self.page.wait_for_url("**/field/#/today")

    def phone(self) -> list[dict[str, Any]]:
        """Every record that lies on the phone, without what it says."""
        found: list[dict[str, Any]] = self.page.evaluate(NOTHING_LEFT)
        return found

    def everything_is_there(self) -> bool:
        return all(
            row["state"] == "received" and all(piece["here"] for piece in row["pieces"])
            for row in self.phone()
        )


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()

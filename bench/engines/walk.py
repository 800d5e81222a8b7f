"""An officer's day with the phone's page, step by step, in whatever engine."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.engines.driven import NotSeen, Tab
from tests.browser.street.link import Link

PIN = "274193"
WITH_PHOTO = "은행정로 가로등이 꺼져 있음"
FIRST, LOST = "연결된 채 적은 것", "지워질 것"
ROWS = """const done = arguments[arguments.length - 1];
const asked = indexedDB.open("dongne-field");
asked.onerror = () => done(null);
asked.onsuccess = () => {
  const db = asked.result;
  if (!db.objectStoreNames.contains("rows")) { db.close(); return done([]); }
  const all = db.transaction("rows").objectStore("rows").getAll();
  all.onsuccess = () => {
    db.close();
    done(all.result.map(({ state, receipt, pieces, trouble }) => ({
      state, receipt: !!receipt, pieces: pieces.map((one) => !!one.here), trouble: trouble?.code,
    })));
  };
};"""
READY = """const done = arguments[arguments.length - 1];
navigator.serviceWorker.ready.then(() => done(true), (problem) => done(String(problem)));"""
MAP_KEPT = """const done = arguments[arguments.length - 1];
(async () => {
  for (const name of await caches.keys()) {
    const kept = await (await caches.open(name)).keys();
    if (kept.some((one) => one.url.includes("map-worker"))) return true;
  }
  return false;
})().then(done, (problem) => done(String(problem)));"""
DELETED = """const done = arguments[arguments.length - 1];
const asked = indexedDB.deleteDatabase("dongne-field");
asked.onsuccess = () => done(true);
asked.onerror = asked.onblocked = () => done(false);"""
# The window in which a person picks a file is not the page's: the driver hands the file in.
NO_WINDOW = """const click = HTMLInputElement.prototype.click;
HTMLInputElement.prototype.click = function () { if (this.type !== "file") click.call(this); };"""
ONLINE = "window.dispatchEvent(new Event('online'))"

SENTENCES = (
    "before signing in the page says what is needed",
    "signing in, a PIN, today's list",
    "a worker keeps the page and the map",
    "a record with a network is received",
    "a record with a photo is made without a network",
    "the page opens again without a network, locked",
    "the PIN opens it without a network, and the record is read",
    "while it is locked, record and photo are sent once there is a network",
    "the receipts are shown",
    "storage deleted under an unsent record is said",
)


class Day:
    """`link` is the network between the engine and the program, `username` one of its people."""

    def __init__(self, tab: Tab, link: Link, username: str, password: str, photo: Path) -> None:
        self.tab, self.link, self.photo = tab, link, photo
        self.username, self.password = username, password
        self.page = f"{link.address}/field/"

    def steps(self) -> list[Callable[[], None]]:
        """One for each of `SENTENCES`; the next one begins where the last has ended."""
        return [
            self.opens,
            self.begins,
            self.is_kept,
            self.records_online,
            self.records_offline,
            self.reloads,
            self.unlocks,
            self.is_sent,
            self.shows_receipts,
            self.is_robbed,
        ]

    def opens(self) -> None:
        self.tab.go(f"{self.link.address}/sign-in")
        self.tab.wire.script("document.cookie = 'django_language=ko; path=/'")
        self.tab.go(self.page)
        self.tab.shows("PIN으로 잠가 둡니다")
        self.tab.shows("로그인")

    def begins(self) -> None:
        self.tab.go(f"{self.link.address}/sign-in?next=/field/")
        self.tab.types("#id_username", self.username)
        self.tab.types("#id_password", self.password)
        self.tab.wire.click(self.tab.shown("form:has(#id_password) button[type=submit]"))
        self.tab.shows("PIN을 정해 주세요")
        self._pin("다음")
        self.tab.shows("한 번 더 넣어 주세요")
        self._pin("PIN 정하기")
        self.tab.until(
            "!document.querySelector('[data-tabs]').hidden"
            " || document.body.innerText.includes('나중에')",
            "an open phone",
        )
        if "나중에" in self.tab.text():
            self.tab.presses("나중에")
        self.tab.shows("오늘 출장")

    def is_kept(self) -> None:
        said = self.tab.wire.waited(READY)
        if said is not True:
            raise NotSeen(f"no worker: {said}")
        # The map comes last, once the page stands.
        self._until(lambda: self.tab.wire.waited(MAP_KEPT) is True, "files kept by the worker")

    def records_online(self) -> None:
        self._records(FIRST)
        self._until(lambda: self._received(1), "one received record")

    def records_offline(self) -> None:
        self.link.cut()
        self._records(WITH_PHOTO, self.photo)
        self._until(lambda: len(self._rows()) == 2, "two records on the phone")

    def reloads(self) -> None:
        self.tab.reload()
        self.tab.shows("PIN을 넣어 주세요")

    def unlocks(self) -> None:
        self._pin("열기")
        self.tab.shows("보낼 것 1건")
        self._screen("/queue")
        self.tab.shows(WITH_PHOTO)
        self.tab.shows("보낼 준비")

    def is_sent(self) -> None:
        self._screen("/today")
        self.tab.wire.click(self.tab.shown("[data-tool=lock]"))
        self.tab.shown("#pin")
        self.link.mend()
        self.tab.wire.script(ONLINE)
        self._until(lambda: self._received(2), "two received records")

    def shows_receipts(self) -> None:
        self._pin("열기")
        self.tab.shows("모두 보냈습니다")
        self._screen("/queue")
        self.tab.shows("서버 접수됨")
        self.tab.shows("접수 번호")

    def is_robbed(self) -> None:
        self.link.cut()
        self._records(LOST)
        self.link.mend()
        self.link.cut()
        self.tab.go("about:blank")
        self.link.mend()
        self.tab.go(f"{self.link.address}/sign-in")
        if self.tab.wire.waited(DELETED) is not True:
            raise NotSeen("a database that lets itself be deleted")
        self.tab.go(self.page)
        self.tab.shows("이 전화기의 저장 공간이 지워졌습니다")

    def _pin(self, button: str) -> None:
        self.tab.types("#pin", PIN)
        self.tab.presses(button)

    def _screen(self, path: str) -> None:
        self.tab.wire.script("location.hash = arguments[0]", path)

    def _records(self, memo: str, photo: Path | None = None) -> None:
        self._screen("/new/text")
        self.tab.shown("#memo")
        if photo:
            self.tab.wire.script(NO_WINDOW)
            self.tab.presses("사진첩")
            self.tab.chooses("input[type=file]", photo)
            self.tab.until(
                "document.querySelectorAll('.street-photo:not(.is-coming) img[src]').length",
                "a photo that was taken in",
            )
        self.tab.types("#memo", memo)
        self.tab.wire.script("document.querySelector('input[name=field]').click()")
        self.tab.presses("남기기")
        self.tab.until("location.hash === '#/today'", "the first screen")

    def _rows(self) -> list[dict[str, Any]]:
        found = self.tab.wire.waited(ROWS)
        return list(found or [])

    def _received(self, many: int) -> bool:
        rows = self._rows()
        return len(rows) == many and all(
            row["state"] == "received" and row["receipt"] and all(row["pieces"]) for row in rows
        )

    def _until(self, true: Callable[[], bool], what: str, seconds: float = 60.0) -> None:
        begun = time.monotonic()
        while not true():
            if time.monotonic() - begun > seconds:
                raise NotSeen(f"{what}; on the phone: {self._rows()}")
            time.sleep(0.3)

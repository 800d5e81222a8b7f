"""Nothing recorded in the street is ever lost: a real phone, a real link that breaks."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from playwright.sync_api import expect

from dongne.config.runtime import server

from .street.link import Link
from .street.officer import OfficerInTheStreet

PROVING = os.environ.get("DONGNE_PROVE") == "1"
RECORDS, PHOTOS, CUTS, KILLS = (100, 3, 10, 3) if PROVING else (6, 2, 3, 1)
DELETED = """() => new Promise((done, failed) => {
  const asked = indexedDB.deleteDatabase("dongne-field");
  asked.onsuccess = () => done();
  asked.onerror = asked.onblocked = () => failed(asked.error);
})"""
PATIENCE = 600.0 if PROVING else 60.0


@contextmanager
def rows_of(office: tuple[str, Path]) -> Iterator[psycopg.Connection[Any]]:
    address = server.address_of(office[1])
    assert address
    with psycopg.connect(address, autocommit=True) as connection:
        yield connection


def same_on_both_sides(officer: OfficerInTheStreet, office: tuple[str, Path], memo: str) -> None:
    """Server equals phone by id, hash and order; no photo without its file."""
    here = officer.phone()
    sent = {row["id"]: {piece["sha256"] for piece in row["pieces"]} for row in here}
    with rows_of(office) as rows:
        found = rows.execute(
            "SELECT a.id::text, a.receipt::text, array_remove(array_agg(p.sha256), NULL), a.memo"
            " FROM fieldwork_activity a LEFT JOIN fieldwork_activityphoto p ON p.activity_id = a.id"
            " WHERE a.memo LIKE %s GROUP BY a.id ORDER BY a.happened_at, a.id",
            [f"{memo}%"],
        ).fetchall()
        photos = {
            sha: dong
            for sha, dong in rows.execute("SELECT sha256, dong_id FROM media_photo").fetchall()
        }
    assert {id_: set(shas) for id_, _, shas, _ in found} == sent
    assert {id_: receipt for id_, receipt, _, _ in found} == {r["id"]: r["receipt"] for r in here}
    numbers = [int(text.rsplit(" ", 1)[1]) for *_, text in found]
    assert numbers == sorted(numbers)
    assert len(numbers) == len(set(numbers)) == len(here)
    media = office[1] / "media"
    for shas in sent.values():
        for sha in shas:
            assert list((media / str(photos[sha])).rglob(f"{sha}*")), f"no file of {sha}"


def until(done: Callable[[], bool], then: Callable[[], None] = lambda: None) -> None:
    begun = time.monotonic()
    while not done():
        assert time.monotonic() - begun < PATIENCE, "it does not come to an end"
        then()
        time.sleep(0.5)


def test_what_was_recorded_without_network_arrives_whole(
    in_the_street: Callable[..., OfficerInTheStreet], link: Link, office: tuple[str, Path]
) -> None:
    officer = in_the_street("sinjeong4-05")
    chance = random.Random(7)

    # Given a round in a basement, on a phone that runs out of memory now and then
    link.cut()
    kills = set(chance.sample(range(1, RECORDS), KILLS))
    for number in range(RECORDS):
        if number in kills:
            officer.is_killed()
            officer.opens()
            officer.unlocks()
        officer.records(f"지하에서 적은 것 {number}", photos=PHOTOS)
    assert len(officer.phone()) == RECORDS

    # When the link comes, and goes again in the middle of something
    for _ in range(CUTS):
        link.cut(after=chance.randrange(40_000, 900_000))
        link.up = True
        officer.page.evaluate("() => window.dispatchEvent(new Event('online'))")
        time.sleep(chance.uniform(0.3, 1.5))
        link.cut()
    link.mend()

    # Then all of it arrives by itself, once
    until(
        officer.everything_is_there,
        lambda: officer.page.evaluate("() => window.dispatchEvent(new Event('online'))"),
    )
    same_on_both_sides(officer, office, "지하에서 적은 것")
    officer.page.goto(f"{link.address}/field/#/queue")
    expect(officer.page.locator("main")).to_contain_text("서버 접수됨")


def test_a_screen_comes_also_while_a_hundred_records_change(
    in_the_street: Callable[..., OfficerInTheStreet],
) -> None:
    officer = in_the_street("sinjeong4-10")
    officer.page.evaluate(
        "() => { setInterval(() => dispatchEvent(new Event('field:changed')), 1); }"
    )
    officer.page.evaluate("() => { location.hash = '#/queue'; }")
    expect(officer.page.locator("[data-screen][data-name=queue]")).to_be_visible()


def test_without_background_sync_it_goes_out_at_the_next_opening(
    in_the_street: Callable[..., OfficerInTheStreet], link: Link, office: tuple[str, Path]
) -> None:
    officer = in_the_street(
        "sinjeong4-06",
        script="delete globalThis.SyncManager; delete ServiceWorkerRegistration.prototype.sync",
    )
    link.cut()
    officer.records("다음에 열 때 가는 것 0", photos=1)
    officer.page.close()
    link.mend()
    officer.page = officer._page()
    officer.opens()
    # Locked: it goes without being opened.
    expect(officer.page.locator("#pin")).to_be_visible()
    until(officer.everything_is_there)
    same_on_both_sides(officer, office, "다음에 열 때 가는 것")


def test_a_cleared_cache_costs_nothing_but_the_way_there(
    in_the_street: Callable[..., OfficerInTheStreet], link: Link, office: tuple[str, Path]
) -> None:
    officer = in_the_street("sinjeong4-07")
    link.cut()
    officer.records("캐시를 지운 뒤 0", photos=1)
    officer.page.evaluate(
        "async () => { for (const key of await caches.keys()) await caches.delete(key); }"
    )
    link.mend()
    officer.opens()
    until(officer.everything_is_there)
    same_on_both_sides(officer, office, "캐시를 지운 뒤")


def test_storage_deleted_under_it_is_said_and_never_silent(
    in_the_street: Callable[..., OfficerInTheStreet], link: Link
) -> None:
    officer = in_the_street("sinjeong4-08")
    link.cut()
    officer.records("지워질 것 0", photos=1)
    page = officer.page
    page.goto("about:blank")
    link.mend()
    page.goto(f"{link.address}/sign-in")
    link.cut()
    page.evaluate(DELETED)
    link.mend()
    officer.opens()
    expect(page.locator("main")).to_contain_text("이 전화기의 저장 공간이 지워졌습니다")
    expect(page.locator("main")).to_contain_text("1건")


def test_signed_out_with_forty_unsent_nothing_is_lost(
    in_the_street: Callable[..., OfficerInTheStreet], link: Link, office: tuple[str, Path]
) -> None:
    many = 40 if PROVING else 4
    officer = in_the_street("sinjeong4-09")
    link.cut()
    for number in range(many):
        officer.records(f"로그아웃된 뒤 {number}", photos=0)
    officer.signs_out()
    link.mend()
    officer.opens()
    until(officer.everything_is_there)
    same_on_both_sides(officer, office, "로그아웃된 뒤")

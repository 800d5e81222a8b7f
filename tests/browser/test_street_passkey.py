"""A phone in the street opens by its owner's finger, with and without a network."""

from __future__ import annotations

import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

from .street.finger import FingerPrint
from .street.link import Link
from .street.officer import PIN, OfficerInTheStreet

BY_FINGER = "지문·얼굴로 열기"
MEMO = "지문으로 연 것 0"


def opens_by_finger(page: Page) -> None:
    page.get_by_role("button", name=BY_FINGER).click()
    expect(page.locator("#pin")).to_have_count(0)


def can_read(officer: OfficerInTheStreet) -> None:
    officer.page.goto(f"{officer.address}/field/#/queue")
    expect(officer.page.locator("main")).to_contain_text(MEMO)


def test_a_passkey_opens_the_phone_and_the_pin_stays(
    in_the_street: Callable[..., OfficerInTheStreet], link: Link
) -> None:
    finger = FingerPrint(secret=True)
    officer = in_the_street("sinjeong4-04", finger=finger)
    page = officer.page

    # Given a finger that is not known at first
    finger.is_strange()
    page.get_by_role("button", name="지문·얼굴 쓰기").click()
    expect(page.get_by_role("alert")).to_contain_text("확인하지 못했습니다")
    finger.begins_anew()
    page.get_by_role("button", name="지문·얼굴 쓰기").click()
    expect(page.locator("[data-tabs]")).to_be_visible()
    assert finger.keys() == 1
    page.evaluate("() => navigator.serviceWorker.ready.then(() => undefined)")

    # When there is no network, what was written is read again by it, also in a page opened anew
    link.cut()
    officer.records(MEMO, photos=1)
    officer.locks()
    expect(page.locator("main")).not_to_contain_text(MEMO)
    opens_by_finger(page)
    can_read(officer)
    officer.opens()
    page.reload()
    opens_by_finger(page)
    can_read(officer)

    # With the network it arrives, locked
    officer.locks()
    link.mend()
    page.evaluate("() => window.dispatchEvent(new Event('online'))")
    begun = time.monotonic()
    while not officer.everything_is_there():
        assert time.monotonic() - begun < 60, "it was not sent"
        time.sleep(0.2)

    # Given up, the device forgets it, and nothing offers it
    opens_by_finger(page)
    page.goto(f"{officer.address}/field/#/help")
    page.get_by_role("button", name="지문·얼굴 그만 쓰기").click()
    page.locator("dialog").get_by_role("button", name="지문·얼굴 그만 쓰기").click()
    expect(page.get_by_role("link", name="지문·얼굴로도 열기")).to_be_visible()
    assert finger.keys() == 0
    officer.locks()
    expect(page.get_by_role("button", name=BY_FINGER)).to_have_count(0)
    officer.unlocks()

    # Taken up again, with the PIN
    page.goto(f"{officer.address}/field/#/help")
    page.get_by_role("link", name="지문·얼굴로도 열기").click()
    officer.types_pin("918273")
    expect(page.locator("#pin-told")).to_contain_text("PIN이 다릅니다")
    officer.types_pin(PIN)
    page.get_by_role("button", name="지문·얼굴 쓰기").click()
    expect(page.locator("[data-tabs]")).to_be_visible()
    officer.locks()
    opens_by_finger(page)

    # Somebody else's finger opens nothing, and the PIN does, without a network too
    officer.locks()
    link.cut()
    finger.is_strange()
    page.get_by_role("button", name=BY_FINGER).click()
    told = page.locator("#pin-told")
    expect(told).to_have_text("확인하지 못했습니다. PIN으로 열어 주세요.")
    officer.unlocks()


def test_a_device_without_a_secret_is_told_and_leaves_nothing(
    in_the_street: Callable[..., OfficerInTheStreet],
) -> None:
    finger = FingerPrint(secret=False)
    page = in_the_street("sinjeong4-03", finger=finger).page
    page.get_by_role("button", name="지문·얼굴 쓰기").click()
    expect(page.get_by_role("alert")).to_contain_text("열쇠를 주지 않습니다. PIN으로 열어 주세요.")
    expect(page.get_by_role("button", name="지문·얼굴 쓰기")).to_have_count(0)
    assert finger.keys() == 0
    page.get_by_role("button", name="다음", exact=True).click()
    page.locator("[data-tool=lock]").click()
    expect(page.locator("#pin")).to_be_visible()
    expect(page.get_by_role("button", name=BY_FINGER)).to_have_count(0)

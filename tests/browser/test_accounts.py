"""Passkeys with a device that Chromium plays, and the warning before a session ends."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from .conftest import PASSWORD

Open = Callable[..., Page]
WHO = "seongsan2-02"


def play_a_device(page: Page) -> None:
    """A device with a finger print that is always there."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def leave(page: Page) -> None:
    page.locator("summary.menu-button").click()
    page.get_by_role("button", name="나가기", exact=True).click()
    page.wait_for_url("**/sign-in")


def test_a_passkey_is_added_used_alone_used_as_second_factor_and_removed(open_as: Open) -> None:
    page = open_as(WHO)
    play_a_device(page)
    page.goto("/account/passkeys/new")
    page.get_by_label("이름").fill("내 노트북")
    page.get_by_role("button", name="등록").click()
    page.wait_for_url("**/account/codes")
    expect(page.locator(".code-list code")).to_have_count(10)

    leave(page)
    page.get_by_role("button", name="패스키로 로그인").click()
    page.wait_for_url("**/")
    expect(page.locator(".menu-name").first).to_be_attached()

    leave(page)
    page.fill("#id_username", WHO)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url("**/sign-in/second")
    page.get_by_role("button", name="패스키로 확인").click()
    page.wait_for_url("**/")

    page.goto("/account/")
    field = page.get_by_label("패스키 이름")
    expect(field).to_have_value("내 노트북")
    field.fill("집 노트북")
    page.get_by_role("button", name="이름 바꾸기").click()
    expect(page.get_by_label("패스키 이름")).to_have_value("집 노트북")
    page.get_by_role("button", name="집 노트북 지우기").click()
    expect(page.get_by_label("패스키 이름")).to_have_count(0)


def test_before_the_session_ends_one_press_goes_on_and_nothing_is_lost(open_as: Open) -> None:
    page = open_as("seongsan2-03")
    page.clock.install()
    page.goto("/activities/new")
    memo = page.locator("textarea").first
    memo.fill("가로등이 꺼져 있음")
    # Typing counted as work: the page tells the server instead of warning.
    warning = page.get_by_role("alertdialog")
    with page.expect_response("**/account/stay"):
        page.clock.fast_forward("14:05")
    expect(warning).to_be_hidden()
    # The server is asked how long is left; here it says what it would say after fourteen minutes.
    page.route("**/account/left", lambda route: route.fulfill(json={"seconds": 30}))
    # Until its answer has set the next look, a clock that jumps would jump over it.
    page.wait_for_function("document.querySelector('dialog[data-idle]').dataset.looksAt")
    page.clock.fast_forward("14:05")
    expect(warning).to_be_visible()
    expect(page.get_by_role("button", name="계속하기")).to_be_focused()
    page.keyboard.press("Enter")
    expect(warning).to_be_hidden()
    expect(memo).to_have_value("가로등이 꺼져 있음")

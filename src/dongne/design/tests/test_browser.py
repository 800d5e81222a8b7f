"""What `app.js` and `map.js` promise to people, in a real browser."""

from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from dongne.design.tests import urls

pytestmark = pytest.mark.browser

AXE = settings.ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
SCREENS = [(320, "m"), (320, "xxl.contrast"), (768, "m.contrast"), (1280, "m"), (1280, "xxl")]


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "보도블록.jpg"
    Image.effect_noise((600, 400), 90).convert("RGB").save(path, quality=95)
    return path


@pytest.mark.parametrize(("width", "screen"), SCREENS)
def test_the_style_page_holds_at_every_size(
    chromium: Browser, site: str, width: int, screen: str
) -> None:
    # Axe is brought in from outside, which the page's own policy would refuse.
    context = chromium.new_context(
        locale="ko-KR", viewport={"width": width, "height": 900}, bypass_csp=True
    )
    page = context.new_page()
    page.goto(f"{site}/guide/?screen={screen}")
    page.add_script_tag(path=AXE)
    # What a bar covers can be scrolled free, which axe does not try.
    page.add_style_tag(content=".bottom, .actions-stick { position: static !important }")
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", rules)
    wrong = [
        (v["id"], [n["target"] for n in v["nodes"]])
        for v in found["violations"]
        if v["impact"] in ("serious", "critical")
    ]
    assert wrong == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_a_second_press_sends_nothing(page: Page) -> None:
    page.goto("/send/")
    page.get_by_label("메모").fill("한 번만")
    page.get_by_role("button", name="저장").dblclick()
    expect(page.get_by_role("heading", name="잘 받았습니다")).to_be_visible()
    assert len(urls.received) == 1


def test_text_that_was_not_sent_is_offered_again(page: Page) -> None:
    page.goto("/send/")
    page.get_by_label("메모").fill("아직 보내지 않은 글")
    page.wait_for_timeout(500)
    page.on("dialog", lambda question: question.accept())
    page.reload()
    page.get_by_role("button", name="되살리기").click()
    expect(page.get_by_label("메모")).to_have_value("아직 보내지 않은 글")


def test_what_arrived_is_not_offered_again(page: Page) -> None:
    page.goto("/send/")
    page.get_by_label("메모").fill("보낸 글")
    page.get_by_role("button", name="저장").click()
    expect(page.get_by_role("heading", name="잘 받았습니다")).to_be_visible()
    page.goto("/send/")
    expect(page.get_by_role("button", name="되살리기")).to_have_count(0)


def test_photos_are_shown_taken_back_and_sent_with_progress(page: Page, photo: Path) -> None:
    page.goto("/send/")
    page.get_by_label("메모").fill("사진 두 장")
    other = photo.with_name("다른 사진.jpg")
    other.write_bytes(photo.read_bytes() + b" ")
    chooser = page.locator("input[type=file]")
    chooser.set_input_files(photo)
    chooser.set_input_files(other)
    expect(page.locator(".drop-item img")).to_have_count(2)
    page.get_by_role("button", name=f"빼기: {photo.name}").click()
    expect(page.locator(".drop-item img")).to_have_count(1)
    page.get_by_role("button", name="저장").click()
    expect(page.locator("progress")).to_be_visible()
    expect(page.get_by_role("heading", name="잘 받았습니다")).to_be_visible()
    assert page.url.endswith("/done/")
    assert urls.received == [{"memo": "사진 두 장", "photos": [other.name]}]


def test_a_refused_upload_keeps_what_was_typed(page: Page, photo: Path) -> None:
    page.goto("/send/")
    page.get_by_label("메모").fill("too-large, 하지만 긴 글")
    page.locator("input[type=file]").set_input_files(photo)
    page.get_by_role("button", name="저장").click()
    expect(page.get_by_role("alert")).to_contain_text("파일이 너무 큽니다")
    expect(page.get_by_label("메모")).to_have_value("too-large, 하지만 긴 글")


def test_a_mistake_beside_a_photo_is_shown_in_place(page: Page, photo: Path) -> None:
    page.goto("/send/")
    page.locator("form[data-progress]").evaluate("form => form.noValidate = true")
    page.locator("input[type=file]").set_input_files(photo)
    page.get_by_role("button", name="저장").click()
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    summary.get_by_role("link").click()
    expect(page.get_by_label("메모")).to_be_focused()


def test_keys_work_outside_of_typing_only(page: Page) -> None:
    page.goto("/send/")
    page.get_by_label("메모").press("d")
    assert page.url.endswith("/send/")
    page.get_by_role("heading", name="보내기").click()
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="둘")).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("다음 화면")
    page.get_by_label("단축키 쓰기").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("d")
    assert page.url.endswith("/send/")


def test_screen_settings_apply_at_once_and_stay(page: Page) -> None:
    page.goto("/send/")
    page.locator(".top summary").click()
    page.get_by_label("가장 크게").check()
    page.get_by_label("선명한 화면").check()
    expect(page.locator("html.size-xxl.contrast")).to_have_count(1)
    page.goto("/done/")
    expect(page.locator("html.size-xxl.contrast")).to_have_count(1)


def test_screen_settings_work_without_javascript(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="ko-KR")
    page = context.new_page()
    page.goto(f"{site}/done/")
    page.locator(".top summary").click()
    page.locator("input[value=xl]").check(force=True)
    page.get_by_role("button", name="적용").click()
    assert page.url == f"{site}/done/"
    expect(page.locator("html")).to_have_class("size-xl")
    context.close()


def test_a_place_is_chosen_by_hand_by_keys_and_by_text(page: Page) -> None:
    page.goto("/maps/")
    page.locator(".map-label-dong").wait_for(timeout=30_000)
    page.locator(".map-canvas").click(position={"x": 200, "y": 170})
    by_hand = page.get_by_label("경도").input_value()
    assert float(by_hand) == pytest.approx(126.85, abs=0.02)
    pin = page.get_by_role("button", name="핀:")
    pin.focus()
    page.keyboard.press("ArrowRight")
    assert float(page.get_by_label("경도").input_value()) > float(by_hand)
    page.get_by_label("위도").fill("37.5229")
    page.get_by_label("경도").fill("126.8561")
    page.get_by_label("경도").blur()
    expect(page.locator(".map-status")).to_have_text("고른 곳: 신정4동 12통")

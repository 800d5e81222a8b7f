"""A day from the street to the roll-up: three by page, two by a device, five more in the month."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from PIL import Image
from playwright.sync_api import Page, expect

from dongne.lib.ids import new_id
from dongne.lib.seoul import SEOUL, Month, iso_seoul

OFFICER, COLLEAGUE, STRANGER = "sinjeong4-05", "sinjeong4-06", "seongsan2-01"


def a_photo() -> bytes:
    """A sideways JPEG with the camera's time and place."""
    image = Image.new("RGB", (640, 480), "#7a8b6f")
    exif = image.getexif()
    exif[0x0112] = 6
    gps = exif.get_ifd(0x8825)
    gps.update({1: "N", 2: (37.0, 31.0, 22.4), 3: "E", 4: (126.0, 51.0, 22.0)})
    exif[0x8825] = gps
    body = io.BytesIO()
    image.save(body, "JPEG", exif=exif)
    return body.getvalue()


def record_by_page(page: Page, memo: str, *, photo: bool = False) -> None:
    page.goto("/activities/new")
    if photo:
        page.set_input_files(
            "input[name=photos_during]",
            {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": a_photo()},
        )
    page.fill("textarea[name=memo]", memo)
    page.get_by_role("radio", name="생활민원청취").tap()
    page.get_by_role("radio", name="안전", exact=True).tap()
    page.get_by_role("button", name="저장", exact=True).tap()
    expect(page.get_by_text(memo).first).to_be_visible()


def total(call: Any, month: Month) -> int:
    return int(call("GET", f"/rollups/{month}?dong=sinjeong4")["total"])


def test_five_more(open_as: Callable[..., Page], call_as: Callable[[str], Any]) -> None:
    now = datetime.now(SEOUL)
    month = Month.of(now.date())
    lead_calls = call_as("sinjeong4-lead")
    before = total(lead_calls, month)

    # Given an officer with a phone, who records three things by touch
    phone = open_as(OFFICER, width=320, touch=True)
    memos = [f"난간 흔들림 {n}번째 {new_id()}" for n in (1, 2, 3)]
    for memo in memos:
        record_by_page(phone, memo, photo=memo == memos[0])

    # and whose device sends two more
    calls = call_as(OFFICER)
    sent = calls(
        "POST",
        "/field/sync",
        {
            "device": "browser-test",
            "records": [
                {
                    "id": str(new_id()),
                    "kind": "other",
                    "field": "environment",
                    "happened_at": iso_seoul(now - timedelta(seconds=5)),
                    "memo": "화단 정리",
                }
                for _ in range(2)
            ],
        },
    )["results"]
    assert [answer["status"] for answer in sent] == ["created", "created"]
    assert total(lead_calls, month) == before

    # When the day's report is made with one button and submitted
    report = calls("POST", "/reports", {"date": now.date().isoformat()})["id"]
    phone.goto(f"/reports/{report}")
    for memo in memos:
        expect(phone.get_by_text(memo).first).to_be_visible()
    phone.goto(f"/reports/{report}/submit")
    phone.get_by_role("button", name="올리기").last.tap()
    expect(phone.get_by_text("결재 중").first).to_be_visible()
    assert total(lead_calls, month) == before

    # then the lead returns it with the keyboard alone, and the officer reads why
    lead = open_as("sinjeong4-lead")
    lead.goto(f"/inbox?report={report}")
    lead.keyboard.press("r")
    lead.keyboard.type("사진 설명을 덧붙여 주세요")
    lead.keyboard.press("Tab")
    lead.keyboard.press("Enter")
    expect(lead.get_by_text("반려했습니다").first).to_be_visible()
    phone.goto("/")
    expect(phone.get_by_text("사진 설명을 덧붙여 주세요").first).to_be_visible()
    assert total(lead_calls, month) == before

    # and after it was submitted again, lead and head sign with one key each
    phone.goto(f"/reports/{report}/submit")
    phone.get_by_role("button", name="올리기").last.tap()
    expect(phone.get_by_text("결재 중").first).to_be_visible()
    lead.goto(f"/inbox?report={report}")
    lead.keyboard.press("a")
    expect(lead.get_by_text("검토했습니다").first).to_be_visible()
    assert total(lead_calls, month) == before
    head = open_as("sinjeong4-head")
    head.goto(f"/inbox?report={report}")
    head.keyboard.press("a")
    expect(head.get_by_text("결재했습니다").first).to_be_visible()

    # and the month has grown by five, on the page too
    assert total(lead_calls, month) == before + 5
    lead.goto(f"/months/{month}")
    expect(lead.locator("tfoot").first).to_contain_text(str(before + 5))

    # while an officer of another dong finds none of it
    stranger = open_as(STRANGER)
    activity = sent[0]["id"]
    for path in (
        f"/reports/{report}",
        f"/reports/{report}.pdf",
        f"/reports/{report}/edit",
        f"/reports/{report}/submit",
        f"/reports/{report}/return",
        f"/activities/{activity}",
        f"/activities/{activity}/edit",
        f"/activities/{activity}/history",
        f"/months/{month}?dong=sinjeong4",
        "/zones/?dong=sinjeong4",
    ):
        answer = stranger.goto(path)
        assert answer is not None
        assert answer.status == 404, path

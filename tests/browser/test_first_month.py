"""The lead's way from an empty database to the shared month, with the office's untidy files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dongne.lib.seoul import SEOUL, Month
from dongne.outreach.exchange.public import ImportKind
from tests.untidy.dirt import DIRT
from tests.untidy.draft import Draft, draft, write

from .conftest import program

SECRET = "nine-herons-under-a-bridge"
DIRTY = (
    "titles_above", "heads_spelled_otherwise", "teams_merged", "stray_spaces", "full_width_digits",
    "wrong_subtotals", "a_wrong_total", "notes_below", "running_numbers", "telephone_numbers",
    "tongs_in_many_spellings", "days_in_five_spellings", "a_slip_in_a_name",
)  # fmt: skip


@pytest.fixture(scope="module")
def empty(chromium: str) -> Iterator[tuple[str, Path]]:
    """The program as it is on a Monday: nobody there, no demonstration."""
    with program({"DONGNE_DEMO": "0"}) as found:
        yield found


def a_page(browser: Browser, address: str, width: int = 1280) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        locale="ko-KR",
        timezone_id="Asia/Seoul",
        base_url=address,
    )
    page = context.new_page()
    page.set_default_timeout(30_000)
    return page


def untidy(kind: ImportKind) -> Draft:
    made = draft(kind, 7)
    for name in DIRTY:
        DIRT[name](made)
    return made


def set_up(page: Page, data: Path) -> None:
    """The first three steps: the code that the start printed, the place, the lead."""
    printed = data / "setup_code"
    while not printed.exists():
        page.wait_for_timeout(100)
    page.goto(f"/setup?code={printed.read_text().strip()}")
    page.fill("input[name=city]", "한빛시")
    page.fill("input[name=district]", "마루구")
    page.fill("input[name=dong]", "가온동")
    page.get_by_role("button", name="다음").click()
    page.fill("input[name=name]", "윤미르")
    page.fill("input[name=username]", "gaon-lead")
    page.fill("input[name=password]", SECRET)
    page.fill("input[name=again]", SECRET)
    page.get_by_role("button", name="시작하기").click()
    page.wait_for_url(re.compile(r"/(\?.*)?$"))


def bring_in(page: Page, made: Draft) -> None:
    """Send the file, follow what is suggested, apply."""
    name, body = write(made)
    page.goto("/office/imports")
    page.set_input_files(
        "input[type=file]",
        {"name": name, "mimeType": "application/octet-stream", "buffer": body},
    )
    page.select_option("select[name=kind]", made.kind.value)
    page.get_by_role("button", name="파일 올리기").click()
    page.wait_for_url(re.compile(r"/office/imports/[0-9a-f-]+"))
    while (suggestion := page.locator("button[name=use]")).count():
        suggestion.first.click()
        page.wait_for_load_state()
    # Whatever has no suggestion is typed or left out; here nothing of that kind is in the file.
    expect(page.get_by_role("heading", name="확인이 필요한 줄")).to_have_count(0)
    page.get_by_role("button", name="적용", exact=True).click()
    expect(page.get_by_role("button", name="되돌리기")).to_be_visible()


def account_of(page: Page, browser: Browser, address: str, name: str) -> Page:
    """The lead hands out a sign-in link; whoever gets it sets a password and is in."""
    page.goto(f"/office/accounts?q={name}")
    page.get_by_role("link", name=re.compile(name)).first.click()
    page.get_by_role("button", name="로그인 링크 만들기").click()
    link = page.locator("#slip-url").inner_text()
    theirs = a_page(browser, address, 320)
    theirs.goto(link)
    theirs.fill("input[name=password]", SECRET)
    theirs.fill("input[name=again]", SECRET)
    theirs.get_by_role("button", name="비밀번호 정하고 시작").click()
    theirs.wait_for_url(re.compile(r"/(\?.*)?$"))
    return theirs


def test_from_an_empty_database_to_the_shared_month(
    browser: Browser, empty: tuple[str, Path]
) -> None:
    address, data = empty
    month = Month.of(datetime.now(SEOUL).date())
    lead = a_page(browser, address)
    set_up(lead, data)

    # Given the office's own files, as they are
    for kind in (
        ImportKind.OFFICERS,
        ImportKind.TONGS,
        ImportKind.CHARGES,
        ImportKind.DUTIES,
        ImportKind.MONTHS,
    ):
        bring_in(lead, untidy(kind))
    lead.goto("/office/people")
    for name in ("한가람", "서한결", "유단비"):
        expect(lead.get_by_text(name).first).to_be_visible()
    lead.goto("/months/2026-09")
    expect(lead.get_by_role("heading", name="파일에서 옮긴 건수")).to_be_visible()

    # when forms and line have been looked over, and an officer records and reports
    for page in ("/office/forms", "/office/lines", "/zones/"):
        answer = lead.goto(page)
        assert answer
        assert answer.ok, page
    officer = account_of(lead, browser, address, "박시내")
    officer.goto("/activities/new")
    officer.fill("textarea[name=memo]", "골목 보안등이 꺼져 있음")
    officer.get_by_role("radio", name="생활민원청취").check()
    officer.get_by_role("radio", name="안전", exact=True).check()
    officer.get_by_role("button", name="저장", exact=True).click()
    expect(officer.get_by_text("골목 보안등이 꺼져 있음").first).to_be_visible()
    officer.goto("/")
    officer.get_by_role("button", name="보고서 만들기").first.click()
    officer.wait_for_url(re.compile(r"/reports/[0-9a-f-]{36}"))
    report = re.search(r"/reports/[0-9a-f-]{36}", officer.url)
    assert report
    officer.goto(f"{report[0]}/submit")
    officer.get_by_role("button", name="올리기").last.click()
    expect(officer.get_by_text("결재 중").first).to_be_visible()

    # then lead and head sign it with one key each
    head = account_of(lead, browser, address, "한가람")
    for signer, told in ((lead, "검토했습니다"), (head, "결재했습니다")):
        signer.goto(f"/inbox?report={report[0].removeprefix('/reports/')}")
        signer.keyboard.press("a")
        expect(signer.get_by_text(told).first).to_be_visible()

    # and the month is shared with one activity counted
    lead.goto(f"/months/{month}/share")
    expect(lead.get_by_text("모두 1건을 공유합니다.")).to_be_visible()
    lead.get_by_role("button", name="공유하기").click()
    lead.wait_for_url(re.compile(rf"/months/{month}"))
    expect(lead.get_by_text("공유했습니다").first).to_be_visible()

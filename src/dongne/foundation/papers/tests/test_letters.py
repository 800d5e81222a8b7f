"""Letters: the recipient, and nothing else, is seen through the window of the envelope."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from django.utils import timezone
from pypdf import PdfReader

from dongne.foundation.papers.public import (
    Area,
    Envelope,
    Letter,
    bare_area,
    envelope_fault,
    render_letters,
    seen_area,
    window_overflow,
)

NOW = timezone.now()
MM = 72 / 25.4
USUAL = Envelope()
LETTER = Letter(
    number="20261122-001",
    name="김보람 귀하",
    address="서울특별시 양천구 오목로 105, 101동 1203호 (신정동, 무지개아파트)",
    postcode="08007",
    title="동네를 맡은 주무관이 인사드립니다",
    parts=["생활하시며 불편한 점이 있으면 언제든지 알려 주세요."],
    sender=["신정4동주민센터", "서울특별시 양천구 신정로 200", "전화 02-2600-0000"],
    office="신정4동주민센터",
    dated="2026. 11. 22.",
    signed="신정4동장",
)
LONG = replace(
    LETTER,
    number="20261122-002",
    name="독고황보제갈남궁선우사공서문동방을지새로나길한별빛가람이 귀하",
    address="경기도 포천시 소흘읍 호국로 1234번길 56-78, 행복마을 무지개아파트 제1단지 상가동 "
    "지하 1층 102호 (이동교리, 소흘행복종합사회복지관 별관)",
    postcode="11187",
)
OLD = replace(LETTER, number="20261122-003", name="ᄒᆞᆫᄆᆞᅀᆞᆷ 귀하", parts=["나랏말ᄊᆞ미"] * 80)
OTHERS = [
    USUAL,
    Envelope(width=225, height=110, left=100, top=40, window_width=95, window_height=45),
    Envelope(width=235, height=114, left=40, top=46, window_width=110, window_height=50),
]


class Word(NamedTuple):
    """A word on a page, its box in millimetres from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def within(self, area: Area) -> bool:
        right, bottom = area.left + area.width, area.top + area.height
        return (
            area.left <= self.left
            and self.right <= right
            and area.top <= self.top
            and self.bottom <= bottom
        )

    def touches(self, area: Area) -> bool:
        right, bottom = area.left + area.width, area.top + area.height
        return (
            self.left < right
            and self.right > area.left
            and self.top < bottom
            and self.bottom > area.top
        )


def words_of(pdf: bytes, folder: Path) -> list[list[Word]]:
    """The words of each page, as poppler sees them."""
    (folder / "letters.pdf").write_bytes(pdf)
    told = subprocess.run(
        ["pdftotext", "-bbox", str(folder / "letters.pdf"), "-"], capture_output=True, check=True
    ).stdout.decode()

    def read(page: str) -> Iterator[Word]:
        found = re.findall(
            r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<', page
        )
        for left, top, right, bottom, text in found:
            yield Word(text, *(round(float(n) / MM, 2) for n in (left, top, right, bottom)))

    return [list(read(page)) for page in told.split("<page ")[1:]]


@pytest.mark.parametrize("envelope", OTHERS)
@pytest.mark.parametrize("letter", [LETTER, LONG, OLD])
def test_the_recipient_alone_is_seen_wherever_the_sheet_slides(
    letter: Letter, envelope: Envelope, tmp_path: Path
) -> None:
    assert not envelope_fault(envelope)
    assert not window_overflow([letter], envelope=envelope)
    pdf = render_letters([letter], envelope=envelope, title="오늘의 편지", now=NOW)
    first = words_of(pdf, tmp_path)[0]
    seen = [word for word in first if word.touches(bare_area(envelope))]
    told = "".join(word.text for word in seen).replace("\u200b", "")
    assert letter.postcode in told
    for part in (letter.address, letter.name):
        # Old letters come back from the file in other parts than they went in.
        if letter is not OLD or part is letter.address:
            assert "".join(part.split()) in told
    assert [word for word in seen if not word.within(seen_area(envelope))] == []


def test_what_is_too_long_for_the_window_is_named() -> None:
    endless = replace(LETTER, number="20261122-004", address="아주 긴 주소 " * 80)
    assert window_overflow([LETTER, endless, LONG], envelope=USUAL) == {"20261122-004"}


def test_every_letter_counts_its_own_pages_and_bears_its_number() -> None:
    pdf = render_letters([LETTER, OLD, LONG], envelope=USUAL, title="편지", now=NOW)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    told = [
        (letter.number, count.group())
        for page in pages
        for letter in (LETTER, OLD, LONG)
        if letter.number in page and (count := re.search(r"\d / \d", page))
    ]
    assert told[0] == (LETTER.number, "1 / 1")
    assert told[-1] == (LONG.number, "1 / 1")
    of_old = [count for number, count in told if number == OLD.number]
    assert of_old == [f"{n + 1} / {len(of_old)}" for n in range(len(of_old))]
    assert len(of_old) > 1


@pytest.mark.parametrize(
    ("envelope", "fault"),
    [
        (replace(USUAL, width=200), "too_small"),
        (replace(USUAL, left=150), "window_outside"),
        (replace(USUAL, top=30), "window_high"),
        (replace(USUAL, height=120, top=70), "window_low"),
        (replace(USUAL, window_height=20), "window_small"),
    ],
)
def test_an_envelope_that_cannot_work_is_told_apart(envelope: Envelope, fault: str) -> None:
    assert envelope_fault(envelope) == fault

"""위임장 to print: large, the number boxes empty, what to bring below it.

Registration numbers are filled in by hand and stand nowhere in the program (개인정보 보호법
제24조의2).
"""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from PIL import Image, ImageDraw

from dongne.foundation.papers.public import (
    Column,
    Document,
    Facts,
    Item,
    Items,
    Picture,
    Pictures,
    Table,
    Text,
)

from .words import day_words_with_year, stamp_words

EMPTY = "\u200b"
"""Filled in by hand."""
GAP = "\u3000" * 4
"""Wide spaces, which no renderer draws together."""
SIGNATURE = "signature.jpg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """As it is printed; what is empty is filled in by hand."""

    name: str = ""
    birth_date: str = ""
    phone: str = ""
    address: str = ""


def letter_paper(
    *,
    number: str,
    office: str,
    principal: Party,
    proxy: Party,
    services: Sequence[tuple[str, int]],
    purpose: str,
    valid_until: date,
    may_receive: bool,
    single_use: bool,
    signed_at: datetime | None = None,
    signature: str = "",
) -> Document:
    """`services`: name and copies. `signature`: strokes drawn on a screen, or nothing."""
    entrusted = _("신청과 받기") if may_receive else _("신청")
    files, signed = {}, []
    if signature:
        files[SIGNATURE] = drawn(signature)
        when = stamp_words(signed_at) if signed_at else ""
        picture = Picture(file=SIGNATURE, caption=when, alt=_("화면에 쓴 위임자의 서명"))
        signed = [Pictures(rows=[[picture]], heading=_("위임자의 서명"))]
    return Document(
        name=_("위임장 %(number)s") % {"number": number},
        title=_("위임장"),
        subtitle=_("위임장 번호 %(number)s") % {"number": number},
        office=office,
        large=True,
        files=files,
        blocks=[
            _party(_("맡기는 사람 (위임자)"), principal),
            _party(_("맡은 사람 (대리인)"), proxy),
            Table(
                heading=_("맡기는 일"),
                columns=[
                    Column(label=_("서류"), width=5, strong=True),
                    Column(label=_("부수"), width=1, align="center"),
                ],
                rows=[(name, str(copies)) for name, copies in services],
            ),
            Facts(
                rows=[
                    (_("맡기는 범위"), entrusted),
                    (_("쓰임새"), purpose or EMPTY),
                    (_("언제까지"), day_words_with_year(valid_until)),
                    (_("쓰는 횟수"), _("한 번") if single_use else _("기한까지 여러 번")),
                ],
            ),
            Text(
                text=_(
                    "위임자는 위의 민원을 대리인에게 맡깁니다. 이 위임은 언제든지 거둘 수 있고, "
                    "쓸 때마다 위임자에게 알립니다. 빈칸은 손으로 적습니다."
                )
            ),
            *signed,
            *(
                []
                if signature
                else [
                    Facts(
                        rows=[
                            (
                                _("쓴 날"),
                                EMPTY
                                + GAP
                                + GAP.join(
                                    [_("년"), pgettext("date", "월"), pgettext("date", "일")]
                                ),
                            ),
                            (_("위임자 서명"), EMPTY + GAP * 3 + _("(서명 또는 인)")),
                        ]
                    )
                ]
            ),
            Items(
                heading=_("받으러 갈 때 가져갈 것"),
                items=[
                    Item(text=_("위임자가 직접 서명한 이 위임장")),
                    Item(text=_("위임자의 신분증 사본(보여만 주고 도로 가져갑니다)")),
                    Item(text=_("대리인의 신분증")),
                ],
            ),
        ],
        footer=[_("다른 사람의 서명이나 도장을 쓰면 처벌받을 수 있습니다(형법 제231조, 제234조).")],
    )


def _party(heading: str, party: Party) -> Facts:
    return Facts(
        heading=heading,
        rows=[
            (_("이름"), party.name or EMPTY),
            (_("생년월일"), party.birth_date or EMPTY),
            (_("전화번호"), party.phone or EMPTY),
            (_("주민등록번호"), EMPTY),
            (_("주소"), party.address or EMPTY),
        ],
    )


def drawn(signature: str, width: int = 600, height: int = 200) -> bytes:
    """The strokes as a JPEG, black on white."""
    picture = Image.new("L", (width, height), 255)
    pen = ImageDraw.Draw(picture)
    for line in json.loads(signature):
        points = [(x * width, y * height) for x, y in line]
        if len(points) > 1:
            pen.line(points, fill=0, width=4, joint="curve")
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=85)
    return file.getvalue()


def _day() -> list[str]:
    """What follows each gap for the hand."""
    return [_("년"), pgettext("date", "월"), pgettext("date", "일")]

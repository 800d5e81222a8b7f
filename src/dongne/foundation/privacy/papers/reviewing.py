"""A month's review, and the log as a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dongne.foundation.papers.public import Column, Document, Facts, Table

from ..models import Finding, Review
from ..presenters.findings import sentence
from ..presenters.log import LogRow
from ..words import FINDINGS
from .moments import moment


def review_document(row: Review, findings: Sequence[Finding], people: Sequence[Any]) -> Document:
    """접속기록 점검 결과: who reviewed what, how much, what was found."""
    title = _("개인정보 접속기록 점검 결과")
    month = date_format(row.month, _("Y년 n월"))
    return Document(
        name=f"{title} {row.dong.name} {row.month:%Y-%m}",
        title=title,
        subtitle=f"{row.dong.label} · {month}",
        office=row.dong.label,
        blocks=[
            Facts(
                rows=[
                    (_("점검한 사람"), row.signed_by.name),
                    (_("서명한 때"), moment(row.signed_at)),
                    (_("접속기록"), _("%(n)d건") % {"n": row.openings}),
                    (_("열람한 직원"), _("%(n)d명") % {"n": row.people}),
                    (_("살펴본 열람"), _("%(n)d건") % {"n": row.findings}),
                    (_("위반"), _("%(n)d건") % {"n": row.breaches}),
                    (_("기록의 사슬"), _("온전함") if row.chain_holds else _("끊어진 곳이 있음")),
                    (_("의견"), row.note),
                ]
            ),
            Table(
                heading=_("살펴본 열람과 판단"),
                columns=[
                    Column(label=_("내용"), width=4),
                    Column(label=_("판단"), width=1),
                    Column(label=_("까닭"), width=3),
                ],
                rows=[(sentence(one), str(FINDINGS[one.state]), one.reason) for one in findings],
                empty=_("살펴볼 열람이 없었습니다."),
            ),
            Table(
                heading=_("직원별 열람"),
                columns=[
                    Column(label=_("직원"), width=2, strong=True),
                    Column(label=_("열람"), number=True),
                    Column(label=_("사람"), number=True),
                ],
                rows=[(one["actor_name"], one["openings"], one["people"]) for one in people],
                empty=_("열람이 없었습니다."),
            ),
        ],
    )


def log_document(rows: Sequence[LogRow], *, narrowed: str, reason: str) -> Document:
    """The log as a list to work with."""
    title = _("개인정보 접속기록")
    return Document(
        name=title,
        title=title,
        head=[(_("조건"), narrowed or _("전체")), (_("내보낸 까닭"), reason)],
        landscape=True,
        separate_sheets=True,
        blocks=[
            Table(
                columns=[
                    Column(label=_("언제"), width=1.5),
                    Column(label=_("누가"), width=1),
                    Column(label=_("어디서"), width=1.2),
                    Column(label=_("누구의 것을"), width=1),
                    Column(label=_("무엇을 했나"), width=1),
                    Column(label=_("항목"), width=2),
                    Column(label=_("목적"), width=2),
                    Column(label=_("동"), width=1),
                ],
                rows=[
                    (
                        moment(row.at),
                        row.who,
                        row.where,
                        row.whose,
                        row.deed,
                        row.columns,
                        row.purpose,
                        row.dong,
                    )
                    for row in rows
                ],
                empty=_("접속기록이 없습니다."),
                in_csv=True,
            )
        ],
    )

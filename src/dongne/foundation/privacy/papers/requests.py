"""What we hold of a person, and what was decided about their request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from dongne.foundation.openings.public import DEEDS, Deed, purpose_in_words
from dongne.foundation.papers.public import Column, Document, Facts, Item, Items, Table, Text
from dongne.foundation.residents.public import Opened

from ..models import SubjectRequest
from ..presenters.log import column_word
from ..queries.requests import HeldOfPerson
from ..services.requests import number_of
from ..words import GROUNDS, OUTCOMES, PROOFS, REMEDY, REQUEST_LAWS, REQUESTS
from .moments import day, moment


def held_document(
    row: SubjectRequest,
    opened: Opened,
    held: HeldOfPerson,
    keep: tuple[str, str],
    teams: Mapping[int, str],
) -> Document:
    """개인정보 열람 자료 (시행령 제41조제1항): what, why, how long, to whom, and who looked.

    `keep` is the time of keeping and its basis; `teams` the team of an officer by key: whose hand
    it was is told by office, not by name.
    """
    title = _("개인정보 열람 자료")
    things = [
        Items(
            heading=heading,
            items=[Item(text=one.text, note=moment(one.at) if one.at else "") for one in of_a_kind],
        )
        for heading, of_a_kind in held.things
    ]
    looked = [
        (
            moment(one.at),
            teams.get(one.officer_id or 0, _("프로그램")),
            str(DEEDS[Deed(one.deed)]),
            purpose_in_words(one.purpose),
        )
        for one in held.openings
    ]
    blocks: list[Any] = [
        Facts(
            heading=_("요구"),
            rows=[
                (_("번호"), number_of(row)),
                (_("요구한 것"), f"{REQUESTS[row.kind]} ({REQUEST_LAWS[row.kind]})"),
                (_("받은 날"), day(localtime(row.received_at).date())),
                (_("신원 확인"), str(PROOFS.get(row.proof, ""))),
            ],
        ),
        Facts(
            heading=_("1. 개인정보의 항목과 내용"),
            rows=[(column_word(name), value) for name, value in opened.values.items()]
            + [
                (column_word(name), _("열쇠가 없어 읽을 수 없습니다."))
                for name in opened.unreadable
            ],
        ),
        Text(
            heading=_("2. 수집·이용 목적"),
            text=_(
                "주민 상담과 방문, 민원 처리, 서류·물품 전달, 안부 확인과 "
                "복지 안내를 위하여 처리합니다."
            ),
        ),
        Facts(
            heading=_("3. 보유·이용 기간"),
            rows=[
                (_("보유기간"), keep[0]),
                (_("근거"), keep[1]),
                (_("끝나는 날"), day(opened.person.keep_until) or _("아직 정해지지 않음")),
            ],
        ),
        *things,
        Table(
            heading=_("4. 밖으로 보낸 것(메시지·내보내기)"),
            columns=[Column(label=_("언제")), Column(label=_("무엇을 보냈나"), width=2)],
            rows=[
                (
                    moment(one.at),
                    f"{DEEDS[Deed(one.deed)]}: "
                    + ", ".join(column_word(name) for name in one.columns),
                )
                for one in held.sent
            ],
            empty=_("보낸 것이 없습니다. 제3자에게 제공한 것도 없습니다."),
        ),
        Table(
            heading=_("5. 누가 열람했나"),
            columns=[
                Column(label=_("언제"), width=1.4),
                Column(label=_("어느 부서"), width=1.4),
                Column(label=_("무엇을 했나"), width=1),
                Column(label=_("목적"), width=2),
            ],
            rows=looked,
            empty=_("열람한 기록이 없습니다."),
        ),
    ]
    if held.more_openings:
        blocks.append(
            Text(text=_("이 밖에 더 오래된 열람이 %(n)d번 있습니다.") % {"n": held.more_openings})
        )
    blocks.append(Text(heading=_("이의를 제기하려면"), text=str(REMEDY)))
    return Document(
        name=f"{title} {number_of(row)}",
        title=title,
        subtitle=f"{row.dong.district.label} {row.dong.label}",
        office=row.dong.label,
        blocks=blocks,
    )


def decision_document(row: SubjectRequest) -> Document:
    """결정 통지서: outcome, ground and remedy, to be handed over or posted."""
    title = _("개인정보 %(kind)s 결정 통지서") % {"kind": REQUESTS[row.kind]}
    blocks: list[Any] = [
        Facts(
            rows=[
                (_("번호"), number_of(row)),
                (_("받은 날"), day(localtime(row.received_at).date())),
                (
                    _("결정한 날"),
                    day(localtime(row.answered_at).date() if row.answered_at else None),
                ),
                (_("결정"), str(OUTCOMES.get(row.outcome, ""))),
            ]
        ),
        Text(heading=_("답변"), text=row.answer.reveal() if row.answer else ""),
    ]
    if row.ground:
        blocks.append(Text(heading=_("들어주지 않는 근거"), text=str(GROUNDS[row.ground][1])))
        blocks.append(Text(heading=_("이의를 제기하려면"), text=str(REMEDY)))
    return Document(
        name=f"{title} {number_of(row)}",
        title=title,
        subtitle=f"{row.dong.district.label} {row.dong.label}",
        office=row.dong.label,
        blocks=blocks,
        footer=[
            _("위와 같이 알려 드립니다."),
            day(localtime(row.answered_at).date() if row.answered_at else None),
            _("%(dong)s장") % {"dong": row.dong.label},
        ],
    )

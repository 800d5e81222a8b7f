"""Applications and letters as papers: receipt slips, the form, the letter of attorney."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dongne.foundation.papers.public import Block, Column, Document, Facts, Table, Text
from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import seoul_day

from .models import Application, Letter
from .presenters.staff.application import title_of
from .presenters.staff.times import day_text, moment
from .presenters.staff.words import channel_name, letter_services, service_name, won
from .queries.ground import items_of
from .words import CIRCLES, IDENTITIES

RECEIPT, FORM = "receipt", "form"
PAPERS = (RECEIPT, FORM)


def paper_of(
    viewer: Viewer, applications: Sequence[Application], paper: str, *, now: datetime
) -> Document:
    """One paper for all of them. Names are masked: the office knows them, a printer's tray not."""
    title = _("민원 접수증") if paper == RECEIPT else _("민원 신청서")
    office = applications[0].dong.name if applications else ""
    blocks: list[Block] = []
    for one in applications:
        blocks += _receipt(one) if paper == RECEIPT else _form(one)
    return Document(
        name=f"{title}-{seoul_day(now)}",
        title=title,
        office=office,
        head=[(_("민원실"), office), (_("인쇄"), moment(now))],
        blocks=blocks,
        footer=[
            _("처리 상황은 신청번호와 비밀 낱말로 누리집에서, 또는 전화로 확인할 수 있습니다."),
            f"{office} · {viewer.name}",
        ],
    )


def _receipt(application: Application) -> list[Block]:
    items = items_of(application)
    told = [
        (_("신청번호"), application.number),
        (_("민원"), title_of(items)),
        (_("도착"), moment(application.arrived_at)),
        (_("접수"), moment(application.accepted_at) or "-"),
        (_("처리기한"), moment(application.due_at) or _("정해진 기한 없음")),
        (_("받는 길"), channel_name(application.receive)),
        (_("수수료"), won(application.fee) if application.fee else _("없음")),
        (_("맡은 사람"), application.officer.name if application.officer else "-"),
    ]
    return [Facts(rows=told, heading=application.number)]


def _form(application: Application) -> list[Block]:
    items = items_of(application)
    person = application.principal
    applicant = application.applicant
    return [
        Facts(
            heading=_("신청 %(number)s") % {"number": application.number},
            rows=[
                (_("누구의 서류"), str(person.name) if person and person.name else "-"),
                (_("신청한 사람"), str(applicant.name) if applicant and applicant.name else "-"),
                (_("관계"), str(CIRCLES[application.circle])),
                (_("본인 확인"), str(IDENTITIES.get(application.identity_seen, "-"))),
                (_("신청한 길"), channel_name(application.channel)),
                (_("받는 길"), channel_name(application.receive)),
                (_("도착"), moment(application.arrived_at)),
                (_("접수"), moment(application.accepted_at) or "-"),
            ],
        ),
        Table(
            columns=[
                Column(label=_("민원"), width=3.0, strong=True),
                Column(label=_("부수"), align="center", number=True),
                Column(label=_("쓰임새"), width=2.0),
                Column(label=_("수수료"), align="right"),
                Column(label=_("처리기한"), width=1.6),
            ],
            rows=[
                (
                    service_name(one.edition, one.service),
                    one.copies,
                    one.purpose or "-",
                    won(one.fee) if one.fee else _("없음"),
                    moment(one.due_at) or "-",
                )
                for one in items
            ],
            total=(_("합계"), sum(one.copies for one in items), "", won(application.fee), ""),
        ),
        Facts(rows=[(_("신청한 사람 서명"), "                              ")]),
    ]


def letter_paper(
    letter: Letter, *, names: tuple[str, str], births: tuple[str, str], now: datetime
) -> Document:
    """위임장 to sign by hand. The boxes of the numbers are empty: they are filled in with a pen,
    and no program ever knows them. The first block is what is blacked out of a scan."""
    empty = "                              "
    return Document(
        name=f"{_('위임장')}-{letter.number}",
        title=_("위임장"),
        office=letter.dong.name,
        head=[(_("위임장 번호"), letter.number), (_("만든 때"), moment(letter.made_at))],
        blocks=[
            Facts(
                heading=_("주민등록번호 (손으로 적습니다)"),
                rows=[(_("위임하는 사람"), empty), (_("위임받는 사람"), empty)],
            ),
            Facts(
                heading=_("위임하는 사람"),
                rows=[(_("이름"), names[0] or empty), (_("생년월일"), births[0] or empty)],
            ),
            Facts(
                heading=_("위임받는 사람"),
                rows=[(_("이름"), names[1] or empty), (_("생년월일"), births[1] or empty)],
            ),
            Table(
                heading=_("위임하는 일"),
                columns=[
                    Column(label=_("민원"), width=3.0, strong=True),
                    Column(label=_("부수"), align="center", number=True),
                ],
                rows=letter_services(letter),
            ),
            Facts(
                rows=[
                    (_("쓰임새"), letter.purpose or "-"),
                    (_("언제까지"), day_text(letter.valid_until)),
                    (_("서류를 대신 받기"), _("예") if letter.may_receive else _("아니요")),
                    (
                        _("쓸 수 있는 횟수"),
                        ngettext("%(n)d번", "%(n)d번", 1) % {"n": 1}
                        if letter.single_use
                        else _("기한까지 여러 번"),
                    ),
                ]
            ),
            Text(
                text=_(
                    "위의 일을 위임합니다. 위임하는 사람의 신분증 사본과 위임받는 사람의 신분증을 "
                    "함께 냅니다. 다른 사람의 이름으로 위임장을 만들면 처벌받을 수 있습니다."
                )
            ),
            Facts(rows=[(_("날짜"), empty), (_("위임하는 사람 서명"), empty)]),
        ],
        footer=[_("위임한 사람은 이 위임장이 쓰일 때마다 알림을 받고, 언제든 거둘 수 있습니다.")],
    )

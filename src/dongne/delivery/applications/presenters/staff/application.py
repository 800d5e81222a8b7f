"""The page of one application in words: what comes next, the two stamps, services and clocks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from dongne.foundation.calendar.public import OfficeCalendar
from dongne.foundation.deadlines.public import Deadline, limit_words

from ...models import Application, Item
from ...queries.page import Page
from ...states import ApplicationState, ItemState, Made, Match, PaymentMeans, PaymentState
from ...words import (
    CIRCLES,
    IDENTITIES,
    ITEM_STATES,
    MADE,
    MEANS,
    PAYMENT_STATES,
    STATE_LOOKS,
    STATES,
)
from .choices import OF_ITEMS, Choice, choice, item_why_not
from .times import day_text, days_left, moment, working_left
from .words import channel_icon, channel_name, groups_words, lacks_words, service_name, won

ITEM_TONES = {
    ItemState.PENDING: ("info", "clock"),
    ItemState.ISSUED: ("success", "check"),
    ItemState.REFUSED: ("danger", "x"),
}


def title_of(items: list[Item]) -> str:
    if not items:
        return _("신청")
    first = service_name(items[0].edition, items[0].service)
    if more := len(items) - 1:
        return _("%(first)s 외 %(n)d가지") % {"first": first, "n": more}
    return first


def head(page: Page) -> dict[str, Any]:
    application = page.application
    tone, icon = STATE_LOOKS[application.state]
    badges = [(str(STATES[application.state]), tone, icon)]
    if application.fee and not application.settled:
        badges.append((_("수수료 미납"), "warning", "coins"))
    if application.made == Made.ELSEWHERE:
        badges.append((str(MADE[application.made]), "neutral", "external"))
    return {
        "title": title_of(page.items),
        "eyebrow": _("신청 %(number)s") % {"number": application.number},
        "badges": badges,
    }


def steps(application: Application) -> dict[str, Any]:
    """How far it is, of five."""
    labels = [
        pgettext("step", "도착"), pgettext("step", "접수"), pgettext("step", "발급"),
        pgettext("step", "받을 곳에 있음"), pgettext("step", "전달"),
    ]  # fmt: skip
    current = {
        ApplicationState.SUBMITTED: 1,
        ApplicationState.ACCEPTED: 2,
        ApplicationState.SUPPLEMENT: 2,
        ApplicationState.ISSUED: 3,
        ApplicationState.READY: 4,
    }.get(ApplicationState(application.state), 5)
    return {"labels": labels, "current": current}


def coming(page: Page, calendar: OfficeCalendar, *, now: datetime) -> dict[str, Any]:
    """Where it stands, what comes next, until when."""
    application = page.application
    state = ApplicationState(application.state)
    due, tone = "", ""
    match state:
        case ApplicationState.SUBMITTED:
            letter = application.letter
            if letter is not None and letter.checked_at is None:
                title = _("먼저 위임장과 신분증을 확인해 주세요")
                text = _(
                    "대리 신청은 서명한 위임장, 위임한 사람의 신분증 사본, 대리인의 신분증을 "
                    "본 뒤 접수합니다."
                )
            elif application.match == Match.WAITS:
                title = _("누구의 서류인지 먼저 확인해 주세요")
                text = _(
                    "다른 사람이 대신 적어 보낸 신청입니다. 주민 명단의 누구인지 확인해야 "
                    "열람·발급 제한이 빠짐없이 미칩니다."
                )
            else:
                title = _("접수해 주세요")
                text = _(
                    "접수하면 처리기한이 시작됩니다. 빠진 것이 있어도 먼저 접수하고 보완을 "
                    "요구합니다."
                )
            if application.accept_by:
                due, tone = working_left(calendar, application.accept_by, now=now)
                due = _("접수 기한 %(at)s · %(left)s") % {
                    "at": moment(application.accept_by),
                    "left": due,
                }
        case ApplicationState.ACCEPTED:
            left = sum(one.state == ItemState.PENDING for one in page.items)
            title = ngettext("%(n)d가지를 처리해 주세요", "%(n)d가지를 처리해 주세요", left) % {
                "n": left
            }
            text = _(
                "하나씩 발급하거나, 까닭과 할 수 있는 일을 적어 거부합니다. 모두 정하면 "
                "다음으로 넘어갑니다."
            )
            if application.due_at:
                words, tone = days_left(application.due_at, now=now)
                due = _("처리기한 %(at)s · %(left)s") % {
                    "at": moment(application.due_at),
                    "left": words,
                }
        case ApplicationState.SUPPLEMENT:
            waits = page.open_supplement
            title = _("보완을 기다립니다")
            text = _("처리기한은 멈춰 있습니다. 보완을 받으면 여기에 적어 주세요.")
            if waits is not None:
                due = _("%(day)s까지") % {"day": day_text(waits.until)}
        case ApplicationState.ISSUED:
            title, text = _issued(application)
        case ApplicationState.READY:
            title, text = _("찾아가기를 기다립니다"), _("받을 사람에게 알렸습니다.")
        case ApplicationState.REFUSED:
            title, text = _("거부했습니다"), _("까닭과 할 수 있는 일을 글로 알렸습니다.")
        case ApplicationState.WITHDRAWN:
            title, text = _("취하한 신청입니다"), application.reason
        case ApplicationState.UNCOLLECTED:
            title, text = _("찾아가지 않아 파기했습니다"), ""
        case _:
            title, text = _("끝난 신청입니다"), ""
    return {
        "state": str(STATES[state]),
        "title": title,
        "text": text,
        "due": due,
        "tone": tone,
        "closed": state in (ApplicationState.CLOSED, ApplicationState.WITHDRAWN),
    }


def _issued(application: Application) -> tuple[str, str]:
    """What comes next differs with the way in which it is received."""
    match application.receive:
        case "counter":
            return (
                _("창구에서 전달해 주세요"),
                _("신분증을 보고 전달합니다. 나중에 찾으러 오시면 봉투에 넣어 보관합니다."),
            )
        case "kiosk":
            return (
                _("KIOSK로 서류를 보내 주세요"),
                _("아래에서 서류 파일(PDF)을 보내면 받을 사람에게 인쇄번호가 갑니다."),
            )
        case "online":
            return (
                _("서류 파일을 올려 주세요"),
                _("아래에서 서류 파일(PDF)을 올리면 받을 사람에게 링크가 갑니다."),
            )
    return (
        _("봉함해서 받을 곳으로 보내 주세요"),
        _("받는 길은 ‘%(way)s’입니다. 봉함과 전달은 아래에서 합니다.")
        % {"way": channel_name(application.receive)},
    )


def items(page: Page, *, works: bool, now: datetime) -> list[dict[str, Any]]:
    """Each service with its clock and what can be done with it."""
    return [_item(page, one, works=works, now=now) for one in page.items]


def _item(page: Page, item: Item, *, works: bool, now: datetime) -> dict[str, Any]:
    tone, icon = ITEM_TONES[ItemState(item.state)]
    decided = ""
    if item.issued_at:
        decided = _("%(at)s %(who)s, %(n)d장") % {
            "at": moment(item.issued_at),
            "who": item.decided_by.name if item.decided_by else _("프로그램"),
            "n": item.pages,
        }
    choices: list[Choice] = []
    if works and item.state == ItemState.PENDING:
        choices = [
            choice(page.application, code, item_why_not(page, item, code), item=item.pk)
            for code in ("issue", "refuse", "extend")
            if code in OF_ITEMS and not (code == "extend" and item.deadline is None)
        ]
    return {
        "name": service_name(item.edition, item.service),
        "copies": ngettext("%(n)d부", "%(n)d부", item.copies) % {"n": item.copies},
        "purpose": item.purpose,
        "state": str(ITEM_STATES[item.state]),
        "tone": tone,
        "icon": icon,
        "clock": clock_words(item, page.deadlines, now=now),
        "limit": limit_words(item.limit) if item.limit else "",
        "fee": won(item.fee) if item.fee else "",
        "decided": decided,
        "number": item.document_number,
        "reason": item.reason,
        "remedy": item.remedy,
        "choices": choices,
    }


def clock_words(
    item: Item, deadlines: Mapping[Any, Deadline], *, now: datetime
) -> tuple[str, str, str]:
    """The statutory clock of one service: words, tone, icon."""
    row = deadlines.get(item.deadline) if item.deadline else None
    if item.state != ItemState.PENDING:
        return "", "", ""
    if row is None:
        if item.limit:
            return _("접수하면 %(limit)s") % {"limit": limit_words(item.limit)}, "quiet", "clock"
        return _("정해진 기한 없음"), "quiet", "clock"
    if row.stands or item.due_at is None:
        return _("멈춰 있음(보완)"), "quiet", "pause"
    words, tone = days_left(item.due_at, now=now)
    return f"{moment(item.due_at)} · {words}", tone, "alert" if tone == "danger" else "clock"


def stamps(application: Application) -> list[tuple[str, str]]:
    """Arrival and acceptance are two stamps; what else has its moment follows."""
    told = [(_("도착"), moment(application.arrived_at))]
    told.append((_("접수"), moment(application.accepted_at) or _("아직 아님")))
    for label, at in (
        (_("발급"), application.issued_at),
        (_("받을 곳에 놓음"), application.ready_at),
        (_("전달"), application.handed_at),
        (_("안내한 때(손에 쥘 때)"), application.promised_at),
    ):
        if at:
            told.append((label, moment(at)))
    return told


def facts(page: Page, *, site: str) -> list[tuple[str, str]]:
    application = page.application
    receive = channel_name(application.receive)
    told = [
        (_("신청한 길"), channel_name(application.channel)),
        (_("받는 길"), f"{receive} · {site}" if site else receive),
        (_("누구의 서류"), str(CIRCLES[application.circle])),
        (_("본인 확인"), str(IDENTITIES.get(application.identity_seen, _("아직 아님")))),
        (_("맡은 사람"), application.officer.name if application.officer else _("없음")),
        (_("맡은 팀"), application.team.name if application.team else _("행정팀")),
    ]
    if application.entered_by:
        told.append((_("적은 사람"), application.entered_by.name))
    if application.outside_number:
        told.append((_("신청한 곳의 번호"), application.outside_number))
    if application.groups:
        told.append((_("수수료 면제 대상"), groups_words(application.groups)))
    if application.lacks:
        told.append((_("도움이 필요한 점"), lacks_words(application.lacks)))
    if application.language != "ko":
        told.append((_("알리는 말"), application.language))
    return told


def receive_icon(application: Application) -> str:
    return channel_icon(application.receive)


def fee(page: Page) -> dict[str, Any]:
    application = page.application
    if not application.fee:
        words, tone, icon = _("낼 수수료가 없습니다"), "neutral", "check"
    elif application.settled:
        words, tone, icon = _("%(sum)s 정산함") % {"sum": won(application.fee)}, "success", "check"
    else:
        words, tone, icon = (
            _("%(sum)s 받아야 함") % {"sum": won(application.fee)},
            "warning",
            "coins",
        )
    return {
        "words": words,
        "tone": tone,
        "icon": icon,
        "rows": [
            {
                "at": moment(one.at),
                "sum": won(one.amount),
                "means": str(MEANS[one.means]),
                "state": str(PAYMENT_STATES[one.state]),
                "tone": "danger" if one.state == PaymentState.FAILED else "neutral",
                "who": one.officer.name if one.officer else "",
                "reason": " · ".join(
                    text
                    for text in (groups_words([one.exemption] if one.exemption else []), one.reason)
                    if text
                ),
                "key": str(one.pk),
                "back": one.state == PaymentState.PAID
                and one.amount > 0
                and one.means != PaymentMeans.EXEMPT,
            }
            for one in page.payments
        ],
    }


def letter(page: Page) -> dict[str, Any] | None:
    found = page.application.letter
    if found is None:
        return None
    return {
        "number": found.number,
        "url": reverse("letter", args=[found.pk]),
        "valid": day_text(found.valid_until),
        "checked": _("%(at)s %(who)s 확인")
        % {
            "at": moment(found.checked_at),
            "who": found.checked_by.name if found.checked_by else "",
        }
        if found.checked_at
        else "",
        "uses": len(page.uses),
    }


def supplements(page: Page) -> list[dict[str, Any]]:
    return [
        {
            "asked": one.asked,
            "at": moment(one.asked_at),
            "who": one.asked_by.name if one.asked_by else "",
            "until": day_text(one.until),
            "put_off": one.times_put_off,
            "supplied": one.supplied,
            "supplied_at": moment(one.supplied_at),
        }
        for one in page.supplements
    ]


def linked(page: Page) -> list[dict[str, str]]:
    return [
        {
            "url": reverse("application", args=[one.pk]),
            "words": f"{one.number} · {STATES[one.state]} · {moment(one.arrived_at)}",
        }
        for one in page.others
    ]


def printed_at(now: datetime) -> str:
    return moment(localtime(now))

"""The page of one case in words: head, steps, time-limits, people, pictures, what is read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from dongne.foundation.asides.public import shown
from dongne.outreach.categories.public import Words

from ..models import Case
from ..queries.page import CasePage
from ..rules import Standing, Step, next_step
from ..services.ground import is_welfare
from ..states import CaseState, HandoverKind, HandoverState, Outcome
from ..words import (
    CHANNELS,
    STATE_LOOKS,
    WAITING,
)
from .chain import giver, holder_name, taker
from .choices import Can, asked_of
from .linked import state_words, title_of
from .times import ago, day_text, left, moment


def head(case: Case, words: Words | None, *, now: datetime) -> dict[str, Any]:
    tone, icon = STATE_LOOKS[case.state]
    badges: list[tuple[Any, str, str]] = [(state_words(case), tone, icon)]
    if case.urgent:
        badges.append((_("급함"), "danger", "alert"))
    if case.is_open and case.due_at and case.due_at <= now:
        badges.append((_("기한 지남"), "danger", "clock"))
    if case.restricted:
        badges.append((_("복지 · 담당만 봄"), "neutral", "lock"))
    if case.times_reopened:
        said = ngettext("%(n)d번 다시 열림", "%(n)d번 다시 열림", case.times_reopened)
        badges.append((said % {"n": case.times_reopened}, "warning", "refresh"))
    name = words.name() if words else case.category
    place = case.dong.numbered(case.tong.number) if case.tong else ""
    return {
        "title": title_of(case),
        "eyebrow": " · ".join(
            filter(None, [case.number, name, f"{case.dong.label} {place}".strip()])
        ),
        "badges": badges,
    }


def standing_of(page: CasePage) -> Standing:
    """As the rules look at it; from what the page has read already."""
    case = page.case
    untold = [one for one in page.reporters if one.told_at is None]
    return Standing(
        state=case.state,
        outcome=case.outcome,
        held=case.holder_officer_id is not None,
        zone_first=not is_welfare(case),
        zone_told=case.zone_told_at is not None,
        untold=sum(one.reachable for one in untold),
        unreachable=sum(not one.reachable for one in untold),
    )


def steps(case: Case, standing: Standing) -> dict[str, Any]:
    """The way of a case in words, and where it stands (from 1)."""
    labels = [pgettext("case", "접수"), _("담당"), _("처리"), _("완료")]
    if standing.zone_first:
        labels.append(_("구역에 알림"))
    labels += [_("주민에 알림"), _("종결")]
    zone = 1 if standing.zone_first else 0
    current = {
        Step.TAKE: 1,
        Step.CONCLUDE: 2 if case.state == CaseState.ASSIGNED else 3,
        Step.INFORM_ZONE: 5,
        Step.TELL_RESIDENT: 5 + zone,
        Step.CLOSE: 6 + zone,
        # Past the last one: all of them have their tick.
        Step.NONE: 7 + zone,
    }[next_step(standing)]
    return {"labels": labels, "current": current}


def coming(page: CasePage, standing: Standing, *, now: datetime) -> dict[str, Any]:
    """The next thing in a sentence, and who does it."""
    case = page.case
    step = next_step(standing)
    who = holder_name(case)
    waiting = next((one for one in page.pending if one.to_team_id), None)
    title, text = {
        Step.TAKE: (
            _("아직 맡은 사람이 없습니다"),
            _("맡을 사람이 ‘맡기’를 누르거나 팀장이 담당을 정합니다."),
        ),
        Step.CONCLUDE: (
            _("%(who)s 담당이 처리할 차례입니다") % {"who": who},
            _("마치면 한 일과 결과를 적습니다. 그다음 구역 담당자, 주민의 차례로 알립니다."),
        ),
        Step.INFORM_ZONE: (
            _("구역 담당자에게 먼저 알릴 차례입니다"),
            _("주민보다 구역 담당자 %(who)s 주무관이 먼저 알아야 합니다.")
            % {"who": case.zone_officer.name if case.zone_officer else ""},
        ),
        Step.TELL_RESIDENT: (
            ngettext(
                "주민 %(n)d명에게 결과를 알릴 차례입니다",
                "주민 %(n)d명에게 결과를 알릴 차례입니다",
                standing.untold,
            )
            % {"n": standing.untold},
            _("처리한 사람이 직접 알립니다. 알린 뒤에 종결할 수 있습니다."),
        ),
        Step.CLOSE: (_("모두 알렸습니다. 종결할 수 있습니다"), ""),
        Step.NONE: (_("끝난 건입니다"), closing_words(case)),
    }[step]
    if waiting is not None:
        name = waiting.to_team.label if waiting.to_team else ""
        title = _("%(who)s의 답을 기다립니다") % {"who": name}
        text = _("받거나 까닭과 함께 돌려보낼 때까지 지금 담당이 그대로입니다.")
    elif case.state == CaseState.WAITING:
        title = _("기다리는 중입니다: %(what)s") % {"what": WAITING.get(case.waiting_for, "")}
        if case.waiting_until:
            text = _("%(day)s에 다시 알려 드립니다.") % {"day": day_text(case.waiting_until)}
    return {
        "state": _("다음에 할 일") if step is not Step.NONE else _("종결"),
        "title": title,
        "text": text,
        "closed": step is Step.NONE,
        "due": due_line(case, now=now),
    }


def notices(page: CasePage, can: Can, *, now: datetime) -> list[dict[str, Any]]:
    """What must be seen before anything else is done."""
    case, found = page.case, []
    asked = asked_of(page, can)
    if asked is not None:
        wants = asked.kind == HandoverKind.REQUEST
        title = (
            _("%(who)s에서 이 건을 넘겨 달라고 합니다") if wants else _("%(who)s에서 보낸 건입니다")
        ) % {"who": taker(asked) if wants else giver(asked)}
        due = ""
        if asked.due_at:
            due = _("답할 때: %(at)s (%(left)s)") % {
                "at": moment(asked.due_at),
                "left": left(asked.due_at, now=now)[0],
            }
        text = " ".join(filter(None, [asked.reason, due]))
        found.append({"tone": "warning", "title": title, "text": text})
    back = page.handovers[-1] if page.handovers else None
    if case.is_open and back is not None and back.state == HandoverState.RETURNED:
        text = back.returned_reason
        if back.responsible:
            text += " " + _("맡을 곳: %(who)s") % {"who": back.responsible}
        title = _("%(who)s에서 돌려보냈습니다") % {"who": taker(back)}
        found.append({"tone": "danger", "title": title, "text": text})
    if case.reopen_asked_at:
        answers = [one.answer for one in page.reporters if one.solved is False and one.answer]
        found.append(
            {
                "tone": "warning",
                "title": _("주민이 다시 살펴 달라고 했습니다"),
                "text": " / ".join(answers),
            }
        )
    if page.again and case.is_open:
        counts = {"n": page.times_told, "answered": page.times_answered}
        said = _("같은 사람이 같은 종류로 %(n)d번 알렸고, %(answered)d번 답했습니다")
        found.append(
            {
                "tone": "info",
                "title": said % counts,
                "text": _(
                    "세 번 이상 되풀이되고 두 번 이상 답했다면 그 뒤로는 종결할 수 있습니다"
                    "(민원 처리에 관한 법률 제23조). 저절로 종결하지 않으니 앞 건부터 보세요."
                ),
            }
        )
    return found


def due_line(case: Case, *, now: datetime) -> str:
    """The binding time-limit in a few words: on a phone the rest is far below."""
    if case.due_at is None or case.done_at or not case.is_open:
        return ""
    words, _tone = left(case.due_at, now=now)
    return _("기한 %(at)s · %(left)s") % {"at": moment(case.due_at), "left": words}


def closing_words(case: Case) -> str:
    at = moment(case.closed_at)
    said = _("%(at)s에 종결했습니다.") % {"at": at} if at else ""
    if case.outcome == Outcome.NOT_OURS and case.responsible:
        said += " " + _("맡을 곳: %(who)s.") % {"who": case.responsible}
    return said.strip()


def dues(case: Case, *, now: datetime) -> list[dict[str, Any]]:
    """Statute, own target, what was promised: each with the time left."""
    rows = []
    for label, at, counts in (
        (_("법정 처리기한"), case.statutory_due_at, True),
        (_("우리 목표"), case.target_at, True),
        (_("처음에 약속한 때"), case.promised_at, False),
    ):
        if at is None:
            continue
        words, tone = left(at, now=now)
        ended = case.done_at or case.closed_at
        if ended is not None:
            words = _("기한 안에 마침") if ended <= at else _("기한을 넘겨 마침")
            tone = "" if ended <= at else "late"
        elif not counts:
            tone = ""
        rows.append(
            {
                "label": label,
                "words": words,
                "tone": tone,
                "at": moment(at),
                "iso": localtime(at).isoformat(timespec="minutes"),
            }
        )
    return rows


def due_note(case: Case) -> str:
    """That the promise differs from what holds now."""
    if case.promised_at and case.due_at and case.promised_at != case.due_at and case.is_open:
        return _(
            "분류나 공휴일이 바뀌어 기한을 다시 계산했습니다. 주민에게 약속한 때는 %(at)s입니다."
        ) % {"at": moment(case.promised_at)}
    return ""


def facts(page: CasePage, *, now: datetime) -> list[dict[str, Any]]:
    case = page.case
    zone = case.zone_officer.name if case.zone_officer else _("구역 담당 없음")
    told = _("%(at)s에 알림") % {"at": moment(case.zone_told_at)} if case.zone_told_at else ""
    place = " ".join(
        filter(
            None,
            [case.dong.numbered(case.tong.number) if case.tong else "", case.address],
        )
    )
    rows: list[dict[str, Any]] = [
        {"label": _("담당"), "value": holder_name(case), "icon": "user"},
        {
            "label": _("구역 담당"),
            "value": " · ".join(filter(None, [zone, told])),
            "icon": "footprints",
        },
        {"label": _("어디"), "value": place, "icon": "pin"},
        {
            "label": pgettext("case", "접수"),
            "value": f"{moment(case.received_at)} · {CHANNELS[case.channel]}",
            "icon": "inbox",
        },
        {"label": _("마지막 움직임"), "value": ago(case.moved_at, now=now), "icon": "history"},
    ]
    if case.measure:
        rows.append({"label": _("조치 내용"), "value": case.measure, "icon": "wrench"})
    if case.responsible:
        rows.append({"label": _("맡을 곳"), "value": case.responsible, "icon": "landmark"})
    if case.remedy:
        rows.append({"label": _("다른 방법"), "value": case.remedy, "icon": "help"})
    return rows


def said(page: CasePage, words: Words | None) -> dict[str, Any]:
    case = page.case
    return {
        "text": case.text or _("글 없이 사진만 왔습니다."),
        "note": f"{moment(case.received_at)} · {CHANNELS[case.channel]}",
        "answers": answers(case, words),
        "numbers": [shown(one) for one in page.numbers],
    }


def answers(case: Case, words: Words | None) -> list[dict[str, Any]]:
    """Questions of the category with what was answered; answers to questions of another edition
    under their code."""
    asked = {one.code: one for one in words.questions} if words else {}
    rows = []
    for code, value in case.answers.items():
        question = asked.get(code)
        label = question.text() if question else code
        choices = {one.key: one.name() for one in question.choices} if question else {}
        values = value if isinstance(value, list) else [value]
        told = ", ".join(choices.get(str(one), str(one)) for one in values)
        rows.append({"label": label, "value": told})
    return rows

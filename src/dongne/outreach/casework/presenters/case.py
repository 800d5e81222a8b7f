"""The page of one case in words: head, steps, time-limits, people, pictures, what is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dongne.foundation.asides.public import shown
from dongne.foundation.media.public import Photo, Variant, state_sentence
from dongne.foundation.residents.public import Person
from dongne.outreach.categories.public import Words

from ..models import Case, CasePhoto, OutsideEntry, Reporter
from ..queries.page import CasePage
from ..rules import Standing, Step, next_step
from ..services.ground import is_welfare
from ..states import CaseState, HandoverKind, HandoverState, Outcome, PhotoRole, ReporterRole, Told
from ..words import (
    ACTIVITY_ROLES,
    CHANNELS,
    OUTCOMES,
    OUTSIDE_SYSTEMS,
    PHOTO_ROLES,
    REPORTER_ROLES,
    STATE_LOOKS,
    STATES,
    TELLING_MEANS,
    WAITING,
)
from .chain import giver, holder_name, taker
from .choices import Can, asked_of
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
    place = f"{case.tong.number}{case.tong.dong.unit_name}" if case.tong else ""
    return {
        "title": title_of(case),
        "eyebrow": " · ".join(
            filter(None, [case.number, name, f"{case.dong.label} {place}".strip()])
        ),
        "badges": badges,
    }


def title_of(case: Case) -> str:
    return case.title or _("사진으로 알린 것")


def state_words(case: Case) -> str:
    if case.state == CaseState.CLOSED:
        return f"{STATES[case.state]} · {OUTCOMES.get(case.outcome, '')}"
    return str(STATES[case.state])


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
    labels = [_("접수"), _("담당"), _("처리"), _("완료")]
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
        name = waiting.to_team.name if waiting.to_team else ""
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
        said = [one.answer for one in page.reporters if one.solved is False and one.answer]
        found.append(
            {
                "tone": "warning",
                "title": _("주민이 다시 살펴 달라고 했습니다"),
                "text": " / ".join(said),
            }
        )
    if case.repeats_id and case.is_open:
        found.append(
            {
                "tone": "info",
                "title": _("같은 사람이 같은 일로 다시 알린 건입니다"),
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
            [f"{case.tong.number}{case.tong.dong.unit_name}" if case.tong else "", case.address],
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
            "label": _("접수"),
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


def pictures(
    page: CasePage,
) -> tuple[list[tuple[Any, Any]], list[dict[str, Any]]]:
    """Pairs of before and after, side by side, and the other photos."""
    title = title_of(page.case)
    by_role: dict[str, list[dict[str, Any]]] = {}
    for one in page.photos:
        by_role.setdefault(one.role, []).append(picture(one, page.files, title))
    before = by_role.get(PhotoRole.BEFORE, [])
    after = by_role.get(PhotoRole.AFTER, [])
    others = by_role.get(PhotoRole.OTHER, [])
    if not after:
        return [], before + others
    longest = max(len(before), len(after))
    pairs = [
        (before[n] if n < len(before) else None, after[n] if n < len(after) else None)
        for n in range(longest)
    ]
    return pairs, others


def picture(one: CasePhoto, files: Mapping[str, Photo], title: str) -> dict[str, Any]:
    word = str(PHOTO_ROLES[one.role])
    alt = f"{word}: {title}"
    file = files.get(one.sha256)
    if file is None:
        return {"src": "", "alt": _("아직 오지 않은 사진입니다."), "tag": word}
    if sentence := state_sentence(file):
        alt = f"{alt} ({sentence})"
    return {
        "src": reverse("case_photo", args=[one.case_id, one.sha256, Variant.THUMB.value]),
        "href": reverse("case_photo", args=[one.case_id, one.sha256, Variant.FULL.value]),
        "alt": alt,
        "tag": word,
        "width": file.width,
        "height": file.height,
    }


def marker(case: Case) -> dict[str, Any] | None:
    """The point on the map, as GeoJSON."""
    if case.latitude is None or case.longitude is None:
        return None
    point = {"type": "Point", "coordinates": [case.longitude, case.latitude]}
    properties = {"title": title_of(case), "text": case.address}
    feature = {"type": "Feature", "geometry": point, "properties": properties}
    return {"type": "FeatureCollection", "features": [feature]}


LANGUAGES = {
    "ko": "",
    "en": "English",
    "zh": "中文",
    "vi": "Tiếng Việt",
}


def reporter_row(one: Reporter, person: Person | None, *, number: int) -> dict[str, Any]:
    """Masked; what may be opened is added by the page. `person` is None where there is none, or
    none for the viewer: which of the two is not told."""
    name = str(person.name) if person and person.name else ""
    if not name:
        name = _("주민 %(n)d") % {"n": number}
    contacts = ""
    if person:
        kept = (person.phone, person.email)
        contacts = " · ".join(str(value) for value in kept if value)
    lines = []
    if not one.reachable:
        lines.append(_("연락처가 없습니다. 접수번호와 비밀 낱말로만 스스로 찾아봅니다."))
    elif not one.wants:
        lines.append(_("도중 소식은 원하지 않고 결과만 받습니다."))
    if one.agreed_oral:
        lines.append(_("말로 알려도 된다고 동의했습니다."))
    if one.merged_from_id:
        lines.append(_("합친 건에서 온 사람입니다."))
    if one.answered_at:
        lines.append(
            _("%(at)s 해결되었다고 답함") % {"at": moment(one.answered_at)}
            if one.solved
            else _("%(at)s 해결되지 않았다고 답함") % {"at": moment(one.answered_at)}
        )
    if one.told_at:
        told = (_("%(at)s 결과 알림") % {"at": moment(one.told_at)}, "success", "check")
    elif one.reachable:
        told = (_("아직 알리지 않음"), "warning", "clock")
    else:
        told = (_("연락처 없음"), "neutral", "minus")
    return {
        "id": one.pk,
        "name": name,
        "role": str(REPORTER_ROLES[one.role]),
        "contacts": contacts,
        "language": LANGUAGES.get(one.language, one.language),
        "told": told[0],
        "told_tone": told[1],
        "told_icon": told[2],
        "lines": lines,
        "answer": one.answer,
    }


def people_of(page: CasePage) -> dict[str, Any]:
    rows = [
        reporter_row(one, page.persons.get(one.person_id) if one.person_id else None, number=n)
        for n, one in enumerate(page.reporters, 1)
    ]
    return {"rows": rows, "note": people_note(page.reporters)}


def people_note(reporters: Sequence[Reporter]) -> str:
    followers = sum(one.role == ReporterRole.FOLLOWER for one in reporters)
    said = ngettext("주민 %(n)d명", "주민 %(n)d명", len(reporters)) % {"n": len(reporters)}
    if followers:
        said += " · " + _("함께 소식 받는 사람 %(n)d명") % {"n": followers}
    return said


RESIDENT_STATES = {
    CaseState.RECEIVED: gettext_lazy("접수했습니다. 담당자를 정하고 있습니다."),
    CaseState.ASSIGNED: gettext_lazy("담당자를 정했습니다."),
    CaseState.IN_PROGRESS: gettext_lazy("처리하고 있습니다."),
    CaseState.WAITING: gettext_lazy("처리를 잠시 기다리고 있습니다."),
    CaseState.DONE: gettext_lazy("처리를 마쳤습니다. 곧 결과를 알려 드립니다."),
    CaseState.CLOSED: gettext_lazy("끝났습니다."),
}


def resident_reads(page: CasePage) -> dict[str, Any]:
    """What whoever looks it up by number reads: the state, public notes, what was told."""
    case = page.case
    rows = [
        {
            "by": _("주민이 덧붙인 말") if one.reporter_id else _("우리가 적은 경과"),
            "at": moment(one.at),
            "iso": localtime(one.at).isoformat(timespec="minutes"),
            "moment": one.at,
            "text": one.text,
            "badge": "",
        }
        for one in page.notes
        if one.public
    ]
    rows += [
        {
            "by": _("알린 결과"),
            "at": moment(one.at),
            "iso": localtime(one.at).isoformat(timespec="minutes"),
            "moment": one.at,
            "text": one.text,
            "badge": str(TELLING_MEANS[one.means]),
        }
        for one in page.tellings
        if one.who == Told.RESIDENT
    ]
    rows.sort(key=lambda row: row["moment"], reverse=True)
    text = ""
    if case.state == CaseState.CLOSED:
        text = str(OUTCOMES.get(case.outcome, ""))
    elif case.state == CaseState.WAITING and case.waiting_until:
        text = _("%(day)s까지 기다립니다.") % {"day": day_text(case.waiting_until)}
    elif case.is_open and case.promised_at and case.state != CaseState.DONE:
        text = _("%(day)s까지 답해 드립니다.") % {
            "day": day_text(localtime(case.promised_at).date())
        }
    return {"state": str(RESIDENT_STATES[case.state]), "text": text, "said": rows}


def notes(page: CasePage) -> list[dict[str, Any]]:
    """Only those of the office, newest first."""
    return [
        {
            "by": one.actor_name or (one.officer.name if one.officer else _("프로그램")),
            "at": moment(one.at),
            "iso": localtime(one.at).isoformat(timespec="minutes"),
            "text": one.text,
        }
        for one in page.newest
        if not one.public
    ]


def outside(entries: Iterable[OutsideEntry], *, may_end: bool) -> list[dict[str, Any]]:
    rows = []
    for one in entries:
        ended = one.ended_at is not None
        rows.append(
            {
                "system": one.system_name or str(OUTSIDE_SYSTEMS[one.system]),
                "number": one.number,
                "word": _("결과 받음") if ended else _("결과 기다림"),
                "tone": "success" if ended else "warning",
                "icon": "check" if ended else "hourglass",
                "when": _("%(at)s 등록") % {"at": moment(one.registered_at)},
                "result": one.result,
                "end_url": (
                    reverse("case_outside_end", args=[one.case_id, one.pk])
                    if may_end and not ended
                    else ""
                ),
            }
        )
    return rows


def linked(page: CasePage, near: Sequence[Case], *, now: datetime) -> dict[str, Any]:
    """Activities, the larger case and the smaller ones, merged and repeated ones, those near by."""
    case = page.case
    parts = []

    def part(title: str, cases: Iterable[Case | None]) -> None:
        rows = [case_link(one, now=now) for one in cases if one is not None]
        if rows:
            parts.append({"title": title, "rows": rows})

    if page.activities:
        rows = [
            {
                "url": reverse("activity", args=[one.activity_id]),
                "title": one.activity.memo.strip().partition("\n")[0][:60] or _("사진 기록"),
                "note": f"{ACTIVITY_ROLES[one.role]} · {one.activity.officer.name} · "
                f"{day_text(one.activity.day)}",
            }
            for one in page.activities
        ]
        parts.append({"title": _("활동"), "rows": rows})
    part(_("상위 건"), [case.parent])
    part(_("하위 건"), [one for one in page.relatives if one.parent_id == case.pk])
    part(_("여기에 합친 건"), [one for one in page.relatives if one.merged_into_id == case.pk])
    repeats = [one for one in page.relatives if one.repeats_id == case.pk]
    part(_("같은 사람이 같은 일로 알린 건"), [case.repeats, *repeats])
    known = {one.pk for one in page.relatives} | {case.pk, case.parent_id, case.merged_into_id}
    part(_("가까이에 있는 같은 종류"), [one for one in near if one.pk not in known])
    if case.household_id:
        row = {
            "url": reverse("household", args=[case.household_id]),
            "title": _("세대 보기"),
            "note": "",
        }
        parts.append({"title": _("세대"), "rows": [row]})
    return {"any": bool(parts), "parts": parts}


def case_link(one: Case, *, now: datetime) -> dict[str, Any]:
    return {
        "url": reverse("case", args=[one.pk]),
        "title": title_of(one),
        "note": f"{one.number} · {state_words(one)} · {ago(one.received_at, now=now)}",
    }

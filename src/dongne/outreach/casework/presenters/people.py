"""Who reported a case, masked; what they read of it; what the office notes for itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dongne.foundation.residents.public import Person

from ..models import Reporter
from ..queries.page import CasePage
from ..states import CaseState, ReporterRole, Told
from ..words import (
    OUTCOMES,
    REPORTER_ROLES,
    TELLING_MEANS,
)
from .times import day_text, moment

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


RESIDENT_STATES: dict[str, Any] = {
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
    rows: list[dict[str, Any]] = [
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

"""How far a month is, in words: what the pages of the month and the home pages say of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.foundation.audit.public import AuditEntry, Told
from dongne.foundation.scope.public import Role, Viewer
from dongne.lib.seoul import Month

from .presenters import month_text
from .queries import Late, Standing
from .states import MonthStep

LOOKS = {
    MonthStep.OPEN: ("neutral", "pen"),
    MonthStep.SHARED: ("info", "megaphone"),
    MonthStep.CLOSED: ("success", "lock"),
    MonthStep.REOPENED: ("warning", "undo"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The step of a month with the sentence that explains it."""

    step: str
    word: str
    tone: str
    icon: str
    sentence: str
    missing: list[tuple[str, str]]
    """Name and what was missing when the month was shared."""
    late: list[Late]
    may_share: bool
    may_unshare: bool
    may_close: bool
    may_reopen: bool


def step_word(standing: Standing) -> str:
    if standing.late:
        return _("공유 늦음")
    if standing.accepted and standing.step in (MonthStep.SHARED, MonthStep.CLOSED):
        return _("구에서 받음")
    return {
        MonthStep.OPEN: _("공유 전"),
        MonthStep.SHARED: _("공유함"),
        MonthStep.CLOSED: _("마감함"),
        MonthStep.REOPENED: _("다시 열림"),
    }[standing.step]


def badge_of(standing: Standing) -> tuple[str, str, str]:
    tone, icon = ("danger", "alert") if standing.late else LOOKS[standing.step]
    return step_word(standing), tone, icon


def shown(viewer: Viewer, standing: Standing, late: list[Late], *, total: int) -> Shown:
    word, tone, icon = badge_of(standing)
    leads = viewer.dong_id is not None and viewer.runs_outreach
    step = standing.step
    return Shown(
        step=step,
        word=word,
        tone=tone,
        icon=icon,
        sentence=_sentence(standing, total),
        missing=[(one["name"], missing_text(one)) for one in standing.shared.get("missing", [])],
        late=late,
        may_share=leads and step is MonthStep.OPEN,
        may_unshare=leads and step is MonthStep.SHARED and not standing.accepted,
        may_close=leads and step in (MonthStep.SHARED, MonthStep.REOPENED),
        may_reopen=leads and step is MonthStep.CLOSED,
    )


def _sentence(standing: Standing, total: int) -> str:
    row = standing.row
    due = date_format(standing.due, _("n. j.(D)")) if standing.due else ""
    if standing.late:
        return _("%(due)s까지 공유하기로 한 달입니다. 들어온 것만으로 공유해도 됩니다.") % {
            "due": due
        }
    if row is None or standing.step is MonthStep.OPEN:
        return _("%(due)s까지 공유합니다. 그때까지 결재가 끝난 것을 셉니다.") % {"due": due}
    if standing.step is MonthStep.REOPENED and row.reopened_until:
        return _("%(who)s님이 %(until)s까지 다시 열었습니다. 이유: %(reason)s") % {
            "who": row.reopened_by,
            "until": date_format(row.reopened_until, _("n. j.(D)")),
            "reason": row.reopen_reason,
        }
    if standing.step is MonthStep.CLOSED:
        return _("%(who)s님이 %(when)s에 마감했습니다. 그 뒤에 끝난 것은 취합에 들지 않습니다.") % {
            "who": row.closed_by,
            "when": _when(row.closed_at),
        }
    more = total - standing.shared.get("total", total)
    said = _("%(who)s님이 %(when)s에 %(n)d건을 공유했습니다.") % {
        "who": row.shared_by,
        "when": _when(row.shared_at),
        "n": standing.shared.get("total", total),
    }
    if more:
        said += " " + _("그 뒤로 %(more)+d건 달라졌습니다.") % {"more": more}
    return said


def missing_text(one: dict[str, Any]) -> str:
    """What an officer's month lacked when it was shared."""
    parts = [
        word % {"n": one[name]}
        for name, word in (
            ("waiting", _("결재 중 %(n)d건")),
            ("returned", _("반려 %(n)d건")),
            ("drafts", _("작성 중 %(n)d건")),
            ("correcting", _("정정 중 %(n)d건")),
            ("loose", _("보고서에 넣지 않은 활동 %(n)d건")),
        )
        if one.get(name)
    ]
    return ", ".join(parts) or _("기록 없음")


def below_page(rows: list[Any], standings: list[Standing], viewer: Viewer) -> list[dict[str, Any]]:
    """A district's or a city's dongs with the step of each: late ones first."""
    found = [
        {
            "row": row,
            "badge": badge_of(standing),
            "late": standing.late,
            "reason": standing.row.reopen_reason
            if standing.row and standing.step is MonthStep.REOPENED
            else "",
            "may_accept": viewer.has(Role.DISTRICT_DESK)
            and standing.step is not MonthStep.OPEN
            and not standing.accepted,
        }
        for row, standing in zip(rows, standings, strict=True)
    ]
    return sorted(found, key=lambda one: not one["late"])


def told(entry: AuditEntry) -> Told:
    """The steps of a month on the office's page of changes."""
    month = month_text(Month.parse(entry.changes["month"]))
    sentence = {
        "month.shared": _("%(month)s 취합을 공유했습니다"),
        "month.unshared": _("%(month)s 취합의 공유를 거두었습니다"),
        "month.closed": _("%(month)s 취합을 마감했습니다"),
        "month.unclosed": _("%(month)s 취합의 마감을 되돌렸습니다"),
        "month.reopened": _("%(month)s 취합을 다시 열었습니다"),
        "month.accepted": _("%(month)s 취합을 받았습니다"),
        "month.unaccepted": _("%(month)s 취합을 받은 것을 취소했습니다"),
    }[entry.action]
    return Told(sentence=sentence % {"month": month})


def told_due(entry: AuditEntry) -> Told:
    """The setting of the due day, there too."""
    words = {True: _("쉬는 날이면 다음 일하는 날"), False: _("그날 그대로")}
    before, after = entry.changes["moves"]
    return Told(
        sentence=_("공유 마감일을 세는 방법을 정했습니다"),
        changes=((_("공유 마감일"), words[before], words[after]),),
    )


MONTH = gettext_lazy("달 마감")


def _when(moment: Any) -> str:
    return date_format(localtime(moment), _("n. j.(D)")) if moment else ""

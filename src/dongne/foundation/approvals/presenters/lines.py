"""Settings of lines in words: who stands where, and what becomes of one officer's paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.urls import reverse
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import AuditEntry, Told
from dongne.foundation.organisations.public import Away, Officer

from ..models import LineRule
from ..queries import Crew, Plan
from ..states import Way
from ..subjects import PaperKind
from ..words import OPENNESS, SEATS
from .boxes import Box, days_text, planned_boxes, role_word


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """One setting; `usual` ones hold where nothing is set, and can't be removed."""

    whose: str
    way: str
    line: str
    extra: str
    edit_url: str = ""
    remove_url: str = ""


def rule_rows(rules: Iterable[LineRule], crew: Crew, kinds: Iterable[PaperKind]) -> list[RuleRow]:
    names = {kind.slug: kind.name for kind in kinds}
    rows = [
        RuleRow(
            whose=_whose(
                names.get(rule.paper_kind, rule.paper_kind), rule.team.name if rule.team else ""
            ),
            way=way_word(rule.way),
            line=_line(rule, crew),
            extra=_extra(rule),
            edit_url=reverse("line_edit", args=[rule.pk]),
            remove_url=reverse("line_remove", args=[rule.pk]),
        )
        for rule in rules
    ]
    usual = [
        RuleRow(
            whose=_("행정팀 (기본)"),
            way=way_word(""),
            line=_("행정팀장 검토 → 동장 결재"),
            extra="",
        ),
        RuleRow(
            whose=_("다른 팀 (기본)"),
            way=way_word(""),
            line=_("소속 팀장 검토 → 행정팀장 협조 → 동장 결재"),
            extra="",
        ),
    ]
    return [*rows, *usual]


def _whose(kind: str, team: str) -> str:
    return f"{kind or _('모든 문서')} · {team or _('모든 팀')}"


def way_word(way: str) -> str:
    return {
        "": _("종류에 따름"),
        Way.MEMO: _("메모보고"),
        Way.APPROVAL: _("기안결재"),
        Way.OUTSIDE: _("온나라 결재"),
    }[way]


def seat_word(seat: str, crew: Crew) -> str:
    if seat.isdecimal():
        officer = crew.named(int(seat))
        return f"{officer.name} {officer.title}" if officer else _("옮긴 사람")
    return str(dict(SEATS).get(seat, _("동장")))  # type: ignore[call-overload]


def _line(rule: LineRule, crew: Crew) -> str:
    if rule.way == Way.OUTSIDE:
        return _("온나라에서 결재하고 번호를 적음")
    if rule.way == Way.MEMO:
        seat = seat_word(rule.final or "own_lead", crew)
        return _("%(who)s 열람") % {"who": seat}
    parts = [_("%(who)s 검토") % {"who": seat_word(seat, crew)} for seat in rule.reviewers]
    parts += [_("%(who)s 협조") % {"who": seat_word(seat, crew)} for seat in rule.cooperators]
    parts.append(
        _("%(who)s 전결") % {"who": seat_word(rule.final, crew)} if rule.final else _("동장 결재")
    )
    return " → ".join(parts)


def _extra(rule: LineRule) -> str:
    parts = [
        _("협조 의견 필수") if rule.opinion_required else "",
        _("중요한 문서") if rule.important else "",
        str(dict(OPENNESS)[rule.openness]) if rule.openness != "open" else "",  # type: ignore[index]
    ]
    return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    sentence: str
    boxes: list[Box]
    notes: list[str]
    complete: bool


def preview_of(drafter: Officer, plan: Plan, away: Mapping[int, Away]) -> Preview:
    """`최주무 주무관이 올리면: 이행정 팀장 검토 → 김동장 동장 결재.`, and who is away today."""
    parts = [
        f"{step.officer.name} {step.officer.title} "
        + (_("전결") if step.finality else role_word(step.kind))
        for step in plan.steps
    ]
    if plan.way is Way.OUTSIDE:
        parts = [_("온나라에서 결재하고 번호를 적음")]
    who = f"{drafter.name} {drafter.title}"
    notes = []
    for step in plan.steps:
        one = away.get(step.officer.pk)
        if one is None:
            continue
        told = f"{step.officer.name} {step.officer.title}: {one.kind.label} "
        told += days_text(one.starts_on, one.ends_on)
        last = step is plan.steps[-1]
        if last and step.officer.pk != drafter.pk:
            after = (
                _("%(who)s님이 대결합니다.") % {"who": one.deputy_name}
                if one.deputy_id and one.deputy_id != drafter.pk
                else _("대결할 사람이 없어 기다립니다.")
            )
        elif last:
            continue
        else:
            after = _("이 칸은 건너뜁니다.")
        notes.append(f"{told} – {after}")
    return Preview(
        sentence=_("%(who)s님이 올리면: %(line)s") % {"who": who, "line": " → ".join(parts)}
        if parts
        else _("%(who)s님이 올리면 결재할 사람이 없습니다.") % {"who": who},
        boxes=planned_boxes(drafter, plan),
        notes=notes,
        complete=plan.complete,
    )


def told(entry: AuditEntry) -> Told:
    """Changes of settings, for the office's page of changes."""
    changes = cast(dict[str, Any], entry.changes)
    match entry.action:
        case "line.register_styled":
            before, after = changes["style"]
            return Told(
                sentence=_("문서 등록번호의 모양을 바꿨습니다."),
                changes=((_("앞말"), before[0] if before else "", after[0]),),
            )
        case "line.removed":
            return Told(sentence=_("결재선 설정을 지웠습니다."))
    before, after = changes["rule"]
    return Told(
        sentence=_("결재선을 고쳤습니다.") if before else _("결재선을 정했습니다."),
        changes=((_("방법"), way_word(before["way"]) if before else "", way_word(after["way"])),),
    )

"""Settings of a dong: who stands on which line, and how numbers of the register look."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import AuditEntry, record
from dongne.foundation.organisations.public import Team
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused

from ..models import LineRule, RegisterStyle
from ..queries.planning import Crew, crew_of, plan_of
from ..states import Openness, Seat, Way
from .signing import checked_grounds

PREFIX_LENGTH = 30
_KEPT = (
    "way",
    "reviewers",
    "cooperators",
    "final",
    "opinion_required",
    "important",
    "openness",
    "openness_grounds",
)


def refuse_unless_runs(viewer: Viewer) -> int:
    """The dong that the viewer runs; everybody else is told whom to ask."""
    if viewer.dong_id is None or not viewer.runs_outreach:
        raise Forbidden(_("결재선은 행정팀장과 동장만 바꿀 수 있습니다."), code="not_the_lead")
    return viewer.dong_id


def mark_of(rule: LineRule | None) -> str:
    """What a page saw of a rule, short; another mark means that somebody changed it since."""
    return hashlib.sha256(json.dumps(_kept(rule)).encode()).hexdigest()[:16]


def _kept(rule: LineRule | None) -> dict[str, Any] | None:
    return {name: getattr(rule, name) for name in _KEPT} if rule else None


@transaction.atomic
def set_line(
    viewer: Viewer,
    *,
    paper_kind: str,
    team_id: int | None,
    way: str,
    reviewers: Sequence[str],
    cooperators: Sequence[str],
    final: str,
    now: datetime,
    opinion_required: bool = False,
    important: bool = False,
    openness: Openness = Openness.OPEN,
    openness_grounds: Sequence[int] = (),
    seen: str | None = None,
) -> LineRule:
    """Who stands on the line of a kind of paper, of a team; empty means any.

    `seen` is the mark of what the page showed. Refuses a line at whose end nobody decides, and
    places that nobody in the dong holds.
    """
    dong_id = refuse_unless_runs(viewer)
    values = {
        "way": Way(way) if way else "",
        "reviewers": list(dict.fromkeys(reviewers)),
        "cooperators": list(dict.fromkeys(cooperators)),
        "final": "" if final == Seat.HEAD else final,
        "opinion_required": opinion_required,
        "important": important,
        "openness": Openness(openness),
        "openness_grounds": checked_grounds(Openness(openness), openness_grounds),
    }
    if (
        team_id is not None
        and not Team.objects.for_viewer(viewer).filter(pk=team_id, dong_id=dong_id).exists()
    ):
        raise NotHere(_("팀을 찾을 수 없습니다."), code="not_found")
    rule = _rule(viewer, dong_id, paper_kind, team_id)
    if seen is not None and seen != mark_of(rule):
        raise Conflict(
            _("그사이 다른 사람이 이 결재선을 고쳤습니다. 다시 열어 확인해 주세요."),
            code="changed_since",
        )
    before = _kept(rule)
    rule = rule or LineRule(dong_id=dong_id, paper_kind=paper_kind, team_id=team_id)
    for name, value in values.items():
        setattr(rule, name, value)
    refuse_without_approver(rule, crew_of(viewer, dong_id=dong_id))
    _write(viewer, rule, before, now)
    return rule


def _rule(viewer: Viewer, dong_id: int, paper_kind: str, team_id: int | None) -> LineRule | None:
    return (
        LineRule.objects.for_viewer(viewer)
        .select_for_update(of=("self",))
        .filter(_of_team(team_id), dong_id=dong_id, paper_kind=paper_kind)
        .first()
    )


def _of_team(team_id: int | None) -> Q:
    return Q(team=None) if team_id is None else Q(team_id=team_id)


def _write(viewer: Viewer, rule: LineRule, before: Mapping[str, Any] | None, now: datetime) -> None:
    rule.save()
    record(
        viewer,
        action="line.set",
        subject=rule,
        now=now,
        dong_id=rule.dong_id,
        changes={
            "paper_kind": rule.paper_kind,
            "team": rule.team_id,
            "rule": [before, _kept(rule)],
        },
    )


def refuse_without_approver(rule: LineRule, crew: Crew) -> None:
    """Tried for everybody whom the rule is for, so that nobody's paper stays lying."""
    for seat in {*rule.reviewers, *rule.cooperators, rule.final}:
        if seat.isdecimal() and crew.named(int(seat)) is None:
            raise Refused(
                _("이 동에서 일하지 않는 사람이 결재선에 있습니다. 다시 골라 주세요."),
                code="not_in_the_dong",
            )
    for drafter in crew.officers.values():
        if rule.team_id is not None and drafter.team_id != rule.team_id:
            continue
        plan = plan_of(
            rule, crew=crew, drafter=drafter, paper_kind=rule.paper_kind, way=Way.APPROVAL
        )
        if not plan.complete:
            raise Refused(
                _("%(who)s님이 올리면 결재할 사람이 없습니다. 결재할 사람을 정해 주세요.")
                % {"who": f"{drafter.name} {drafter.title}"},
                code="no_approver",
            )


@transaction.atomic
def remove_line(viewer: Viewer, *, rule_id: int, now: datetime) -> LineRule:
    """Back to what holds without this rule."""
    dong_id = refuse_unless_runs(viewer)
    rule = LineRule.objects.for_viewer(viewer).filter(pk=rule_id, dong_id=dong_id).first()
    if rule is None:
        raise NotHere(_("결재선을 찾을 수 없습니다."), code="not_found")
    _remove(viewer, rule, now)
    return rule


def _remove(viewer: Viewer, rule: LineRule, now: datetime) -> None:
    record(
        viewer,
        action="line.removed",
        subject=rule,
        now=now,
        dong_id=rule.dong_id,
        changes={"paper_kind": rule.paper_kind, "team": rule.team_id, "rule": [_kept(rule), None]},
    )
    LineRule.objects.for_viewer(viewer).filter(pk=rule.pk).delete()


def undo_line(viewer: Viewer, entry: AuditEntry, now: datetime) -> None:
    """Of setting or removing a line: what held before holds again."""
    dong_id = refuse_unless_runs(viewer)
    told = cast(dict[str, Any], entry.changes)
    before, after = told["rule"]
    rule = _rule(viewer, dong_id, told["paper_kind"], told["team"])
    if entry.dong_id != dong_id or _kept(rule) != after:
        raise Conflict(
            _("그 뒤에 다시 바뀌어 되돌릴 수 없습니다. 지금 상태를 보고 직접 고쳐 주세요."),
            code="changed_since",
        )
    if before is None:
        assert rule is not None
        _remove(viewer, rule, now)
        return
    kept = _kept(rule)
    rule = rule or LineRule(dong_id=dong_id, paper_kind=told["paper_kind"], team_id=told["team"])
    for name, value in before.items():
        setattr(rule, name, value)
    refuse_without_approver(rule, crew_of(viewer, dong_id=dong_id))
    _write(viewer, rule, kept, now)


@transaction.atomic
def set_register_style(
    viewer: Viewer, *, prefix: str, with_year: bool, now: datetime
) -> RegisterStyle:
    """How the numbers of papers look from now on; those that were given stay as they are."""
    dong_id = refuse_unless_runs(viewer)
    prefix = " ".join(prefix.replace("\x00", "").split())
    if not prefix or len(prefix) > PREFIX_LENGTH:
        raise Refused(
            _("등록번호 앞말은 1자에서 %(n)s자까지 적을 수 있습니다.") % {"n": PREFIX_LENGTH},
            code="prefix_length",
        )
    style = RegisterStyle.objects.for_viewer(viewer).filter(pk=dong_id).first()
    before = [style.prefix, style.with_year] if style else None
    style = style or RegisterStyle(dong_id=dong_id)
    style.prefix, style.with_year = prefix, with_year
    style.save()
    record(
        viewer,
        action="line.register_styled",
        subject=style,
        now=now,
        dong_id=dong_id,
        changes={"style": [before, [prefix, with_year]]},
    )
    return style


def undo_register_style(viewer: Viewer, entry: AuditEntry, now: datetime) -> None:
    dong_id = refuse_unless_runs(viewer)
    before, after = cast(dict[str, Any], entry.changes)["style"]
    style = RegisterStyle.objects.for_viewer(viewer).filter(pk=dong_id).first()
    if style is None or [style.prefix, style.with_year] != after:
        raise Conflict(
            _("그 뒤에 다시 바뀌어 되돌릴 수 없습니다. 지금 상태를 보고 직접 고쳐 주세요."),
            code="changed_since",
        )
    if before is None:
        dong = Dong.objects.for_viewer(viewer).get(pk=dong_id)
        before = [dong.name, True]
    set_register_style(viewer, prefix=before[0], with_year=before[1], now=now)

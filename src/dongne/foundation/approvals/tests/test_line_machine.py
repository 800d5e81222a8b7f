"""Any sequence of sending, signing, leaving and coming back leaves every line right.

Hypothesis walks at random over papers, settings, absences and days. What must hold is said here
from the boxes alone, apart from how the program works it out. `DONGNE_PROVE=1` walks far.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from dongne.foundation.approvals.models import Line, LineRule, Step
from dongne.foundation.approvals.public import (
    Gap,
    LineState,
    Openness,
    StepState,
    Way,
    approve,
    plan_line,
    return_,
    start,
    withdraw,
)
from dongne.foundation.approvals.services import move_all_lines
from dongne.foundation.organisations.events import (
    AbsenceCancelled,
    AbsenceRecorded,
    absence_cancelled,
    absence_recorded,
)
from dongne.foundation.organisations.public import Absence, AbsenceKind, Deputyship, Officer
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.ids import new_id
from dongne.lib.refusals import Refused
from dongne.lib.seoul import seoul_day
from tests.cast import NOW, Cast

from . import letters

FAR = os.environ.get("DONGNE_PROVE") == "1"
EXAMPLES, STEPS = (400, 60) if FAR else (12, 30)
PEOPLE = ("officer", "colleague", "welfare_officer", "welfare_lead", "lead", "head")
KINDS = ("plain", "delegated", "memo", "opinion")

anyone = st.sampled_from(PEOPLE)
whoever = st.sampled_from((None,) * len(PEOPLE) + PEOPLE)
which = st.integers(min_value=0, max_value=10_000)
lengths = st.sampled_from((1, 1, 2, 4, None))


@dataclass
class Gone:
    """An absence as the model knows it."""

    who: int
    deputy: int | None
    first: date
    last: date | None
    row: Absence
    standing: Deputyship | None = None


@dataclass
class Walk:
    papers: list[UUID] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)


class LineMachine(RuleBasedStateMachine):
    cast: Cast
    viewers: dict[str, Viewer]
    officers: dict[str, Officer]

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.now: datetime = NOW
        self.walk = Walk()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @property
    def today(self) -> date:
        return seoul_day(self.now)

    def away(self) -> dict[int, int | None]:
        return {
            one.who: one.deputy
            for one in self.walk.gone
            if one.first <= self.today and (one.last is None or one.last >= self.today)
        }

    def line(self, paper: UUID) -> Line:
        return Line.objects.for_viewer(SYSTEM).filter(subject_id=paper).order_by("-id")[0]

    def steps(self, line: Line) -> list[Step]:
        return list(Step.objects.for_viewer(SYSTEM).filter(line=line).order_by("position"))

    def pick(self, n: int) -> UUID:
        return self.walk.papers[n % len(self.walk.papers)]

    def name_of(self, key: int | None) -> str | None:
        return next((name for name, one in self.officers.items() if one.pk == key), None)

    # What people do.

    @initialize()
    def the_dong_has_settings(self) -> None:
        dong = self.cast.own.dong
        common = {"dong": dong, "team": None}
        LineRule.objects.bulk_create(
            [
                LineRule(
                    paper_kind="delegated",
                    reviewers=["own_lead"],
                    final="administration_lead",
                    important=True,
                    **common,
                ),
                LineRule(paper_kind="memo", way=Way.MEMO, **common),
                LineRule(
                    paper_kind="opinion",
                    reviewers=["own_lead"],
                    cooperators=["administration_lead", str(self.officers["colleague"].pk)],
                    opinion_required=True,
                    **common,
                ),
            ]
        )

    @rule(who=anyone, kind=st.sampled_from(KINDS))
    def send(self, who: str, kind: str) -> None:
        paper = new_id()
        self._start(who, kind, paper)
        self.walk.papers.append(paper)

    def _start(self, who: str, kind: str, paper: UUID) -> None:
        drafter = self.officers[who]
        start(
            self.viewers[who],
            subject_type="letter",
            subject_id=paper,
            dong_id=self.cast.own.dong.pk,
            drafter=drafter,
            plan=plan_line(
                self.viewers[who],
                drafter=drafter,
                paper_kind=kind,
                way=Way.APPROVAL,
                day=self.today,
            ),
            openness=Openness.OPEN,
            now=self.now,
        )

    @precondition(lambda self: self.walk.papers)
    @rule(n=which, who=whoever, twice=st.booleans())
    def sign(self, n: int, who: str | None, twice: bool) -> None:
        line = self.line(self.pick(n))
        awaited = self.name_of(line.awaiting_id)
        who = who or awaited or "head"
        box = next((s.pk for s in self.steps(line) if s.state == StepState.WAITING), None)
        given: dict[str, Any] = {
            "subject_type": "letter",
            "subject_id": line.subject_id,
            "opinion": "보았습니다",
            "box": box,
        }
        self.expect(who == awaited, approve, self.viewers[who], **given)
        if twice and who == awaited:
            self.expect(False, approve, self.viewers[who], **given)

    @precondition(lambda self: self.walk.papers)
    @rule(n=which, who=whoever)
    def send_back(self, n: int, who: str | None) -> None:
        line = self.line(self.pick(n))
        awaited = self.name_of(line.awaiting_id)
        who = who or awaited or "lead"
        self.expect(
            who == awaited,
            return_,
            self.viewers[who],
            subject_type="letter",
            subject_id=line.subject_id,
            reason="다시",
        )

    @precondition(lambda self: self.walk.papers)
    @rule(n=which, who=whoever)
    def take_back(self, n: int, who: str | None) -> None:
        line = self.line(self.pick(n))
        drafter = self.name_of(line.drafter_id)
        who = who or drafter or "officer"
        signed = any(s.state == StepState.SIGNED for s in self.steps(line))
        allowed = who == drafter and line.state == LineState.RUNNING and not signed
        self.expect(
            allowed, withdraw, self.viewers[who], subject_type="letter", subject_id=line.subject_id
        )

    @precondition(lambda self: self.walk.papers)
    @rule(n=which)
    def send_again(self, n: int) -> None:
        line = self.line(self.pick(n))
        if line.state in (LineState.RETURNED, LineState.WITHDRAWN):
            self._start(self.name_of(line.drafter_id) or "", line.paper_kind, line.subject_id)

    @rule(who=anyone, deputy=whoever, days=lengths, later=st.sampled_from((0, 0, 1)))
    def leave(self, who: str, deputy: str | None, days: int | None, later: int) -> None:
        officer = self.officers[who]
        # One absence a person at a time: two are refused where absences are recorded.
        if any(one.who == officer.pk for one in self.walk.gone):
            return
        first = self.today + timedelta(days=later)
        last = None if days is None else first + timedelta(days=days - 1)
        row = Absence.objects.create(
            officer=officer, kind=AbsenceKind.ANNUAL, starts_on=first, ends_on=last
        )
        standing = None
        if deputy and deputy != who:
            standing = Deputyship.objects.create(
                officer=officer,
                deputy=self.officers[deputy],
                starts_on=first,
                ends_on=last or date(2099, 12, 31),
            )
        self.walk.gone.append(
            Gone(officer.pk, standing and standing.deputy_id, first, last, row, standing)
        )
        absence_recorded.announce(
            AbsenceRecorded(
                viewer=SYSTEM, officer_id=officer.pk, starts_on=first, ends_on=last, now=self.now
            )
        )

    @precondition(lambda self: self.walk.gone)
    @rule(n=which)
    def come_back(self, n: int) -> None:
        one = self.walk.gone.pop(n % len(self.walk.gone))
        one.row.delete()
        if one.standing:
            one.standing.delete()
        absence_cancelled.announce(
            AbsenceCancelled(
                viewer=SYSTEM,
                officer_id=one.who,
                starts_on=one.first,
                ends_on=one.last,
                now=self.now,
            )
        )

    @rule(days=st.sampled_from((1, 1, 3)))
    def days_pass(self, days: int) -> None:
        self.now += timedelta(days=days)
        self.walk.gone = [
            one for one in self.walk.gone if one.last is None or one.last >= self.today
        ]
        move_all_lines(SYSTEM, now=self.now)

    def expect(self, allowed: bool, act: Any, viewer: Viewer, **given: Any) -> None:
        self.now += timedelta(seconds=1)
        try:
            with transaction.atomic():
                act(viewer, now=self.now, **given)
        except Refused:
            assert not allowed, (act.__name__, viewer.name)
        else:
            assert allowed, (act.__name__, viewer.name)

    # What always holds.

    @invariant()
    def every_line_is_right(self) -> None:
        away = self.away()
        for line in Line.objects.for_viewer(SYSTEM).filter(dong=self.cast.own.dong):
            steps = self.steps(line)
            self.nobody_signs_twice(line, steps)
            waiting = [s for s in steps if s.state == StepState.WAITING]
            assert all(s.state != StepState.SKIPPED for s in steps[-1:])
            if line.state == LineState.APPROVED:
                assert steps[-1].state == StepState.SIGNED
                assert not waiting
                assert line.awaiting_id is None
            elif line.state == LineState.RUNNING:
                self.one_is_awaited(line, steps, waiting[0], away)
                # Nothing before the box whose turn it is was left out.
                assert steps.index(waiting[0]) == len(steps) - len(waiting)
            else:
                assert line.awaiting_id is None
                assert line.register_serial is None

    def nobody_signs_twice(self, line: Line, steps: list[Step]) -> None:
        signers = [s.stand_in_id or s.officer_id for s in steps if s.state == StepState.SIGNED]
        assert len(signers) == len(set(signers))
        assert line.drafter_id not in signers or line.drafter_id == steps[-1].officer_id

    def one_is_awaited(
        self, line: Line, steps: list[Step], box: Step, away: dict[int, int | None]
    ) -> None:
        holder, last = box.officer_id, box is steps[-1]
        if holder not in away or (last and holder == line.drafter_id):
            assert (line.awaiting_id, line.gap, box.stand_in_id) == (holder, "", None)
            return
        assert last, "an absent reviewer is waited for"
        deputy = away[holder]
        if deputy is None:
            assert line.gap == Gap.NOBODY_STANDS_IN
        elif deputy == line.drafter_id:
            assert line.gap == Gap.STAND_IN_DRAFTED_IT
        elif deputy in away:
            assert line.gap == Gap.STAND_IN_IS_AWAY
        else:
            assert (line.awaiting_id, line.gap, box.stand_in_id) == (deputy, "", deputy)
            assert box.away_kind == AbsenceKind.ANNUAL
            return
        assert line.awaiting_id is None

    @invariant()
    def the_register_has_no_gaps(self) -> None:
        numbers = (
            Line.objects.for_viewer(SYSTEM)
            .filter(state=LineState.APPROVED, register_year=2026)
            .order_by("finished_at", "id")
            .values_list("register_serial", flat=True)
        )
        assert list(numbers) == list(range(1, len(numbers) + 1))


@pytest.mark.django_db
def test_any_sequence_leaves_every_line_right(cast: Cast) -> None:
    assert letters
    LineMachine.cast = cast
    LineMachine.officers = {name: getattr(cast.own, name) for name in PEOPLE}
    LineMachine.viewers = {name: cast.viewer(one) for name, one in LineMachine.officers.items()}
    run_state_machine_as_test(
        LineMachine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

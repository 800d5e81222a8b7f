"""Any sequence of recording, reporting and deciding leaves ledger, tally and count equal.

Hypothesis walks at random; what must be refused at each point is known from a small model of the
rules (domain.md, outreach 5 to 7), kept apart from the program's own. `DONGNE_PROVE=1` walks far.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import datetime, timedelta
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

from dongne.foundation.approvals import public as approvals
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.ids import new_id
from dongne.lib.refusals import Conflict, Forbidden, Refused
from dongne.lib.seoul import Month, seoul_day
from dongne.outreach.fieldwork.models import Activity, Report
from dongne.outreach.fieldwork.public import (
    SUBJECT,
    draft_report,
    edit_activity,
    edit_report,
    record_activity,
    remove_activity,
    restore_activity,
    submit_report,
)
from dongne.outreach.sharing.public import check, roll_up, totals_by_month
from tests.cast import NOW, Cast, a_record

FAR = os.environ.get("DONGNE_PROVE") == "1"
EXAMPLES, STEPS = (400, 60) if FAR else (10, 30)
FIELDS = ("welfare", "environment", "safety", "complaint", "publicity", "general")
KINDS = ("reading", "liaison", "complaint_heard", "other")

# Who signs whose report, in order, written by hand (architecture.md, Demonstration).
LINES = {
    "officer": ("lead", "head"),
    "colleague": ("lead", "head"),
    "welfare_officer": ("welfare_lead", "lead", "head"),
    "welfare_lead": ("lead", "head"),
    "lead": ("head",),
    "head": ("lead", "head"),
}
PEOPLE = tuple(LINES)

anyone = st.sampled_from(PEOPLE)
# Mostly whoever may; now and then anybody, who mostly may not.
whoever = st.sampled_from((None,) * len(PEOPLE) + PEOPLE)
which = st.integers(min_value=0, max_value=10_000)
# Two months, so that some activities and reports fall on either side of a month's end.
days_ago = st.sampled_from((0, 0, 1, 2, 25))


@dataclass
class Paper:
    """What the model knows of one report."""

    id: UUID
    who: str
    state: str = "draft"
    signed: int = 0
    frozen: list[Any] = field(default_factory=list)

    @property
    def open(self) -> bool:
        return self.state in ("draft", "returned")

    @property
    def awaits(self) -> str | None:
        return LINES[self.who][self.signed] if self.state == "submitted" else None


class LedgerMachine(RuleBasedStateMachine):
    cast: Cast
    viewers: dict[str, Viewer]
    names: dict[int, str]

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.now: datetime = NOW
        self.activities: dict[UUID, str] = {}
        self.removed: set[UUID] = set()
        self.papers: list[Paper] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    # What people do.

    @initialize(who=anyone, other=anyone)
    def a_day_has_begun(self, who: str, other: str) -> None:
        self.report_a_day(who, "environment", 2, 0)
        self.report_a_day(other, "welfare", 1, 25)

    @rule(who=anyone, field=st.sampled_from(FIELDS), n=st.integers(1, 3), ago=days_ago)
    def report_a_day(self, who: str, field: str, n: int, ago: int) -> None:
        """The usual way, in one step: record, draft, submit."""
        for _ in range(n):
            self.record(who, field, "other", ago)
        self.draft(who, ago)
        paper = next(
            p
            for p in self.papers
            if p.who == who and p.open and self.row(p).day == seoul_day(NOW - timedelta(days=ago))
        )
        self.submit(self.papers.index(paper), None)

    @precondition(lambda self: any(paper.awaits for paper in self.papers))
    @rule(n=which)
    def sign_to_the_end(self, n: int) -> None:
        paper = self.pick([paper for paper in self.papers if paper.awaits], n)
        while paper.awaits:
            self.sign(self.papers.index(paper), None)

    @rule(who=anyone, field=st.sampled_from(FIELDS), kind=st.sampled_from(KINDS), ago=days_ago)
    def record(self, who: str, field: str, kind: str, ago: int) -> None:
        record = self.some_record(field, kind, ago)
        record_activity(self.viewers[who], record=record, now=self.tick())
        self.activities[record.id] = who

    @precondition(lambda self: self.activities)
    @rule(
        n=which,
        who=whoever,
        field=st.sampled_from(FIELDS),
        counted=st.none() | st.booleans(),
        ago=days_ago,
    )
    def edit(self, n: int, who: str | None, field: str, counted: bool | None, ago: int) -> None:
        id_, owner = self.pick(list(self.activities.items()), n)
        who = who or owner
        record = self.some_record(field, "other", ago, id=id_, counted=counted)
        self.expect(
            self.why_not_change(id_, who),
            edit_activity,
            self.viewers[who],
            activity_id=id_,
            record=record,
        )

    @precondition(lambda self: self.activities)
    @rule(n=which, who=whoever)
    def remove(self, n: int, who: str | None) -> None:
        id_, owner = self.pick(list(self.activities.items()), n)
        refusal = self.why_not_change(id_, who or owner)
        self.expect(refusal, remove_activity, self.viewers[who or owner], activity_id=id_)
        if refusal is None:
            self.removed.add(id_)

    @precondition(lambda self: self.removed)
    @rule(n=which)
    def restore(self, n: int) -> None:
        id_ = self.pick(sorted(self.removed), n)
        restore_activity(self.viewers[self.activities[id_]], activity_id=id_, now=self.tick())
        self.removed.discard(id_)

    @rule(who=anyone, ago=days_ago)
    def draft(self, who: str, ago: int) -> None:
        day = seoul_day(NOW - timedelta(days=ago))
        viewer = self.viewers[who]
        open_ = next(
            (p for p in self.papers if p.who == who and p.open and self.row(p).day == day), None
        )
        loose = self.rows(officer_id=viewer.officer_id, day=day, report=None, removed_at=None)
        if open_ is None and not loose:
            self.expect(Refused, draft_report, viewer, day=day)
            return
        made = draft_report(viewer, day=day, now=self.tick())
        if open_ is None:
            self.papers.append(Paper(made.pk, who))
        else:
            assert made.pk == open_.id
        assert draft_report(viewer, day=day, now=self.now).pk == made.pk

    @precondition(lambda self: self.papers)
    @rule(n=which, m=which, who=whoever)
    def leave_out(self, n: int, m: int, who: str | None) -> None:
        paper = self.pick(self.papers, n)
        inside = sorted(row.pk for row in self.rows(report_id=paper.id))
        who = who or paper.who
        refusal = self.why_not_write(paper, who)
        self.expect(
            refusal,
            edit_report,
            self.viewers[who],
            report_id=paper.id,
            place="",
            purpose="",
            starts_at=None,
            ends_at=None,
            leave_out=[self.pick(inside, m)] if inside else [],
        )

    @precondition(lambda self: self.papers)
    @rule(n=which, who=whoever)
    def submit(self, n: int, who: str | None) -> None:
        paper = self.pick(self.papers, n)
        who = who or paper.who
        refusal = self.why_not_write(paper, who)
        if refusal is None and not self.rows(report_id=paper.id):
            refusal = Refused
        self.expect(refusal, submit_report, self.viewers[who], report_id=paper.id)
        if refusal is None:
            paper.state, paper.signed = "submitted", 0
            paper.frozen = self.values()[paper.id][1:]

    @precondition(lambda self: self.papers)
    @rule(n=which, who=whoever)
    def sign(self, n: int, who: str | None) -> None:
        paper = self.pick(self.papers, n)
        who = who or paper.awaits or LINES[paper.who][0]
        refusal = None if paper.awaits == who else Refused
        self.expect(
            refusal, approvals.approve, self.viewers[who], subject_type=SUBJECT, subject_id=paper.id
        )
        if refusal is None:
            paper.signed += 1
            if paper.signed == len(LINES[paper.who]):
                paper.state = "approved"
                self.the_roll_up_shows_it()

    @precondition(lambda self: self.papers)
    @rule(n=which, who=whoever, reason=st.sampled_from(("사진을 넣어 주세요", " ", "")))
    def return_(self, n: int, who: str | None, reason: str) -> None:
        paper = self.pick(self.papers, n)
        who = who or paper.awaits or LINES[paper.who][0]
        refusal = None if paper.awaits == who and reason.strip() else Refused
        self.expect(
            refusal,
            approvals.return_,
            self.viewers[who],
            subject_type=SUBJECT,
            subject_id=paper.id,
            reason=reason,
        )
        if refusal is None:
            paper.state, paper.frozen = "returned", []

    # What must be refused, from the rules.

    def why_not_change(self, id_: UUID, who: str) -> type[Refused] | None:
        if id_ in self.removed:
            return Refused
        if self.activities[id_] != who:
            return Forbidden
        report = self.rows(pk=id_)[0].report_id
        locked = any(p.id == report and not p.open for p in self.papers)
        return Conflict if locked else None

    def why_not_write(self, paper: Paper, who: str) -> type[Refused] | None:
        if who != paper.who:
            return Forbidden
        return None if paper.open else Conflict

    def expect(
        self, refusal: type[Refused] | None, act: Any, viewer: Viewer, **values: Any
    ) -> None:
        if refusal is None:
            act(viewer, now=self.tick(), **values)
        else:
            with pytest.raises(refusal):
                act(viewer, now=self.tick(), **values)

    # What must hold after every step.

    @invariant()
    def the_books_agree(self) -> None:
        found = check()
        assert found.holds, found.differences

    @invariant()
    def the_month_is_a_plain_count(self) -> None:
        counted = self.plain_count()
        months = sorted(counted)
        totals = totals_by_month(
            self.viewers["lead"],
            dong_ids=[self.cast.own.dong.pk],
            first=months[0].first,
            last=months[-1].last,
        )
        assert {month: totals.get(month.first, 0) for month in months} == counted

    def the_roll_up_shows_it(self) -> None:
        """The page itself, with its rows; asked where it may have changed."""
        for month, n in self.plain_count().items():
            rolled = roll_up(self.viewers["lead"], dong=self.cast.own.dong, month=month)
            assert rolled.total == n
            assert sum(row.total for row in rolled.officers) == n

    def plain_count(self) -> dict[Month, int]:
        approved = {paper.id for paper in self.papers if paper.state == "approved"}
        found = {Month.of(seoul_day(NOW - timedelta(days=ago))): 0 for ago in (0, 25)}
        for row in self.rows(removed_at=None, counted=True):
            found[Month.of(row.day)] += row.report_id in approved
        return found

    @invariant()
    def everybody_signs_once_and_in_order(self) -> None:
        signed = {paper.id: paper for paper in self.papers if not paper.open}
        latest = approvals.latest_lines(SYSTEM, subject_type=SUBJECT, ids=signed)
        for id_, paper in signed.items():
            steps = [
                step for step in latest[id_].steps.all() if step.state == approvals.StepState.SIGNED
            ]
            assert [step.position for step in steps] == list(range(paper.signed))
            names = [self.names[step.officer_id] for step in steps]
            assert tuple(names) == LINES[paper.who][: paper.signed]

    @invariant()
    def what_was_submitted_does_not_change(self) -> None:
        """Neither the paper nor an activity in it; and every report is where it should be."""
        now = self.values()
        for paper in self.papers:
            state, *values = now[paper.id]
            assert state == paper.state
            if not paper.open:
                assert values == paper.frozen

    # Helpers.

    def tick(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now

    def some_record(self, field: str, kind: str, ago: int, **more: Any) -> Any:
        happened = NOW - timedelta(days=ago, hours=1)
        values = {"id": new_id(), "field": field, "kind": kind, "happened_at": happened, "tong": 1}
        return a_record(**(values | more))

    def pick(self, among: list[Any], n: int) -> Any:
        return among[n % len(among)]

    def rows(self, **where: Any) -> list[Activity]:
        return list(Activity.objects.for_viewer(SYSTEM).filter(**where))

    def row(self, paper: Paper) -> Report:
        return Report.objects.for_viewer(SYSTEM).get(pk=paper.id)

    def values(self) -> dict[UUID, list[Any]]:
        """Each report's state, its frozen content, and what its activities hold."""
        reports = Report.objects.for_viewer(SYSTEM).values_list("pk", "state", "content")
        found: dict[UUID, list[Any]] = {pk: list(rest) for pk, *rest in reports}
        names = ("report_id", "id", "field", "kind", "counted", "day", "memo", "removed_at")
        rows = Activity.objects.for_viewer(SYSTEM).exclude(report=None).order_by("id")
        for id_, *rest in rows.values_list(*names):
            found[id_].append(rest)
        return found


@pytest.mark.django_db
def test_whatever_is_done_the_books_agree() -> None:
    cast = Cast()

    class Walk(LedgerMachine):
        pass

    Walk.cast = cast
    Walk.viewers = {name: cast.viewer(getattr(cast.own, name)) for name in PEOPLE}
    Walk.names = {getattr(cast.own, name).pk: name for name in PEOPLE}
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            derandomize=not FAR,
            suppress_health_check=list(HealthCheck),
        ),
    )

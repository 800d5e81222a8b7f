"""Whatever is done, ledger, tallies and a full count agree, and every line is right.

Hypothesis walks at random; what must be refused at each point, whose turn it is and what a month
shows is known from a small model of the rules (ledger_model.py), kept apart from the program's own.
`DONGNE_PROVE=1` walks far.
"""

from __future__ import annotations

import os
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
    precondition,
    rule,
    run_state_machine_as_test,
)

from dongne.foundation.approvals import public as approvals
from dongne.foundation.approvals.models import LineRule
from dongne.foundation.organisations.public import (
    Absence,
    AbsenceKind,
    cancel_absence,
    record_absence,
)
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Conflict, Forbidden, Refused
from dongne.lib.seoul import Month, seoul_day
from dongne.outreach.fieldwork.models import Activity
from dongne.outreach.fieldwork.public import (
    SUBJECT,
    draft_report,
    drop_correction,
    edit_activity,
    edit_report,
    record_activity,
    remove_activity,
    restore_activity,
    start_correction,
    submit_report,
    withdraw_report,
)
from dongne.outreach.sharing import public as sharing
from tests.cast import NOW, Cast
from tests.flows.ledger_model import LEADS, PEOPLE, STANDS_IN, Books, Paper
from tests.flows.ledger_reads import Observer

FAR = os.environ.get("DONGNE_PROVE") == "1"
EXAMPLES, STEPS = (300, 80) if FAR else (5, 30)
FIELDS = ("welfare", "environment", "safety", "complaint", "publicity", "general")
KINDS = ("reading", "liaison", "complaint_heard", "other")
MEMO_KIND = "outing"
DEEDS = {
    "share": sharing.share_month,
    "unshare": sharing.unshare_month,
    "close": sharing.close_month,
    "unclose": sharing.unclose_month,
    "reopen": sharing.reopen_month,
}

anyone = st.sampled_from(PEOPLE)
# Mostly whoever may; now and then anybody, who mostly may not.
whoever = st.sampled_from((None,) * len(PEOPLE) + PEOPLE)
which = st.integers(min_value=0, max_value=10_000)
# Two months, so that some activities and reports fall on either side of a month's end.
days_ago = st.sampled_from((0, 0, 1, 2, 25, 25))
THIS_MONTH, LAST_MONTH = (Month.of(seoul_day(NOW - timedelta(days=ago))) for ago in (0, 25))


class LedgerMachine(Observer, RuleBasedStateMachine):
    cast: Cast
    viewers: dict[str, Viewer]
    names: dict[int, str]

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.now: datetime = NOW
        self.activities: dict[UUID, str] = {}
        self.papers: list[Paper] = []
        self.away: dict[str, str | None] = {}
        self.absences: dict[str, Absence] = {}
        self.books = Books({THIS_MONTH: "open", LAST_MONTH: "open"})

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    # What people do.

    @initialize(who=anyone, other=anyone)
    def a_day_has_begun(self, who: str, other: str) -> None:
        self.report_a_day(who, "environment", 2, 0, False)
        self.report_a_day(other, "welfare", 1, 25, False)

    @rule(
        who=anyone,
        field=st.sampled_from(FIELDS),
        n=st.integers(1, 3),
        ago=days_ago,
        memo=st.booleans(),
    )
    def report_a_day(self, who: str, field: str, n: int, ago: int, memo: bool) -> None:
        """The usual way, in one step: record, draft, submit."""
        for _ in range(n):
            self.record(who, field, "other", ago)
        self.draft(who, ago, memo)
        paper = self.draft_of(who, seoul_day(NOW - timedelta(days=ago)))
        assert paper
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
        row = self.row_of(n)
        who = who or self.may_write(row)
        record = self.some_record(field, "other", ago, id=row.pk, counted=counted)
        refusal = Refused if row.removed_at else self.why_not_change(row, who)
        self.expect(refusal, edit_activity, who, activity_id=row.pk, record=record)

    @precondition(lambda self: self.activities)
    @rule(n=which, who=whoever)
    def remove_or_restore(self, n: int, who: str | None) -> None:
        row = self.row_of(n)
        who = who or self.may_write(row)
        act = restore_activity if row.removed_at else remove_activity
        self.expect(self.why_not_change(row, who), act, who, activity_id=row.pk)

    @rule(who=anyone, ago=days_ago, memo=st.booleans())
    def draft(self, who: str, ago: int, memo: bool) -> None:
        day = seoul_day(NOW - timedelta(days=ago))
        kind = MEMO_KIND if memo else "activity"
        known = self.draft_of(who, day)
        loose = self.rows(officer_id=self.officer(who), day=day, report=None, removed_at=None)
        if known is None and not loose:
            self.expect(Refused, draft_report, who, day=day, report_kind=kind)
            return
        viewer = self.viewers[who]
        made = draft_report(viewer, day=day, now=self.tick(), report_kind=kind)
        if known is None:
            self.papers.append(Paper(made.pk, who, memo=memo))
        else:
            assert made.pk == known.id
        assert draft_report(viewer, day=day, now=self.now).pk == made.pk

    @precondition(lambda self: self.papers)
    @rule(n=which, m=which, who=whoever, back=st.booleans())
    def leave_out_or_take_in(self, n: int, m: int, who: str | None, back: bool) -> None:
        paper = self.pick(self.papers, n)
        who = who or paper.writer
        day = self.row(paper).day
        near = [
            row.pk
            for row in self.rows(officer_id=self.officer(paper.who), removed_at=None)
            if row.report_id == paper.id or (row.report_id is None and row.day == day)
        ]
        chosen = [self.pick(sorted(near), m)] if near else []
        values = {"take_in" if back else "leave_out": chosen}
        self.expect(
            self.why_not_write(paper, who),
            edit_report,
            who,
            report_id=paper.id,
            place="",
            purpose="",
            starts_at=None,
            ends_at=None,
            **values,
        )

    @precondition(lambda self: self.papers)
    @rule(n=which, who=whoever)
    def submit(self, n: int, who: str | None) -> None:
        paper = self.pick(self.papers, n)
        who = who or paper.writer
        refusal = self.why_not_write(paper, who)
        if refusal is None and not paper.completed and not self.inside(paper):
            refusal = Refused
        if refusal is None and paper.completed:
            # Whether it differs is the paper's to say; a refusal must be for that reason.
            try:
                submit_report(self.viewers[who], report_id=paper.id, now=self.tick())
            except Refused as error:
                assert error.code == "nothing_corrected"  # noqa: PT017
                return
        else:
            self.expect(refusal, submit_report, who, report_id=paper.id)
        if refusal is None:
            paper.send(self.away)
            paper.frozen = self.inside(paper)

    @precondition(lambda self: self.papers)
    @rule(n=which, who=whoever)
    def sign(self, n: int, who: str | None) -> None:
        """Also reads a memo: that is the same deed."""
        paper = self.pick(self.papers, n)
        who = who or paper.awaits or "lead"
        refusal = None if paper.awaits == who else Refused
        step = self.waiting_step(paper)
        self.expect(
            refusal,
            approvals.approve,
            who,
            subject_type=SUBJECT,
            subject_id=paper.id,
            box=step.pk if step else None,
        )
        if refusal is None and paper.sign(self.away):
            before, paper.counts = paper.counts, self.count(paper.frozen)
            self.books.enter(before, paper.counts)
            paper.state, paper.corrector = "approved", ""
            paper.completed += 1
            self.the_roll_up_shows_it()

    @precondition(lambda self: self.papers)
    @rule(n=which, who=whoever, reason=st.sampled_from(("사진을 넣어 주세요", " ", "")))
    def return_(self, n: int, who: str | None, reason: str) -> None:
        paper = self.pick(self.papers, n)
        who = who or paper.awaits or "lead"
        refusal = None if paper.awaits == who and reason.strip() else Refused
        deed = {"subject_type": SUBJECT, "subject_id": paper.id, "reason": reason}
        self.expect(refusal, approvals.return_, who, **deed)
        if refusal is None:
            paper.state, paper.frozen, paper.awaits = "returned", [], None

    @precondition(lambda self: self.papers)
    @rule(n=which, who=whoever)
    def withdraw(self, n: int, who: str | None) -> None:
        paper = self.pick(self.papers, n)
        who = who or paper.writer
        refusal = None if paper.state == "submitted" and not paper.signed else Refused
        refusal = refusal if who == paper.writer else Refused
        self.expect(refusal, withdraw_report, who, report_id=paper.id)
        if refusal is None:
            paper.state = "correcting" if paper.completed else "draft"
            paper.frozen, paper.awaits = [], None

    @precondition(lambda self: any(paper.state == "approved" for paper in self.papers))
    @rule(n=which, who=whoever)
    def correct(self, n: int, who: str | None) -> None:
        paper = self.pick(self.papers, n)
        who = who or ("lead" if paper.who in self.away and n % 2 else paper.who)
        instead = who in LEADS and paper.who in self.away
        refusal: type[Refused] | None = None
        if who != paper.who and not instead:
            refusal = Forbidden
        elif paper.state != "approved":
            refusal = Conflict
        base = self.as_it_is(paper)
        self.expect(refusal, start_correction, who, report_id=paper.id, reason="건수를 바로잡음")
        if refusal is None:
            paper.state, paper.frozen, paper.base = "correcting", [], base
            paper.corrector = who if who != paper.who else ""

    @precondition(lambda self: any(paper.completed and paper.open for paper in self.papers))
    @rule(n=which, who=whoever)
    def drop(self, n: int, who: str | None) -> None:
        paper = self.pick([one for one in self.papers if one.completed], n)
        who = who or paper.writer
        refusal: type[Refused] | None = None if paper.open else Conflict
        refusal = refusal if who in (paper.writer, *LEADS) else Forbidden
        self.expect(refusal, drop_correction, who, report_id=paper.id)
        if refusal is None:
            assert self.as_it_is(paper) == paper.base
            paper.state, paper.corrector, paper.frozen = "approved", "", self.inside(paper)

    @rule(who=st.sampled_from(sorted(STANDS_IN)), alone=st.booleans())
    def leave(self, who: str, alone: bool) -> None:
        deputy = None if alone else STANDS_IN[who]
        if who in self.away or deputy in self.away:
            return
        self.absences[who] = record_absence(
            self.viewers[who],
            officer=getattr(self.cast.own, who),
            kind=AbsenceKind.LEAVE,
            starts_on=seoul_day(NOW),
            ends_on=seoul_day(NOW) + timedelta(days=2),
            deputy=getattr(self.cast.own, deputy) if deputy else None,
            now=self.tick(),
        )
        self.away[who] = deputy
        self.turn_all()

    @precondition(lambda self: self.away)
    @rule(n=which)
    def come_back(self, n: int) -> None:
        who = self.pick(sorted(self.away), n)
        cancel_absence(self.viewers[who], absence=self.absences[who], now=self.tick())
        del self.away[who]
        self.turn_all()

    @rule(
        deed=st.sampled_from(sorted(DEEDS)),
        who=st.sampled_from((*LEADS, *LEADS, "officer")),
        month=st.sampled_from((LAST_MONTH, LAST_MONTH, LAST_MONTH, THIS_MONTH)),
    )
    def move_month(self, deed: str, who: str, month: Month) -> None:
        refusal: type[Refused] | None = None if self.books.may(deed, month) else Refused
        if deed == "close" and month == THIS_MONTH:
            refusal = Refused
        refusal = refusal if who in LEADS else Forbidden
        values: dict[str, Any] = {"month": month}
        if deed == "reopen":
            values |= {"reason": "뒤늦은 결재", "until": seoul_day(NOW)}
        self.expect(refusal, DEEDS[deed], who, **values)
        if refusal is None:
            self.books.move(deed, month)

    # What must be refused, from the rules.

    def why_not_change(self, row: Activity, who: str) -> type[Refused] | None:
        paper = next((one for one in self.papers if one.id == row.report_id), None)
        owner = self.activities[row.pk]
        if paper is None:
            return None if who == owner else Forbidden
        if who != owner and not (paper.open and who == paper.writer):
            return Forbidden
        return None if paper.open and who == paper.writer else Conflict

    def may_write(self, row: Activity) -> str:
        paper = next((one for one in self.papers if one.id == row.report_id), None)
        return paper.writer if paper else self.activities[row.pk]

    def why_not_write(self, paper: Paper, who: str) -> type[Refused] | None:
        if who != paper.writer:
            return Forbidden
        return None if paper.open else Conflict

    def expect(self, refusal: type[Refused] | None, act: Any, who: str, **values: Any) -> None:
        viewer = self.viewers[who]
        if refusal is None:
            act(viewer, now=self.tick(), **values)
        else:
            with pytest.raises(refusal):
                act(viewer, now=self.tick(), **values)


@pytest.mark.django_db
def test_whatever_is_done_the_books_agree() -> None:
    cast = Cast()
    LineRule.objects.create(dong=cast.own.dong, paper_kind=MEMO_KIND, way=approvals.Way.MEMO)

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

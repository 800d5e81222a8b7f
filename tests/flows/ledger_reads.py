"""What must hold after every step of the machine, and what it looks up in the tables."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis.stateful import invariant

from dongne.foundation.approvals import public as approvals
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.ids import new_id
from dongne.lib.seoul import Month
from dongne.outreach.fieldwork.models import Activity, ActivityPhoto, Report
from dongne.outreach.fieldwork.public import SUBJECT
from dongne.outreach.sharing import public as sharing
from tests.cast import NOW, Cast, a_record
from tests.flows.ledger_model import Away, Books, Paper


class Observer:
    cast: Cast
    viewers: dict[str, Viewer]
    names: dict[int, str]
    books: Books
    now: datetime
    activities: dict[UUID, str]
    papers: list[Paper]
    away: Away

    def tick(self) -> datetime:
        self.now += timedelta(seconds=20)
        return self.now

    def turn_all(self) -> None:
        for paper in self.papers:
            if paper.state == "submitted":
                paper.turn(self.away)

    def some_record(self, field: str, kind: str, ago: int, **more: Any) -> Any:
        happened = NOW - timedelta(days=ago, hours=1)
        values = {"id": new_id(), "field": field, "kind": kind, "happened_at": happened, "tong": 1}
        return a_record(**(values | more))

    def pick(self, among: list[Any], n: int) -> Any:
        return among[n % len(among)]

    def officer(self, who: str) -> int:
        return getattr(self.cast.own, who).pk  # type: ignore[no-any-return]

    def draft_of(self, who: str, day: Any) -> Paper | None:
        """The officer's paper of the day that was never complete and is open."""
        mine = [p for p in self.papers if p.who == who and p.open and not p.completed]
        return next((p for p in mine if self.row(p).day == day), None)

    def rows(self, **where: Any) -> list[Activity]:
        return list(Activity.objects.for_viewer(SYSTEM).filter(**where))

    def row_of(self, n: int) -> Activity:
        return self.rows(pk=self.pick(list(self.activities), n))[0]

    def row(self, paper: Paper) -> Report:
        return Report.objects.for_viewer(SYSTEM).get(pk=paper.id)

    def waiting_step(self, paper: Paper) -> Any:
        line = approvals.latest_lines(SYSTEM, subject_type=SUBJECT, ids=[paper.id]).get(paper.id)
        steps = line.steps.all() if line else []
        return next((s for s in steps if s.state == approvals.StepState.WAITING), None)

    def inside(self, paper: Paper) -> list[Any]:
        """The report's activities as its next version has them."""
        rows = Activity.objects.for_viewer(SYSTEM).filter(report_id=paper.id, removed_at=None)
        names = ("id", "field", "kind", "counted", "day", "memo")
        return list(rows.exclude(standing="out").order_by("id").values_list(*names))

    def count(self, rows: list[Any]) -> Counter[Month]:
        return Counter(Month.of(day) for _id, _field, _kind, counted, day, _memo in rows if counted)

    def as_it_is(self, paper: Paper) -> Any:
        """Report, activities and photos, every column."""
        inside = Activity.objects.for_viewer(SYSTEM).filter(report_id=paper.id)
        photos = ActivityPhoto.objects.for_viewer(SYSTEM).filter(activity__report=paper.id)
        return (
            Report.objects.for_viewer(SYSTEM).filter(pk=paper.id).values()[0],
            list(inside.order_by("id").values()),
            list(photos.order_by("id").values()),
        )

    # What must hold after every step.

    @invariant()
    def the_books_agree(self) -> None:
        found = sharing.check()
        assert found.holds, found.differences

    @invariant()
    def the_months_show_what_they_took_in(self) -> None:
        totals = sharing.totals_by_month(
            self.viewers["lead"],
            dong_ids=[self.cast.own.dong.pk],
            first=min(self.books.steps).first,
            last=max(self.books.steps).last,
        )
        for month in self.books.steps:
            assert totals.get(month.first, 0) == self.books.shown[month]
            late = sharing.late_entries(
                self.viewers["lead"], dong_id=self.cast.own.dong.pk, month=month
            )
            assert sum(one.n for one in late) == self.books.late[month]

    def the_roll_up_shows_it(self) -> None:
        """The page itself, with its rows; asked where it may have changed."""
        for month in self.books.steps:
            rolled = sharing.roll_up(self.viewers["lead"], dong=self.cast.own.dong, month=month)
            assert rolled.total == self.books.shown[month]
            assert sum(row.total for row in rolled.officers) == rolled.total

    @invariant()
    def every_line_is_right(self) -> None:
        """Whose turn it is, who was passed over, and nobody twice."""
        ids = {paper.id: paper for paper in self.papers if paper.state == "submitted"}
        latest = approvals.latest_lines(SYSTEM, subject_type=SUBJECT, ids=ids)
        for id_, paper in ids.items():
            line = latest[id_]
            assert self.names.get(line.awaiting_id or 0) == paper.awaits
            steps = list(line.steps.all())
            signed = [
                self.names[step.stand_in_id or step.officer_id]
                for step in steps
                if step.state == approvals.StepState.SIGNED
            ]
            assert signed == [box.signed_by for box in paper.boxes if box.signed_by]
            assert len(signed) == len(set(signed))
            assert paper.writer not in signed
            skipped = [step.state == approvals.StepState.SKIPPED for step in steps]
            assert skipped == [box.skipped for box in paper.boxes]

    @invariant()
    def what_was_submitted_does_not_change(self) -> None:
        """Neither the paper nor an activity in it; and every report is where it should be."""
        for paper in self.papers:
            row = self.row(paper)
            assert (row.state, row.completed_version) == (paper.state, paper.completed)
            assert row.versions.for_viewer(SYSTEM).count() == paper.completed
            if not paper.open:
                assert row.content is not None
                assert self.inside(paper) == paper.frozen

"""Days of reports, played out in the order of time by whoever did what.

A `Paper` says what an officer recorded on a day and how far the report got. `play` sorts the
steps of all papers by their moments and takes each through the service that a page would call.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import partial
from uuid import UUID

from dongne.foundation.approvals import public as approvals
from dongne.foundation.scope.public import Viewer
from dongne.outreach.fieldwork import public as fieldwork

from .people import People


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """An outing as it was planned."""

    planned_at: datetime
    purpose: str
    place: str
    starts_at: time
    ends_at: time


@dataclass(frozen=True, slots=True)
class Round:
    """One way along the line: sent, signed so many times, and perhaps returned by the next."""

    submitted_at: datetime
    signed: tuple[tuple[datetime, str], ...] = ()
    """Moment and opinion of each signature."""
    returned: tuple[datetime, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What one officer recorded on one day. Without `drafted_at` it stands in no report."""

    username: str
    day: date
    records: tuple[fieldwork.Record, ...]
    sent_at: datetime
    drafted_at: datetime | None = None
    walk: Walk | None = None
    rounds: tuple[Round, ...] = ()


def play(people: People, papers: Iterable[Paper]) -> None:
    """Take all papers as far as they got, step by step in the order of time."""
    steps = [step for paper in papers for step in _Course(people, paper).steps()]
    # Sorting keeps the order of one paper's steps where their moments are equal.
    for now, step in sorted(steps, key=lambda one: one[0]):
        step(now)


Step = tuple[datetime, Callable[[datetime], None]]


class _Course:
    """One paper on its way through the office."""

    def __init__(self, people: People, paper: Paper) -> None:
        self.people, self.paper = people, paper
        self.person = people[paper.username]
        self.outing_id: UUID | None = None
        self.report_id: UUID | None = None

    def steps(self) -> Iterator[Step]:
        paper = self.paper
        if paper.walk:
            yield paper.walk.planned_at, partial(self._plan, paper.walk)
        yield paper.sent_at, self._send
        if paper.drafted_at:
            yield paper.drafted_at, self._draft
        for turn in paper.rounds:
            yield turn.submitted_at, self._submit
            for place, (moment, opinion) in enumerate(turn.signed):
                yield moment, partial(self._sign, place, opinion)
            if turn.returned:
                moment, reason = turn.returned
                yield moment, partial(self._send_back, len(turn.signed), reason)

    def _plan(self, walk: Walk, now: datetime) -> None:
        self.outing_id = fieldwork.plan_outing(
            self.person.viewer,
            day=self.paper.day,
            purpose=walk.purpose,
            place=walk.place,
            starts_at=walk.starts_at,
            ends_at=walk.ends_at,
            now=now,
        ).pk

    def _send(self, now: datetime) -> None:
        records = [replace(record, outing=self.outing_id) for record in self.paper.records]
        answers = fieldwork.sync(
            self.person.viewer,
            device=f"{self.paper.username}-phone",
            sent_at=now,
            entries=[fieldwork.Entry(raw_id=str(one.id), record=one) for one in records],
            now=now,
        )
        kept = {fieldwork.SyncStatus.CREATED, fieldwork.SyncStatus.HELD}
        if refused := [answer for answer in answers if answer.status not in kept]:
            raise ValueError(f"{self.paper.username} {self.paper.day}: {refused}")

    def _draft(self, now: datetime) -> None:
        self.report_id = fieldwork.draft_report(
            self.person.viewer,
            day=self.paper.day,
            outing_id=self.outing_id,
            report_kind="activity",
            now=now,
        ).pk

    def _submit(self, now: datetime) -> None:
        fieldwork.submit_report(self.person.viewer, report_id=self._report, now=now)

    def _sign(self, place: int, opinion: str, now: datetime) -> None:
        approvals.approve(
            self._signer(place),
            subject_type=fieldwork.SUBJECT,
            subject_id=self._report,
            opinion=opinion,
            now=now,
        )

    def _send_back(self, place: int, reason: str, now: datetime) -> None:
        approvals.return_(
            self._signer(place),
            subject_type=fieldwork.SUBJECT,
            subject_id=self._report,
            reason=reason,
            now=now,
        )

    @property
    def _report(self) -> UUID:
        assert self.report_id
        return self.report_id

    def _signer(self, place: int) -> Viewer:
        return self.people[self.person.signers[place]].viewer

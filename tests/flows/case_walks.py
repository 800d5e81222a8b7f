"""Several people at one case at once, and what has to be true of it afterwards."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.db import connection

from dongne.foundation.audit.public import AuditEntry
from dongne.foundation.scope.public import SYSTEM, Viewer, resident_viewer
from dongne.lib.refusals import Refused
from dongne.lib.seoul import seoul_day
from dongne.outreach.casework import public as casework
from tests.cast import NOW

Deed = Callable[[], Any]
LATER = timedelta(days=3)


@dataclass
class Walk:
    """One case and the four who walk on it. `done` is what was answered with success."""

    case_id: UUID
    reporter_id: UUID
    handlers: tuple[Viewer, Viewer]
    lead: Viewer
    colleague_id: int
    seed: int
    done: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    failed: list[BaseException] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)

    def walk(self, steps: int) -> None:
        people: tuple[Callable[[Random], tuple[str, Deed]], ...] = (
            lambda rng: self._handler(rng, self.handlers[0]),
            lambda rng: self._handler(rng, self.handlers[1]),
            self._lead,
            self._resident,
        )
        start = threading.Barrier(len(people))
        threads = [
            threading.Thread(target=self._steps, args=(who, n, start, steps))
            for n, who in enumerate(people)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _steps(
        self,
        who: Callable[[Random], tuple[str, Deed]],
        number: int,
        start: threading.Barrier,
        steps: int,
    ) -> None:
        rng = Random(self.seed * 10 + number)
        start.wait()
        try:
            for _ in range(steps):
                name, deed = who(rng)
                time.sleep(rng.random() * 0.004)
                try:
                    deed()
                except Refused as problem:
                    self.refused.append(f"{name}: {problem.code}")
                else:
                    self.done.append(name)
        except BaseException as problem:
            self.failed.append(problem)
        finally:
            connection.close()

    def _handler(self, rng: Random, viewer: Viewer) -> tuple[str, Deed]:
        seen = self._version(viewer)
        given: dict[str, Any] = {"case_id": self.case_id, "now": NOW, "version": seen}
        text = f"{viewer.name} {rng.getrandbits(40)}"
        deeds: dict[str, Deed] = {
            "claim": lambda: casework.claim(viewer, **given),
            "start": lambda: casework.start_work(viewer, **given),
            "note": lambda: self._note(viewer, text, given),
            "wait": lambda: casework.wait(
                viewer, for_what="planned", until=seoul_day(NOW + LATER), why="자재", **given
            ),
            "go on": lambda: casework.go_on(viewer, **given),
            "finish": lambda: casework.finish(viewer, outcome="solved", measure=text, **given),
            "zone": lambda: casework.inform_zone(viewer, **given),
            "tell": lambda: casework.tell(viewer, means="message", text=text, **given),
            "close": lambda: casework.close(viewer, **given),
            "again": lambda: casework.work_again(viewer, why="덜 됨", **given),
        }
        names = [*deeds, "note", "finish", "zone", "tell", "close"]
        name = rng.choice(names)
        return name, deeds[name]

    def _note(self, viewer: Viewer, text: str, given: dict[str, Any]) -> None:
        row = casework.note_progress(viewer, text=text, public=bool(len(text) % 2), **given)
        self.said[str(row.pk)] = text

    def _lead(self, rng: Random) -> tuple[str, Deed]:
        seen = self._version(self.lead)
        given: dict[str, Any] = {"case_id": self.case_id, "now": NOW, "version": seen}
        text = f"팀장 {rng.getrandbits(40)}"
        deeds: dict[str, Deed] = {
            "lead's note": lambda: self._note(self.lead, text, given),
            "edit": lambda: casework.edit_case(self.lead, title=text, **given),
            "reopen": lambda: casework.reopen(self.lead, reason="다시", **given),
            "ask for it": lambda: casework.hand_over(
                self.lead, kind=casework.HandoverKind.REQUEST, reason="우리가", **given
            ),
            "assign": lambda: casework.hand_over(
                self.lead,
                kind=casework.HandoverKind.ASSIGN,
                to_officer_id=self.colleague_id,
                **given,
            ),
        }
        name = rng.choice(list(deeds))
        return name, deeds[name]

    def _resident(self, rng: Random) -> tuple[str, Deed]:
        who = resident_viewer()
        given: dict[str, Any] = {"reporter_id": self.reporter_id, "now": NOW}
        text = f"주민 {rng.getrandbits(40)}"

        def add() -> None:
            row = casework.add_from_resident(who, text=text, **given)
            self.said[str(row.pk)] = text

        deeds: dict[str, Deed] = {
            "added": add,
            "solved": lambda: casework.answer_solved(who, solved=True, **given),
            "not solved": lambda: casework.answer_solved(who, solved=False, text=text, **given),
            "ask again": lambda: casework.ask_reopen(who, text=text, **given),
        }
        name = rng.choice(list(deeds))
        return name, deeds[name]

    def _version(self, viewer: Viewer) -> int | None:
        rows = casework.cases_for(viewer).filter(pk=self.case_id)
        return rows.values_list("version", flat=True).first()

    def faults(self, *, changes_before: int) -> list[str]:
        """Sentences of what is not as it must be; empty if all is."""
        found = [f"{type(one).__name__}: {one}" for one in self.failed]
        case = casework.Case.objects.for_viewer(SYSTEM).get(pk=self.case_id)
        changes = AuditEntry.objects.filter(
            subject_type="casework.case", subject_id=str(case.pk)
        ).exclude(action="case.revoked")
        made = changes.count() - changes_before
        if made != len(self.done):
            found.append(f"{len(self.done)} deeds were answered, {made} are in the audit")
        moves = list(casework.Move.objects.for_viewer(SYSTEM).filter(case=case))
        for one, other in itertools.pairwise(moves):
            if one.to_state != other.from_state:
                found.append(f"a gap: {one.to_state} is followed by {other.from_state}")
        if moves[-1].to_state != case.state:
            found.append(f"the history ends at {moves[-1].to_state}, the case is {case.state}")
        versions = [one.version for one in moves]
        if versions != sorted(set(versions)):
            found.append(f"versions out of order: {versions}")
        kept = {
            str(row.pk): row.text
            for row in casework.Note.objects.for_viewer(SYSTEM).filter(case=case)
        }
        found += [f"lost: {text}" for key, text in self.said.items() if kept.get(key) != text]
        return found + _out_of_order(case)


def _out_of_order(case: casework.Case) -> list[str]:
    """Each time it was closed, zone officer and resident had been told since it was done."""
    rows: list[tuple[int, str]] = []
    for entry in AuditEntry.objects.filter(
        subject_type="casework.case", subject_id=str(case.pk)
    ).order_by("pk"):
        rows.append((entry.pk, entry.action))
    found, step = [], "working"
    for _key, action in rows:
        match action:
            case "case.concluded":
                step = "done"
            case "case.zone_told":
                if step != "done":
                    found.append(f"the zone was told while {step}")
                step = "zone told"
            case "case.told":
                if step not in ("zone told", "told"):
                    found.append(f"the resident was told while {step}")
                step = "told"
            case "case.closed":
                if step != "told":
                    found.append(f"closed while {step}")
                step = "closed"
            case "case.reopened" | "case.taken_up_again":
                step = "working"
    return found

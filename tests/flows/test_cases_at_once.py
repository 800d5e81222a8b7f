"""Two handlers, a lead and a resident at one case at once: nothing is lost, the history whole."""

from __future__ import annotations

import os
from itertools import count

import pytest

from dongne.foundation.audit.public import AuditEntry
from dongne.foundation.organisations.public import Officer, add_officer
from dongne.foundation.scope.public import SYSTEM, Role
from dongne.outreach.casework import public as casework
from dongne.outreach.casework.tests.making import sent_in
from tests.cast import NOW, Cast

from .case_walks import Walk

PROVING = os.environ.get("DONGNE_PROVE") == "1"
ROUNDS, STEPS = (500, 12) if PROVING else (8, 12)
WANTED = {"note", "finish", "added"}


@pytest.fixture
def second(transactional_db: None) -> tuple[Cast, Officer]:
    cast = Cast()
    other = add_officer(
        SYSTEM,
        team=cast.road.team,
        name="둘째 담당",
        roles=[Role.DEPARTMENT],
        username="yangcheon-road-2",
        password_hash="!",
        now=NOW,
    )
    return cast, other


@pytest.mark.usefixtures("categories_again")
def test_nothing_is_lost_when_four_work_on_one_case(second: tuple[Cast, Officer]) -> None:
    cast, other = second
    handlers = (cast.viewer(cast.road), cast.viewer(other))
    lead = cast.viewer(cast.own.lead)
    found: dict[int, list[str]] = {}
    done: set[str] = set()
    for seed in count():
        # Who comes first is the machine's choice: as many rounds as it takes to see all of them.
        if seed >= ROUNDS and done >= WANTED:
            break
        assert seed < 10 * ROUNDS, done
        walk = a_walk(cast, handlers, lead, seed)
        before = AuditEntry.objects.filter(
            subject_type="casework.case", subject_id=str(walk.case_id)
        ).count()
        walk.walk(STEPS)
        done |= set(walk.done)
        if faults := walk.faults(changes_before=before):
            found[seed] = faults
    assert not found


def a_walk(cast: Cast, handlers: tuple, lead: object, seed: int) -> Walk:
    contact = casework.Contact(name=f"주민{seed}", phone=f"010-1234-{seed:04d}")
    case = sent_in(cast.own.dong.pk, contacts=(contact,)).case
    casework.follow_up(SYSTEM, case_id=case.pk, now=NOW)
    casework.hand_over(
        SYSTEM,
        case_id=case.pk,
        kind=casework.HandoverKind.TRANSFER,
        to_team_id=cast.road.team_id,
        now=NOW,
    )
    casework.accept(handlers[seed % 2], case_id=case.pk, now=NOW)
    reporter = casework.Reporter.objects.for_viewer(SYSTEM).get(case=case)
    return Walk(
        case_id=case.pk,
        reporter_id=reporter.pk,
        handlers=handlers,
        lead=lead,
        colleague_id=cast.own.colleague.pk,
        seed=seed,
    )

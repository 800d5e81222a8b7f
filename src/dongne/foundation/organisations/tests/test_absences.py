"""Who is away, and that nobody stands in who must not."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection

from dongne.foundation.organisations.events import AbsenceRecorded, absence_recorded
from dongne.foundation.organisations.models import Absence, AbsenceKind, Deputyship, Officer
from dongne.foundation.organisations.public import away_on, record_absence
from dongne.foundation.organisations.services import (
    appoint_deputy,
    cancel_absence,
    end_absence,
)
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, Forbidden, Refused
from tests.cast import NOW, Cast

from .desk import TODAY, lead_of, now_as, undo_last

DAY = timedelta(days=1)
ANNUAL = AbsenceKind.ANNUAL


def away(
    viewer: Viewer, officer: Officer, deputy: Officer | None, first: date, last: date | None
) -> Absence:
    return record_absence(
        viewer, officer=officer, kind=ANNUAL, starts_on=first, ends_on=last, deputy=deputy, now=NOW
    )


def stand_ins(officer: Officer) -> list[tuple[str, date, date | None]]:
    rows = Deputyship.objects.for_viewer(SYSTEM).filter(officer=officer).order_by("starts_on")
    return list(rows.values_list("deputy__name", "starts_on", "ends_on"))


def test_a_stand_in_acts_only_while_the_absence_lasts(cast: Cast) -> None:
    own = cast.own
    absence = away(lead_of(cast), own.officer, own.colleague, TODAY - 3 * DAY, TODAY + 3 * DAY)
    assert now_as(own.colleague).deputy_for == {own.officer.pk}
    end_absence(lead_of(cast), absence=absence, last_day=TODAY - DAY, now=NOW)
    assert now_as(own.colleague).deputy_for == frozenset()
    assert away_on(SYSTEM, day=TODAY) == {}


def test_who_is_away_without_an_end_has_a_stand_in_without_an_end(cast: Cast) -> None:
    own = cast.own
    away(lead_of(cast), own.officer, own.colleague, TODAY, None)
    later = away_on(SYSTEM, day=TODAY + 400 * DAY, dong_id=own.dong.pk)[own.officer.pk]
    assert (later.deputy_id, later.ends_on) == (own.colleague.pk, None)
    assert now_as(own.colleague).deputy_for == {own.officer.pk}


def test_an_officer_records_the_own_absence_and_nobody_elses(cast: Cast) -> None:
    own = cast.own
    me = cast.viewer(own.officer)
    away(me, own.officer, own.colleague, TODAY, TODAY)
    with pytest.raises(Forbidden):
        away(me, own.welfare_officer, None, TODAY, TODAY)


def test_days_that_overlap_are_refused_and_named(cast: Cast) -> None:
    own, lead = cast.own, lead_of(cast)
    away(lead, own.officer, None, TODAY, TODAY + 5 * DAY)
    with pytest.raises(Refused) as refusal:
        away(lead, own.officer, None, TODAY + 4 * DAY, None)
    assert refusal.value.code == "overlaps"
    assert "11월 24일~11월 25일" in refusal.value.message


def test_who_is_away_himself_cannot_stand_in(cast: Cast) -> None:
    own, lead = cast.own, lead_of(cast)
    away(lead, own.colleague, None, TODAY + DAY, TODAY + 2 * DAY)
    with pytest.raises(Refused) as refusal:
        away(lead, own.officer, own.colleague, TODAY, TODAY + 5 * DAY)
    assert refusal.value.code == "deputy_away"
    assert "11월 21일~11월 22일" in refusal.value.message
    assert not Absence.objects.for_viewer(SYSTEM).filter(officer=own.officer).exists()


def test_nobody_of_another_dong_and_not_oneself_stands_in(cast: Cast) -> None:
    own, lead = cast.own, lead_of(cast)
    for deputy, code in (
        (cast.near.officer, "deputy_of_another_office"),
        (own.officer, "oneself"),
    ):
        with pytest.raises(Refused) as refusal:
            away(lead, own.officer, deputy, TODAY, TODAY)
        assert refusal.value.code == code


def test_two_stand_ins_for_one_day_are_refused(cast: Cast) -> None:
    own, lead = cast.own, lead_of(cast)
    away(lead, own.officer, own.colleague, TODAY, TODAY + 5 * DAY)
    with pytest.raises(Refused) as refusal:
        appoint_deputy(
            lead,
            officer=own.officer,
            deputy=own.welfare_officer,
            starts_on=TODAY + 5 * DAY,
            ends_on=TODAY + 9 * DAY,
            now=NOW,
        )
    assert refusal.value.code == "second_deputy"


def test_another_stand_in_takes_over_from_a_day_on_and_back_again(cast: Cast) -> None:
    own, lead = cast.own, lead_of(cast)
    last = TODAY + 5 * DAY
    absence = away(lead, own.officer, own.colleague, TODAY, last)
    appoint_deputy(
        lead,
        officer=own.officer,
        deputy=own.welfare_officer,
        starts_on=TODAY + 2 * DAY,
        ends_on=last,
        absence=absence,
        now=NOW,
    )
    assert stand_ins(own.officer) == [
        ("정동료", TODAY, TODAY + DAY),
        ("한돌봄", TODAY + 2 * DAY, last),
    ]
    undo_last(lead, "deputy.appointed")
    assert stand_ins(own.officer) == [("정동료", TODAY, last)]


def test_what_was_cancelled_comes_back_with_its_stand_in(cast: Cast) -> None:
    own, lead = cast.own, lead_of(cast)
    absence = away(lead, own.officer, own.colleague, TODAY, TODAY + DAY)
    cancel_absence(lead, absence=absence, now=NOW)
    assert stand_ins(own.officer) == []
    undo_last(lead, "absence.cancelled")
    assert away_on(SYSTEM, day=TODAY)[own.officer.pk].deputy_name == "정동료"


def test_an_undo_after_a_later_change_is_refused(cast: Cast) -> None:
    own, lead = cast.own, lead_of(cast)
    absence = away(lead, own.officer, own.colleague, TODAY - 5 * DAY, TODAY + 5 * DAY)
    end_absence(lead, absence=absence, last_day=TODAY, now=NOW)
    with pytest.raises(Conflict) as refusal:
        undo_last(lead, "absence.recorded")
    assert refusal.value.code == "changed_since"
    undo_last(lead, "absence.ended")
    assert stand_ins(own.officer) == [("정동료", TODAY - 5 * DAY, TODAY + 5 * DAY)]
    with pytest.raises(Conflict) as refusal:
        undo_last(lead, "absence.ended")
    assert refusal.value.code == "undone_already"


def test_an_absence_is_announced_in_its_transaction(cast: Cast) -> None:
    heard: list[AbsenceRecorded] = []
    listener = absence_recorded.listen(heard.append)
    try:
        away(lead_of(cast), cast.own.officer, None, TODAY, None)
    finally:
        absence_recorded._listeners.remove(listener)
    assert [(event.officer_id, event.starts_on, event.ends_on) for event in heard] == [
        (cast.own.officer.pk, TODAY, None)
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("words_again")
def test_of_two_leads_who_appoint_at_once_one_is_told_so() -> None:
    cast = Cast()
    own = cast.own

    def appoint(deputy: Officer) -> str:
        try:
            appoint_deputy(
                SYSTEM, officer=own.officer, deputy=deputy, starts_on=TODAY, ends_on=TODAY, now=NOW
            )
        except Refused as problem:
            return problem.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(appoint, [own.colleague, own.welfare_officer]))
    assert said == ["done", "second_deputy"]

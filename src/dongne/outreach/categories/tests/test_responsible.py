"""Somebody is responsible for every category, whoever is away, gone or not there yet."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dongne.foundation.duties.public import Line, keep_duties
from dongne.foundation.organisations.public import (
    AbsenceKind,
    Officer,
    TeamKind,
    add_team,
    apply_postings,
    close_team,
    let_go,
    record_absence,
)
from dongne.foundation.scope.public import SYSTEM
from dongne.outreach.zones.public import set_zone
from tests.cast import NOW, Cast

from ..public import Responsible, categories_of, responsible_for
from ..services import publish
from ..states import Gap

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
DAY = timedelta(days=1)


@pytest.fixture
def shared(cast: Cast) -> Cast:
    """Roads are the officer's (the colleague stands in), care the welfare officer's."""
    office = cast.own
    _duties(
        office.officer,
        Line(
            officer_id=office.officer.pk,
            deputy_id=office.colleague.pk,
            title="주택·도로",
            details="불법 건축물 순찰, 도로 파손 신고",
        ),
        Line(officer_id=office.colleague.pk, title="청소·환경", details="무단투기 단속, 제설"),
    )
    _duties(
        office.welfare_officer,
        Line(officer_id=office.welfare_officer.pk, title="사례관리", details="위기가구"),
    )
    return cast


def _duties(officer: Officer, *lines: Line) -> None:
    keep_duties(SYSTEM, team_id=officer.team_id, lines=lines, starts_on=TODAY, now=NOW)


def _who(cast: Cast, code: str, *, tong: int | None = 5, day: date = TODAY) -> Responsible:
    words = categories_of(cast.own.dong.pk, day=day).get(code)
    assert words is not None
    return responsible_for(
        cast.viewer(cast.own.lead),
        category=words,
        dong_id=cast.own.dong.pk,
        tong=tong,
        day=day,
    )


def _say(cast: Cast, code: str, **values: Any) -> None:
    publish(
        cast.viewer(cast.own.lead),
        place=cast.own.dong,
        code=code,
        values=values,
        valid_from=TODAY,
        now=NOW,
    )


def _away(officer: Officer, deputy: Officer | None = None) -> None:
    record_absence(
        SYSTEM,
        officer=officer,
        kind=AbsenceKind.ANNUAL,
        deputy=deputy,
        starts_on=TODAY,
        ends_on=TODAY + DAY,
        now=NOW,
    )


def _leaves(officer: Officer) -> None:
    """On the evening of the day; gone the next morning."""
    let_go(SYSTEM, officer=officer, last_day=TODAY, now=NOW)
    apply_postings(SYSTEM, now=NOW + DAY)


def test_every_category_finds_somebody(shared: Cast) -> None:
    """Who has the duty, else who looks after the zone; welfare's own team for welfare."""
    office = shared.own
    by_duty = {
        "road": office.officer,
        "divider": office.officer,
        "old_building": office.officer,
        "dumping": office.colleague,
        "snow_flood": office.colleague,
        "welfare": office.welfare_officer,
    }
    for words in categories_of(office.dong.pk, day=TODAY):
        found = _who(shared, words.code, tong=3)
        expected = by_duty.get(words.code, office.colleague)
        assert found.officer_id == expected.pk, words.code
        assert found.team_id == expected.team_id
        assert found.zone_officer_id == office.colleague.pk
        assert found.why
        assert not found.nobody


def test_whoever_is_away_is_stood_in_for(shared: Cast) -> None:
    office = shared.own
    _away(office.officer, office.welfare_officer)
    found = _who(shared, "road")
    assert (found.officer_id, found.instead_of) == (office.welfare_officer.pk, office.officer.pk)
    assert found.team_id == office.welfare_officer.team_id
    assert _who(shared, "road", day=TODAY + 2 * DAY).officer_id == office.officer.pk


def test_without_a_stand_in_of_these_days_the_duty_s_own_deputy_does_it(shared: Cast) -> None:
    office = shared.own
    _away(office.officer)
    assert _who(shared, "road").officer_id == office.colleague.pk
    _away(office.colleague)
    found = _who(shared, "road")
    assert (found.officer_id, found.instead_of) == (None, office.officer.pk)
    assert found.team_id == office.officer.team_id
    assert found.gap is Gap.AWAY
    assert found.nobody


def test_a_vacant_duty_falls_to_the_zone(shared: Cast) -> None:
    office = shared.own
    found = _who(shared, "street_tree", tong=1)
    assert (found.officer_id, found.gap) == (office.officer.pk, Gap.VACANT)
    assert not found.nobody


def test_a_tong_that_nobody_has_is_the_lead_s_to_give_out(shared: Cast) -> None:
    office = shared.own
    set_zone(
        cast_lead(shared),
        dong_id=office.dong.pk,
        officer_id=office.officer.pk,
        tongs=[],
        starts_on=TODAY,
        now=NOW,
    )
    found = _who(shared, "other", tong=1)
    assert (found.officer_id, found.gap) == (None, Gap.NO_ZONE)
    assert found.team_id == office.lead.team_id
    assert found.nobody
    unknown = _who(shared, "other", tong=None)
    assert (unknown.officer_id, unknown.gap) == (None, Gap.NONE)
    assert unknown.team_id == office.lead.team_id


def cast_lead(cast: Cast) -> Any:
    return cast.viewer(cast.own.lead)


def test_whoever_has_left_has_no_duty_any_more(shared: Cast) -> None:
    office = shared.own
    _leaves(office.officer)
    found = _who(shared, "road")
    assert found.officer_id == office.colleague.pk, "who stands in by the table"
    _leaves(office.colleague)
    found = _who(shared, "road")
    assert (found.officer_id, found.gap) == (None, Gap.GONE)


def test_a_department_takes_it_and_somebody_there_claims_it(shared: Cast) -> None:
    team = {"kind": "team", "team": shared.road.team_id, "officer": None}
    publish(
        shared.viewer(shared.district_desk),
        place=shared.yangcheon,
        code="road",
        values={"unit": team},
        valid_from=TODAY,
        now=NOW,
    )
    found = _who(shared, "road")
    assert (found.team_id, found.officer_id) == (shared.road.team_id, None)
    assert not found.nobody
    assert found.zone_officer_id == shared.own.welfare_officer.pk
    _duties(shared.road, Line(officer_id=shared.road.pk, title="도로 보수"))
    assert _who(shared, "road").officer_id == shared.road.pk
    _away(shared.road)
    away = _who(shared, "road")
    assert (away.team_id, away.officer_id, away.gap) == (shared.road.team_id, None, Gap.AWAY)


def test_single_tongs_may_be_somebody_else_s(shared: Cast) -> None:
    office = shared.own
    fixed = {"kind": "team", "team": office.lead.team_id, "officer": office.colleague.pk}
    _say(shared, "road", tongs=[{"tongs": [1, 2], "unit": fixed}])
    assert _who(shared, "road", tong=2).officer_id == office.colleague.pk
    assert _who(shared, "road", tong=3).officer_id == office.officer.pk
    _leaves(office.colleague)
    gone = _who(shared, "road", tong=2)
    assert (gone.officer_id, gone.gap) == (office.officer.pk, Gap.GONE)


def test_a_unit_that_was_closed_leaves_it_to_the_duties(shared: Cast) -> None:
    office = shared.own
    team = add_team(
        SYSTEM, place=shared.yangcheon, name="치수과", kind=TeamKind.DEPARTMENT, now=NOW
    )
    _say(shared, "road", unit={"kind": "team", "team": team.pk, "officer": None})
    empty = _who(shared, "road")
    assert (empty.team_id, empty.gap) == (team.pk, Gap.EMPTY)
    assert empty.nobody
    close_team(SYSTEM, team=team, now=NOW)
    found = _who(shared, "road")
    assert (found.officer_id, found.gap) == (office.officer.pk, Gap.CLOSED)
    _say(shared, "road", unit={"kind": "duty", "team": None, "officer": None}, duty_words=["없음"])
    assert _who(shared, "road").gap is Gap.VACANT


def test_a_dong_without_a_welfare_team_says_so(shared: Cast) -> None:
    """Another dong: nobody has duties there, and its welfare team has been closed."""
    near = shared.near
    for officer in (near.welfare_officer, near.welfare_lead):
        _leaves(officer)
    close_team(SYSTEM, team=near.welfare_officer.team, now=NOW + DAY)
    words = categories_of(near.dong.pk, day=TODAY).get("welfare")
    assert words is not None
    found = responsible_for(SYSTEM, category=words, dong_id=near.dong.pk, tong=5, day=TODAY + DAY)
    assert found.gap is Gap.NO_UNIT
    assert (found.team_id, found.officer_id) == (near.lead.team_id, None)


def test_who_is_responsible_costs_five_statements(shared: Cast) -> None:
    words = categories_of(shared.own.dong.pk, day=TODAY).get("road")
    assert words is not None
    viewer = shared.viewer(shared.own.lead)
    with CaptureQueriesContext(connection) as asked:
        responsible_for(viewer, category=words, dong_id=shared.own.dong.pk, tong=1, day=TODAY)
    assert len(asked) == 5

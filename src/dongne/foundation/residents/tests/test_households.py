"""Who lives with whom: one household a person, one head a household."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from dongne.foundation.audit.public import AuditEntry
from dongne.foundation.residents.public import (
    Household,
    Person,
    current_membership,
    dissolve_household,
    edit_household,
    found_household,
    household_of,
    join_household,
    leave_household,
    members_of,
    open_household,
)
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, Refused
from tests.cast import NOW

New = Callable[..., Person]


@pytest.fixture
def home(new: New, officer: Viewer) -> Household:
    return found_household(officer, head_id=new("박가장").pk, now=NOW)


def _who(officer: Viewer, home: Household) -> list[str]:
    return [one.relation for one in members_of(officer, [home.pk]).get(home.pk, [])]


def test_a_household_takes_its_heads_address_which_nobody_sees_on_the_way(
    home: Household, officer: Viewer
) -> None:
    opened = open_household(officer, household_id=home.pk, purpose="visit", now=NOW)
    assert opened.values["address"] == "서울특별시 양천구 신월로12길 34"
    assert not any("신월로" in str(row.changes) for row in AuditEntry.objects.all())


def test_the_head_comes_first_and_everybody_joins_once(
    home: Household, new: New, officer: Viewer
) -> None:
    child = new("박아이")
    join_household(officer, household_id=home.pk, person_id=child.pk, relation="child", now=NOW)
    assert _who(officer, home) == ["head", "child"]
    with pytest.raises(Conflict):
        join_household(officer, household_id=home.pk, person_id=child.pk, relation="child", now=NOW)
    with pytest.raises(Conflict):
        found_household(officer, head_id=child.pk, now=NOW)


def test_there_is_one_head(home: Household, new: New, officer: Viewer) -> None:
    other = new("최가장")
    with pytest.raises(Conflict):
        join_household(officer, household_id=home.pk, person_id=other.pk, relation="head", now=NOW)


def test_who_left_is_still_seen_as_of_then(home: Household, new: New, officer: Viewer) -> None:
    child = new("박아이")
    join_household(
        officer,
        household_id=home.pk,
        person_id=child.pk,
        relation="child",
        starts_on=date(2020, 1, 1),
        now=NOW,
    )
    leave_household(
        officer, household_id=home.pk, person_id=child.pk, ends_on=date(2026, 3, 1), now=NOW
    )
    assert _who(officer, home) == ["head"]
    [past] = members_of(officer, [home.pk], past=True)[home.pk]
    assert (past.starts_on, past.ends_on) == (date(2020, 1, 1), date(2026, 3, 1))
    assert current_membership(officer, child) is None


def test_the_last_one_who_leaves_closes_the_household(home: Household, officer: Viewer) -> None:
    [head] = members_of(officer, [home.pk])[home.pk]
    leave_household(officer, household_id=home.pk, person_id=head.person_id, now=NOW)
    assert household_of(officer, home.pk).dissolved_on is not None
    with pytest.raises(Conflict):
        dissolve_household(officer, household_id=home.pk, now=NOW)


def test_days_that_can_not_be_are_refused(home: Household, new: New, officer: Viewer) -> None:
    child = new("박아이")
    tomorrow = NOW.date() + timedelta(days=2)
    with pytest.raises(Refused):
        join_household(
            officer,
            household_id=home.pk,
            person_id=child.pk,
            relation="child",
            starts_on=tomorrow,
            now=NOW,
        )
    join_household(officer, household_id=home.pk, person_id=child.pk, relation="child", now=NOW)
    with pytest.raises(Refused):
        leave_household(
            officer, household_id=home.pk, person_id=child.pk, ends_on=date(2020, 1, 1), now=NOW
        )


def test_a_household_moves_as_a_whole_and_by_one_hand(home: Household, officer: Viewer) -> None:
    edit_household(officer, household_id=home.pk, version=1, address="신정로 3", now=NOW)
    with pytest.raises(Conflict):
        edit_household(officer, household_id=home.pk, version=1, address="신정로 4", now=NOW)
    assert Household.objects.for_viewer(SYSTEM).get().version == 2

"""Two rows of one person become one, and two again; who only looks alike stays two."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from dongne.foundation.openings.public import Opening
from dongne.foundation.residents import holders
from dongne.foundation.residents.models import Merge
from dongne.foundation.residents.public import (
    Held,
    Holder,
    Person,
    current_membership,
    edit_person,
    find_persons,
    found_household,
    keep_away,
    person_of,
    register_holder,
)
from dongne.foundation.residents.queries.duplicates import compared, merges_of, pairs_in
from dongne.foundation.residents.services.merging import (
    merge_persons,
    say_different,
    unmerge_persons,
)
from dongne.foundation.residents.tasks import forget
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused
from tests.cast import NOW, Cast

New = Callable[..., Person]
OTHER_PHONE = "010-9999-0000"


def values(person_id: UUID) -> dict[str, str]:
    person = Person.objects.for_viewer(SYSTEM).get(pk=person_id)
    return {f.name: v.reveal() for f in Person.sealed_fields() if (v := getattr(person, f.name))}


def test_pairs_are_found_by_what_is_the_same_and_nobody_is_opened(
    cast: Cast, new: New, officer: Viewer
) -> None:
    one, two = new("김순자"), new("김순자", phone=OTHER_PHONE)
    child = new("이민호", birth_date="1975-01-02", address="신월로 1")
    new("박철수", phone="010-2222-3333", birth_date="1980-01-01", address="신월로 2")
    pairs = pairs_in(officer, cast.own.dong.pk)
    told = {frozenset((p.one.pk, p.other.pk)): p.why for p in pairs}
    assert told[frozenset((one.pk, two.pk))] == ("name_birth", "name_address")
    assert told[frozenset((one.pk, child.pk))] == ("phone",)
    assert len(pairs) == 2
    same = {row.column: row.same for row in compared(one, two)}
    assert same == {
        "name": True,
        "phone": False,
        "address": True,
        "address_detail": True,
        "birth_date": True,
    }
    assert not Opening.objects.for_viewer(SYSTEM).exists()


def test_different_people_are_not_offered_again(cast: Cast, new: New, officer: Viewer) -> None:
    one, child = new("김순자"), new("이민호", birth_date="1975-01-02", address="신월로 1")
    say_different(officer, one_id=child.pk, other_id=one.pk, now=NOW)
    say_different(officer, one_id=one.pk, other_id=child.pk, now=NOW)
    assert pairs_in(officer, cast.own.dong.pk) == []


def test_the_chosen_values_stay_and_the_other_number_stands_beside(
    new: New, officer: Viewer
) -> None:
    kept = new("김순자", birth_date="")
    gone = new("김 순자", phone=OTHER_PHONE, email="s@example.com", address="신월로 9")
    merge_persons(officer, kept_id=kept.pk, gone_id=gone.pk, take=["address"], now=NOW)
    assert values(kept.pk) == {
        "name": "김순자",
        "phone": "010-1234-5678",
        "second_phone": OTHER_PHONE,
        "email": "s@example.com",
        "address": "신월로 9",
        "address_detail": "201호",
        "birth_date": "1948-03-05",
    }
    assert person_of(officer, gone.pk).merged_into_id == kept.pk
    assert [one.pk for one in find_persons(officer, phone=OTHER_PHONE)] == [kept.pk]
    assert not Opening.objects.for_viewer(SYSTEM).exists()


def test_taken_back_both_are_as_they_were(new: New, officer: Viewer) -> None:
    kept, gone = new("김순자", birth_date=""), new("김순자", phone=OTHER_PHONE, email="s@e.com")
    household = found_household(officer, head_id=gone.pk, now=NOW)
    before = values(kept.pk), values(gone.pk)
    merge = merge_persons(
        officer, kept_id=kept.pk, gone_id=gone.pk, take=["phone", "language"], now=NOW
    )
    membership = current_membership(officer, person_of(officer, kept.pk))
    assert membership is not None
    assert membership.household_id == household.pk
    assert [one.pk for one in merges_of(officer, now=NOW)] == [merge.pk]
    unmerge_persons(officer, merge_id=merge.pk, now=NOW)
    assert (values(kept.pk), values(gone.pk)) == before
    assert current_membership(officer, person_of(officer, kept.pk)) is None
    assert current_membership(officer, person_of(officer, gone.pk)) is not None
    assert not person_of(officer, gone.pk).is_gone
    with pytest.raises(NotHere):
        unmerge_persons(officer, merge_id=merge.pk, now=NOW)


def test_not_after_a_week_nor_over_what_was_changed_since(new: New, officer: Viewer) -> None:
    one, two, three = new("김순자"), new("김순자"), new("김순자")
    old = merge_persons(officer, kept_id=one.pk, gone_id=two.pk, now=NOW)
    later = NOW + timedelta(days=7)
    with pytest.raises(Conflict):
        unmerge_persons(officer, merge_id=old.pk, now=later)
    forget(now=later - timedelta(seconds=1))
    assert Merge.objects.for_viewer(SYSTEM).get(pk=old.pk).before
    forget(now=later)
    assert not Merge.objects.for_viewer(SYSTEM).get(pk=old.pk).before
    new_one = merge_persons(officer, kept_id=one.pk, gone_id=three.pk, now=later)
    version = person_of(officer, one.pk).version
    edit_person(officer, person_id=one.pk, version=version, now=later, phone="010-7777-6666")
    with pytest.raises(Conflict):
        unmerge_persons(officer, merge_id=new_one.pk, now=later)


def test_what_others_hold_moves_with_it(
    new: New, officer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved: list[Any] = []
    monkeypatch.setattr(holders, "_holders", {})
    register_holder(
        "test",
        Holder(
            title="시험",
            list_held=lambda viewer, key: [Held(text="x")],
            merge=lambda actor, kept, gone, now: moved.append((kept, gone)),
        ),
    )
    kept, gone = new("김순자"), new("김순자")
    merge_persons(officer, kept_id=kept.pk, gone_id=gone.pk, now=NOW)
    assert moved == [(kept.pk, gone.pk)]


def test_who_is_kept_from_the_other_is_never_merged_with_them(new: New, officer: Viewer) -> None:
    kept, gone = new("김순자"), new("김순자")
    keep_away(
        officer, person_id=kept.pk, blocked_person_id=gone.pk, basis="order", note="", now=NOW
    )
    with pytest.raises(Refused, match="차단"):
        merge_persons(officer, kept_id=kept.pk, gone_id=gone.pk, now=NOW)


def test_strangers_merge_nobody(cast: Cast, new: New) -> None:
    kept, gone = new("김순자"), new("김순자")
    for officer in (cast.near.officer, cast.far.head, cast.district_desk):
        with pytest.raises((NotHere, Forbidden)):
            merge_persons(cast.viewer(officer), kept_id=kept.pk, gone_id=gone.pk, now=NOW)

"""The log of openings: only ever added to, and one changed byte of it is found."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from dongne.foundation.openings import services
from dongne.foundation.openings.models import Head, Opening
from dongne.foundation.openings.public import (
    Deed,
    Examination,
    Fault,
    examine_chains,
    openings_for,
    record_opening,
    record_openings,
    verify,
)
from dongne.foundation.openings.rules import GENESIS, link_of
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.ids import new_id
from dongne.lib.refusals import Refused
from tests.cast import NOW, Cast

TABLES = ("openings_opening", "openings_head", "openings_examination")


def opened(cast: Cast, times: int = 1, *, purpose: str = "상담 전화") -> list[Opening]:
    """Opened by the officer of the dong, each somebody else's."""
    subjects = [
        (cast.own.dong, f"resident:{new_id()}", ["name", "phone"]) for _each in range(times)
    ]
    viewer = cast.viewer(cast.own.officer)
    dong_id = cast.own.dong.pk
    return record_openings(viewer, subjects=subjects, purpose=purpose, now=NOW, dong_id=dong_id)


@pytest.fixture
def unguarded(db: None) -> None:
    """The hand of somebody who owns the tables: without triggers, until the test is rolled back."""
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")


def by_hand(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_a_row_says_who_when_where_whose_what_and_why(cast: Cast) -> None:
    viewer = cast.viewer(cast.own.officer)
    row = record_opening(
        viewer,
        subject=cast.own.dong,
        whose="resident:1",
        columns=["name"],
        purpose=" visit ",
        now=NOW,
        deed=Deed.PRINTED,
    )
    kept = openings_for(viewer).get()
    assert kept == row
    assert (kept.account_id, kept.officer_id, kept.at) == (
        viewer.account_id,
        viewer.officer_id,
        NOW,
    )
    assert (kept.whose, kept.columns, kept.purpose) == ("resident:1", ["name"], "visit")
    assert (kept.chain, kept.position, kept.deed) == (f"dong:{cast.own.dong.pk}", 1, "printed")
    assert bytes(kept.previous) == GENESIS
    assert bytes(kept.link) == link_of(GENESIS, vars(kept))
    assert verify() == []


@pytest.mark.parametrize("purpose", ["", " ", "가", "\0", "가" * 201])
def test_nothing_is_opened_without_a_purpose(cast: Cast, purpose: str) -> None:
    with pytest.raises(Refused):
        opened(cast, purpose=purpose)
    assert not Opening._base_manager.exists()


def test_what_was_typed_is_hashed_as_it_is_kept(cast: Cast) -> None:
    for purpose in ("전화\0상담", 'a "quoted" \\ one', "ᄒᆞᆫ글 🏘️", "두\n줄", "\ud800 절반"):
        opened(cast, purpose=purpose)
    assert verify() == []


def test_many_are_written_in_as_many_statements_as_one(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    opened(cast)
    for times in (1, 500):
        viewer = cast.viewer(cast.own.officer)
        subjects = [(cast.own.dong, f"resident:{n}", ["name"]) for n in range(times)]
        with django_assert_num_queries(2):
            record_openings(viewer, subjects=subjects, purpose="상담", now=NOW)
    assert verify() == []
    assert [row.position for row in openings_for(viewer).order_by("position")] == [*range(1, 503)]


def test_each_dong_has_its_own_chain(cast: Cast) -> None:
    for officer in (cast.own.officer, cast.near.officer, cast.district_desk, cast.city_desk):
        viewer = cast.viewer(officer)
        place = cast.yangcheon
        record_opening(viewer, subject=place, whose="x:1", columns=[], purpose="점검", now=NOW)
    record_opening(SYSTEM, subject=place, whose="x:1", columns=[], purpose="점검", now=NOW)
    chains = set(Head.objects.values_list("chain", "position"))
    assert chains == {
        (f"dong:{cast.own.dong.pk}", 1),
        (f"dong:{cast.near.dong.pk}", 1),
        (f"district:{cast.yangcheon.pk}", 1),
        (f"city:{cast.seoul.pk}", 1),
        ("house", 1),
    }
    assert verify() == []


def test_what_belongs_to_two_dongs_stands_in_two_chains(cast: Cast) -> None:
    teams = [office.officer.team for office in (cast.near, cast.own, cast.near)]
    rows = record_openings(
        cast.viewer(cast.privacy),
        subjects=[(team, f"x:{n}", []) for n, team in enumerate(teams)],
        purpose="점검",
        now=NOW,
    )
    assert [(row.dong_id, row.whose) for row in rows] == [
        (team.dong_id, f"x:{n}") for n, team in enumerate(teams)
    ]
    assert [row.position for row in rows] == [1, 1, 2]
    assert verify() == []


def test_an_officer_reads_their_own_whoever_looks_after_privacy_those_of_the_place(
    cast: Cast,
) -> None:
    opened(cast, 2)
    for officer in (cast.own.colleague, cast.near.officer, cast.privacy, cast.far.officer):
        viewer = cast.viewer(officer)
        record_opening(
            viewer, subject=cast.yangcheon, whose="x:1", columns=[], purpose="점검", now=NOW
        )
    seen = {who: openings_for(cast.viewer(o)).count() for who, o in cast.everybody.items()}
    assert seen == {
        **dict.fromkeys(seen, 0),
        "officer": 2,
        "colleague": 1,
        "head": 3,
        "other dong": 1,
        "other district": 1,
        "privacy officer": 5,
    }


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("how", ["UPDATE {} SET chain = 'x'", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_database_refuses_to_change_or_delete(cast: Cast, table: str, how: str) -> None:
    if how.startswith("TRUNCATE"):
        # Switched off for tests that empty every table after themselves.
        by_hand(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    opened(cast)
    examine_chains(now=NOW, whole=True)
    by_hand("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(ProgrammingError, match="only"), transaction.atomic():
        by_hand(how.format(table))
    assert verify() == []


CHANGES = {
    "id": "gen_random_uuid()",
    "at": "at + interval '1 microsecond'",
    "actor_kind": "'system'",
    "account_id": "account_id + 1",
    "officer_id": "NULL",
    "actor_name": "actor_name || ' '",
    "address": "'10.0.0.9'",
    "dong_id": "NULL",
    "deed": "'printed'",
    "subject_type": "subject_type || 'x'",
    "subject_id": "subject_id || '0'",
    "whose": "replace(whose, 'resident', 'Resident')",
    "columns": "'[\"name\"]'::jsonb",
    "purpose": "overlay(purpose placing '방' from 1)",
    "previous": "set_byte(previous, 31, get_byte(previous, 31) # 1)",
    "link": "set_byte(link, 0, get_byte(link, 0) # 128)",
    "key_id": "'00000000'",
    "seal": "set_byte(seal, 15, get_byte(seal, 15) # 1)",
}


@pytest.mark.parametrize("column", CHANGES)
@pytest.mark.parametrize("position", [1, 3, 5])
def test_a_changed_byte_is_found(cast: Cast, unguarded: None, column: str, position: int) -> None:
    rows = opened(cast, 5)
    by_hand(
        f"UPDATE openings_opening SET {column} = {CHANGES[column]} WHERE id = %s",  # noqa: S608
        rows[position - 1].pk,
    )
    [broken] = verify(cast.own.dong.pk)
    assert broken.position == position
    expected = {"key_id": Fault.NO_KEY, "seal": Fault.FORGED}.get(column, Fault.CHANGED)
    assert broken.fault is expected


def test_every_column_is_among_those_changed() -> None:
    columns = {field.column for field in Opening._meta.concrete_fields}
    assert columns - set(CHANGES) == {"chain", "position"}


@pytest.mark.parametrize("position", [1, 3, 5])
def test_a_removed_row_is_found_the_last_one_too(
    cast: Cast, unguarded: None, position: int
) -> None:
    rows = opened(cast, 5)
    by_hand("DELETE FROM openings_opening WHERE id = %s", rows[position - 1].pk)
    [broken] = verify()
    assert (broken.position, broken.fault) == (position, Fault.MISSING)


def test_two_rows_that_changed_places_are_found(cast: Cast, unguarded: None) -> None:
    rows = opened(cast, 5)
    for pk, position in ((rows[1].pk, 99), (rows[3].pk, 2), (rows[1].pk, 4)):
        by_hand("UPDATE openings_opening SET position = %s WHERE id = %s", position, pk)
    [broken] = verify()
    assert (broken.position, broken.fault) == (2, Fault.CHANGED)


def test_a_row_moved_to_another_chain_is_missed_there_and_found_here(
    cast: Cast, unguarded: None
) -> None:
    rows = opened(cast, 2)
    by_hand("UPDATE openings_opening SET chain = 'dong:0' WHERE id = %s", rows[1].pk)
    assert {broken.fault for broken in verify()} == {Fault.MISSING}
    assert len(verify()) == 2


def added_by_hand(after: Opening, *, seal: bytes) -> None:
    row = Opening(**{f.attname: getattr(after, f.attname) for f in Opening._meta.concrete_fields})
    row.id, row.position, row.previous = new_id(), after.position + 1, bytes(after.link)
    row.whose = "resident:nobody"
    row.link, row.seal = link_of(bytes(after.link), vars(row)), seal
    row.save(force_insert=True)


def test_a_row_added_by_hand_is_found(cast: Cast) -> None:
    added_by_hand(opened(cast, 2)[-1], seal=bytes(32))
    [broken] = verify()
    assert (broken.position, broken.fault) == (3, Fault.FORGED)


def test_whoever_has_the_hashes_but_not_the_key_cannot_write_the_chain_anew(
    cast: Cast, unguarded: None
) -> None:
    """SHA-256 needs no secret: the chain fits again, its seals do not."""
    rows = opened(cast, 3)
    link = bytes(rows[0].link)
    for row in rows[1:]:
        row.purpose, row.previous = "지어낸 까닭", link
        row.link = link = link_of(link, vars(row))
        row.save(force_update=True)
    by_hand("UPDATE openings_head SET link = %s", link)
    [broken] = verify()
    assert (broken.position, broken.fault) == (2, Fault.FORGED)


@pytest.mark.parametrize(
    "how",
    [
        "DELETE FROM openings_head",
        "UPDATE openings_head SET position = position - 1",
        "UPDATE openings_head SET link = set_byte(link, 0, get_byte(link, 0) # 1)",
        "UPDATE openings_head SET seal = set_byte(seal, 0, get_byte(seal, 0) # 1)",
    ],
)
def test_a_head_that_was_changed_is_found(cast: Cast, unguarded: None, how: str) -> None:
    opened(cast, 2)
    by_hand(how)
    [broken] = verify()
    assert broken.fault in {Fault.HEAD, Fault.ADDED}


def test_a_chain_cut_back_together_with_its_head_is_found_by_the_last_examination(
    cast: Cast, unguarded: None
) -> None:
    opened(cast, 2)
    before = Head.objects.get()
    rows = opened(cast, 2)
    assert examine_chains(now=NOW, whole=True) == []
    by_hand("DELETE FROM openings_opening WHERE position > 2")
    by_hand(
        "UPDATE openings_head SET position = 2, link = %s, key_id = %s, seal = %s",
        *(bytes(before.link), before.key_id, bytes(before.seal)),
    )
    [broken] = verify()
    assert (broken.position, broken.fault) == (rows[-1].position, Fault.CUT)
    by_hand("DELETE FROM openings_opening")
    by_hand("DELETE FROM openings_head")
    assert [each.fault for each in verify()] == [Fault.CUT]


def test_every_night_only_what_is_new_is_read_and_found(cast: Cast, unguarded: None) -> None:
    rows = opened(cast, 4)
    assert examine_chains(now=NOW, whole=False) == []
    opened(cast, 3)
    assert examine_chains(now=NOW + timedelta(days=1), whole=False) == []
    assert list(Examination.objects.order_by("id").values_list("rows", "position")) == [
        (4, 4),
        (3, 7),
    ]
    by_hand("UPDATE openings_opening SET purpose = 'x' || purpose WHERE id = %s", rows[1].pk)
    assert examine_chains(now=NOW + timedelta(days=2), whole=False) == []
    [broken] = examine_chains(now=NOW + timedelta(days=3), whole=True)
    assert broken.opening_id == rows[1].pk
    [finding] = Examination.objects.exclude(found=[])
    assert finding.found == [broken.as_json()]


def test_a_long_chain_is_read_in_parts(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dongne.foundation.openings.queries.BATCH", 7)
    opened(cast, 21)
    opened(cast, 4)
    assert verify() == []
    assert services.examine_chains(now=NOW, whole=True) == []

"""Persons are added, edited by one hand at a time, found, opened and destroyed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from django.db import connection

from dongne.foundation.audit.public import AuditEntry
from dongne.foundation.openings.public import Opening
from dongne.foundation.residents.public import (
    ChangedMeanwhile,
    Person,
    Unsound,
    add_person,
    alike,
    destroy_person,
    edit_person,
    find_persons,
    move_person,
    open_person,
    persons_for,
    reveal_contact,
)
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused
from tests.cast import NOW, Cast

New = Callable[..., Person]


def _dump() -> str:
    """All that the module's tables and the audit rows hold, as text."""
    found = []
    with connection.cursor() as cursor:
        for table in ("residents_person", "residents_household", "residents_block"):
            cursor.execute(f"SELECT t::text FROM {table} t")  # noqa: S608
            found += [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT changes::text FROM audit_auditentry")
        found += [row[0] for row in cursor.fetchall()]
    return "\n".join(found)


def test_nothing_of_a_person_lies_in_the_clear(new: New, officer: Viewer) -> None:
    person = new(email="soonja@example.com", note="귀가 어두우심", second_phone="02-123-4567")
    edit_person(officer, person_id=person.pk, version=1, phone="010-9999-8888", now=NOW)
    text = _dump()
    for said in (
        "김순자",
        "1234-5678",
        "9999-8888",
        "soonja",
        "신월로",
        "201호",
        "1948-03",
        "귀가",
    ):
        assert said not in text, said
        assert said.encode().hex() not in text, said


def test_a_new_person_is_masked_wherever_it_is_printed(new: New) -> None:
    person = new()
    assert str(person.name) == "김*자"
    assert str(person.phone) == "010-****-5678"
    assert "34" not in str(person.address)
    assert str(person.birth_date) == "1948-**-**"


def test_a_text_with_a_registration_number_is_refused_in_every_column(new: New) -> None:
    for column in ("name", "phone", "note", "address", "address_detail", "birth_date", "email"):
        with pytest.raises(Unsound) as refused:
            new(**{column: "480305-2123456"})
        assert "주민등록번호" in refused.value.columns[column]
        assert "480305" not in str(refused.value)
    assert not Person.objects.for_viewer(SYSTEM).exists()


def test_everything_that_is_wrong_is_said_at_once(new: New) -> None:
    with pytest.raises(Unsound) as refused:
        new("😀", phone="12", birth_date="1948-13-01")
    assert set(refused.value.columns) == {"name", "phone", "birth_date"}


def test_of_two_who_edit_at_once_the_second_is_shown_both(new: New, officer: Viewer) -> None:
    person = new()
    edit_person(officer, person_id=person.pk, version=1, phone="010-1111-2222", now=NOW)
    with pytest.raises(ChangedMeanwhile) as refused:
        edit_person(officer, person_id=person.pk, version=1, phone="010-3333-4444", now=NOW)
    assert refused.value.person.version == 2
    assert str(refused.value.person.phone) == "010-****-2222"


def test_an_edit_that_changes_nothing_is_told(new: New, officer: Viewer) -> None:
    person = new()
    with pytest.raises(Conflict):
        edit_person(officer, person_id=person.pk, version=1, phone="010 1234 5678", now=NOW)


def test_an_audit_row_says_only_that_a_sealed_column_changed(new: New, officer: Viewer) -> None:
    person = new()
    edit_person(
        officer,
        person_id=person.pk,
        version=1,
        phone="",
        email="a@example.com",
        sex="female",
        now=NOW,
    )
    row = AuditEntry.objects.get(action="residents.edited")
    assert row.changes == {"phone": ["•", ""], "email": ["", "•"], "sex": ["", "female"]}


@pytest.mark.parametrize(
    "asked", ["남궁 영", "남궁영", unicodedata.normalize("NFD", "남궁 영"), " 남궁영 "]
)
def test_a_name_is_found_however_it_is_spaced_and_composed(
    new: New, officer: Viewer, asked: str
) -> None:
    person = new("남궁 영")
    assert find_persons(officer, name=asked) == [person]


def test_a_number_is_found_in_any_form_and_by_its_last_four(new: New, officer: Viewer) -> None:
    person = new(second_phone="02-777-4321")
    assert find_persons(officer, phone="01012345678") == [person]
    assert find_persons(officer, last_four="5678") == [person]
    assert find_persons(officer, last_four="4321") == [person]
    assert find_persons(officer, last_four="5678", birth_date="1948-03-05") == [person]
    assert find_persons(officer, last_four="5678", birth_date="1950-03-05") == []
    assert find_persons(officer) == []


def test_finding_is_one_statement_and_goes_by_the_index(
    new: New, officer: Viewer, django_assert_num_queries: Callable[[int], object]
) -> None:
    new()
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        find_persons(officer, name="김순자", phone="010-1234-5678")


def test_whoever_does_not_work_with_residents_sees_nobody(new: New, cast: Cast) -> None:
    person = new()
    strangers = (
        "other dong",
        "other district",
        "district desk",
        "department",
        "city desk",
        "system administrator",
    )
    for who in strangers:
        viewer = cast.viewer(cast.everybody[who])
        assert not persons_for(viewer).exists(), who
        with pytest.raises(NotHere):
            open_person(viewer, person_id=person.pk, purpose="상담", now=NOW)
    assert persons_for(cast.viewer(cast.privacy)).exists()


def test_opening_is_logged_with_its_purpose_and_columns(new: New, officer: Viewer) -> None:
    person = new()
    opened = open_person(
        officer, person_id=person.pk, purpose="방문 상담", columns=["phone", "name"], now=NOW
    )
    assert opened.values == {"name": "김순자", "phone": "010-1234-5678"}
    row = Opening.objects.for_viewer(SYSTEM).get()
    assert (row.whose, row.purpose) == (f"resident:{person.pk}", "방문 상담")
    assert row.columns == ["name", "phone"]


def test_nothing_is_shown_without_a_purpose(new: New, officer: Viewer) -> None:
    person = new()
    with pytest.raises(Refused):
        open_person(officer, person_id=person.pk, purpose=" ", now=NOW)


def test_nothing_is_shown_when_the_log_can_not_be_written(new: New, officer: Viewer) -> None:
    person = new()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE openings_opening RENAME COLUMN purpose TO gone")
    with pytest.raises(Exception, match="purpose"):
        open_person(officer, person_id=person.pk, purpose="방문 상담", now=NOW)


def test_a_message_learns_where_it_goes_and_is_logged_as_sent(new: New) -> None:
    person = new(email="a@example.com")
    assert reveal_contact(SYSTEM, person_id=person.pk, means="sms", now=NOW) == "010-1234-5678"
    letter = reveal_contact(SYSTEM, person_id=person.pk, means="letter", now=NOW)
    assert letter == "서울특별시 양천구 신월로12길 34 201호"
    assert set(Opening.objects.for_viewer(SYSTEM).values_list("deed", flat=True)) == {"sent"}


def test_duplicates_are_the_same_number_or_the_same_name_and_birth_date(
    new: New, officer: Viewer, cast: Cast
) -> None:
    person = new()
    dong = cast.own.dong.pk
    assert alike(officer, dong_id=dong, phone="010 1234 5678") == [person]
    assert alike(officer, dong_id=dong, name="김 순자", birth_date="1948-03-05") == [person]
    assert alike(officer, dong_id=dong, name="김순자", birth_date="1958-03-05") == []
    assert alike(officer, dong_id=dong, name="김순자") == []
    assert alike(officer, dong_id=dong, phone="010-1234-5678", but=person.pk) == []


def test_somebody_who_moves_is_seen_by_the_new_dong_only(
    new: New, officer: Viewer, cast: Cast
) -> None:
    person = new()
    move_person(officer, person_id=person.pk, dong_id=cast.near.dong.pk, now=NOW)
    assert not persons_for(officer).exists()
    assert find_persons(cast.viewer(cast.near.officer), name="김순자") == [person]


def test_a_destroyed_person_leaves_a_stone_with_dates(
    new: New, officer: Viewer, cast: Cast
) -> None:
    person = new()
    with pytest.raises(Forbidden):
        destroy_person(officer, person_id=person.pk, now=NOW)
    destroy_person(cast.viewer(cast.own.head), person_id=person.pk, now=NOW, why="request")
    stone = Person.objects.for_viewer(SYSTEM).get()
    assert stone.destroyed_at == NOW
    assert not any(getattr(stone, field.name) for field in Person.sealed_fields())
    keys = ("name_key", "phone_key", "phone_last4", "birth_key", "email_key")
    assert all(getattr(stone, key) is None for key in keys)
    assert find_persons(officer, name="김순자") == []
    with pytest.raises(Conflict):
        open_person(officer, person_id=person.pk, purpose="상담", now=NOW)


def test_nobody_adds_persons_to_another_dong(officer: Viewer, cast: Cast) -> None:
    with pytest.raises(Forbidden):
        add_person(officer, dong_id=cast.near.dong.pk, name="김순자", now=NOW)

"""A list of residents: refused with a registration number, masked, compared, taken in and back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection

from dongne.foundation.openings.public import Opening
from dongne.foundation.residents.public import Person, add_person, edit_person
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused
from dongne.outreach.exchange.models import PersonImport, PersonLine
from dongne.outreach.exchange.services.persons import (
    ADD,
    LEAVE,
    apply_persons,
    drop_persons,
    forget_old_lists,
    settle_line,
    take_persons_in,
    undo_persons,
)
from tests.cast import NOW, Cast

LIST = """주민 현황,,,,
연번,성 명,휴대폰,생년월일,주 소
1,김순자,010-0000-1111,1948.3.5,서울 양천구 신월로 1
2,이민호,010 0000 2222,1975-01-02,신월로 2
3,박철수,010-0000-33,1980-01-01,신월로 3
4,김순자,010-0000-1111,1948-03-05,신월로 1
계,4명,,,
"""


@pytest.fixture
def lead(cast: Cast) -> Viewer:
    return cast.viewer(cast.own.lead)


def sent(cast: Cast, lead: Viewer, text: str = LIST) -> PersonImport:
    return take_persons_in(
        lead, dong_id=cast.own.dong.pk, name="명단.csv", data=text.encode(), now=NOW
    )


def persons() -> Any:
    return Person.objects.for_viewer(SYSTEM)


def lines(run: PersonImport) -> dict[int, PersonLine]:
    return {one.number: one for one in PersonLine.objects.for_viewer(SYSTEM).filter(run=run)}


def test_untidy_rows_are_told_apart_and_nothing_lies_in_the_clear(cast: Cast, lead: Viewer) -> None:
    run = sent(cast, lead)
    told = {number: line.verdict for number, line in lines(run).items()}
    assert told == {3: "new", 4: "new", 5: "ask", 6: "ask"}
    assert list(lines(run)[5].faults) == ["phone"]
    assert lines(run)[6].twin == 3
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT row_to_json(l)::text FROM exchange_personline l UNION ALL "
            "SELECT row_to_json(r)::text FROM exchange_personimport r UNION ALL "
            "SELECT changes::text FROM audit_auditentry"
        )
        stored = "\n".join(row[0] for row in cursor.fetchall())
    for secret in ("김순자", "0000-1111", "신월로", "1948"):
        assert secret not in stored
    assert not Opening.objects.for_viewer(SYSTEM).exists()


def test_a_registration_number_anywhere_names_its_cells(cast: Cast, lead: Viewer) -> None:
    text = "성명,전화,비고\n김순자,010-0000-1111,480305-2234567\n"
    with pytest.raises(Refused, match=r"C2\. .*열을 지우고"):
        sent(cast, lead, text)
    with pytest.raises(Refused, match="B1"):
        sent(cast, lead, "성명,주민등록번호,전화\n김순자,480305-2******,010-0000-1111\n")
    assert not PersonImport.objects.for_viewer(SYSTEM).exists()


def test_who_is_there_already_has_to_be_decided(cast: Cast, lead: Viewer) -> None:
    there = add_person(
        lead, dong_id=cast.own.dong.pk, name="이민호", phone="010-0000-2222", now=NOW
    )
    run = sent(cast, lead)
    assert lines(run)[4].like == [str(there.pk)]
    with pytest.raises(Refused, match="3줄"):
        apply_persons(lead, run_id=run.pk, now=NOW)
    settle_line(lead, run_id=run.pk, number=4, choice=ADD, now=NOW)
    settle_line(lead, run_id=run.pk, number=6, choice=LEAVE, now=NOW)
    settle_line(lead, run_id=run.pk, number=5, values={"phone": "010-0000-3333"}, now=NOW)
    apply_persons(lead, run_id=run.pk, now=NOW)
    assert persons().count() == 4
    assert {one.phone.reveal() for one in persons()} == {
        "010-0000-1111",
        "010-0000-2222",
        "010-0000-3333",
    }
    assert all(not line.said for line in lines(run).values())


def test_taken_back_whoever_came_is_gone(cast: Cast, lead: Viewer) -> None:
    run = apply_persons(lead, run_id=sent(cast, lead).pk, leave_out=True, now=NOW)
    assert persons().count() == 2
    undo_persons(lead, run_id=run.pk, now=NOW)
    assert not persons().exists()
    with pytest.raises(Conflict):
        undo_persons(lead, run_id=run.pk, now=NOW)


def test_not_over_somebody_who_was_edited_since(cast: Cast, lead: Viewer) -> None:
    run = apply_persons(lead, run_id=sent(cast, lead).pk, leave_out=True, now=NOW)
    person = persons().first()
    edit_person(lead, person_id=person.pk, version=1, now=NOW, phone="010-0000-9999")
    with pytest.raises(Conflict):
        undo_persons(lead, run_id=run.pk, now=NOW)
    assert persons().count() == 2


def test_dropped_and_old_lists_leave_no_row(cast: Cast, lead: Viewer) -> None:
    drop_persons(lead, run_id=sent(cast, lead).pk, now=NOW)
    sent(cast, lead)
    assert forget_old_lists(SYSTEM, now=NOW.replace(year=2027)) == 1
    assert not PersonLine.objects.for_viewer(SYSTEM).exists()


def test_only_who_runs_the_dong(cast: Cast, lead: Viewer) -> None:
    run = sent(cast, lead)
    for officer in (cast.own.officer, cast.near.lead, cast.district_desk):
        viewer = cast.viewer(officer)
        with pytest.raises(Forbidden):
            sent(cast, viewer)
        with pytest.raises((Forbidden, NotHere)):
            apply_persons(viewer, run_id=run.pk, now=NOW, leave_out=True)


def test_a_thousand_are_compared_in_a_few_statements(
    cast: Cast, lead: Viewer, django_assert_max_num_queries: Any
) -> None:
    rows = [f"사람{n},010-0000-{n:04}" for n in range(1000)]
    with django_assert_max_num_queries(12):
        run = sent(cast, lead, "성명,전화\n" + "\n".join(rows))
    assert run.counts == {"new": 1000}
    assert json.loads(json.dumps(run.columns)) == {"0": "name", "1": "phone"}

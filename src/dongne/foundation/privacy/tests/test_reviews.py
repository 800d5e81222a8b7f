"""A month is looked through, decided on by people, and signed once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from dongne.foundation.audit.public import AuditEntry
from dongne.foundation.openings.public import openings_for
from dongne.foundation.privacy.models import Finding, Review
from dongne.foundation.privacy.queries.log import Wanted, page_of
from dongne.foundation.privacy.queries.reviews import months_of
from dongne.foundation.privacy.reasons import charges_of
from dongne.foundation.privacy.services import decide_finding, export_log, look_through, sign_month
from dongne.foundation.privacy.states import FindingState
from dongne.foundation.residents.public import add_person, open_person
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Conflict, Forbidden, Refused
from dongne.lib.seoul import Month, seoul_day
from tests.cast import Cast

OCTOBER = Month(2026, 10)
NIGHT = datetime(2026, 10, 6, 14, 0, tzinfo=UTC)  # Tuesday 23:00 in Seoul
AFTER = datetime(2026, 11, 5, 1, 0, tzinfo=UTC)
LATE = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


def resident(cast: Cast, viewer: Viewer, name: str = "문정숙") -> UUID:
    return add_person(viewer, dong_id=cast.own.dong.pk, name=name, now=NIGHT).pk


def a_night_opening(cast: Cast, by: Viewer) -> Finding:
    open_person(by, person_id=resident(cast, by), purpose="counsel", now=NIGHT)
    dong = cast.own.dong.pk
    head = cast.viewer(cast.own.head)
    assert look_through(head, dong_id=dong, month=OCTOBER, now=AFTER) == 1
    assert look_through(head, dong_id=dong, month=OCTOBER, now=AFTER) == 0
    return Finding.objects.for_viewer(head).get()


def test_a_month_is_signed_when_everything_in_it_was_decided(cast: Cast) -> None:
    found = a_night_opening(cast, cast.viewer(cast.own.officer))
    head = cast.viewer(cast.own.head)
    sign = {"dong_id": cast.own.dong.pk, "month": OCTOBER, "now": AFTER}
    with pytest.raises(Conflict) as undecided:
        sign_month(head, **sign)
    assert undecided.value.code == "undecided"
    with pytest.raises(Refused):
        decide_finding(head, finding_id=found.pk, to=FindingState.FINE, reason=" ", now=AFTER)
    decide_finding(head, finding_id=found.pk, to=FindingState.FINE, reason="당직이었음", now=AFTER)
    review = sign_month(head, **sign)
    assert (review.openings, review.people, review.findings, review.breaches) == (1, 1, 1, 0)
    assert review.chain_holds
    assert not review.was_late
    with pytest.raises(Conflict):
        sign_month(head, **sign)


def test_nobody_decides_on_their_own_openings(cast: Cast) -> None:
    head = cast.viewer(cast.own.head)
    found = a_night_opening(cast, head)
    with pytest.raises(Forbidden):
        decide_finding(head, finding_id=found.pk, to=FindingState.FINE, reason="당직", now=AFTER)
    privacy = cast.viewer(cast.privacy)
    decide_finding(
        privacy, finding_id=found.pk, to=FindingState.BREACH, reason="까닭 없음", now=AFTER
    )
    with pytest.raises(Conflict):
        decide_finding(privacy, finding_id=found.pk, to=FindingState.FINE, reason="아님", now=AFTER)


def test_a_month_without_a_signature_is_late_for_the_head_and_the_district(cast: Cast) -> None:
    officer = cast.viewer(cast.own.officer)
    open_person(officer, person_id=resident(cast, officer), purpose="counsel", now=NIGHT)
    for somebody in (cast.own.head, cast.privacy):
        viewer = cast.viewer(somebody)
        standing = {one.month: one for one in months_of(viewer, today=seoul_day(LATE))}
        assert standing[OCTOBER].is_late
        assert not standing[Month(2026, 11)].ended
    privacy = cast.viewer(cast.privacy)
    look_through(privacy, dong_id=cast.own.dong.pk, month=OCTOBER, now=LATE)
    for row in Finding.objects.for_viewer(privacy):
        decide_finding(privacy, finding_id=row.pk, to=FindingState.FINE, reason="당직", now=LATE)
    assert sign_month(privacy, dong_id=cast.own.dong.pk, month=OCTOBER, now=LATE).was_late


def test_a_running_month_cannot_be_signed(cast: Cast) -> None:
    with pytest.raises(Conflict):
        sign_month(
            cast.viewer(cast.own.head), dong_id=cast.own.dong.pk, month=Month(2026, 11), now=AFTER
        )
    assert not Review.objects.for_viewer(cast.viewer(cast.own.head)).exists()


def test_taking_the_log_out_is_a_row_of_the_log(cast: Cast) -> None:
    head = cast.viewer(cast.own.head)
    with pytest.raises(Refused):
        export_log(head, count=1, narrowed={}, reason="", now=AFTER)
    export_log(head, count=1, narrowed={}, reason="감사 자료", now=AFTER)
    [row] = openings_for(head)
    assert (row.deed, row.whose, row.purpose) == ("exported", "log:openings", "감사 자료")


def test_the_log_is_read_page_by_page_without_gaps(cast: Cast) -> None:
    officer = cast.viewer(cast.own.officer)
    person = resident(cast, officer)
    for n in range(7):
        at = NIGHT + timedelta(minutes=n // 2)
        open_person(officer, person_id=person, purpose="counsel", now=at)
    head = cast.viewer(cast.own.head)
    seen, after = [], ""
    while True:
        page = page_of(head, Wanted(), after=after, length=3)
        seen += [row.pk for row in page.rows]
        if not page.older:
            break
        after = page.older
    assert seen == [row.pk for row in openings_for(head)]
    assert len(seen) == 7
    before = page_of(head, Wanted(), before=page.newer, length=3)
    assert [row.pk for row in before.rows] == seen[3:6]


def test_no_name_of_a_resident_is_in_the_audit_rows(cast: Cast) -> None:
    a_night_opening(cast, cast.viewer(cast.own.officer))
    rows = AuditEntry.objects.filter(action__startswith="privacy.")
    assert rows
    assert all("문정숙" not in str(row.changes) for row in rows)


def test_whose_zone_it_is_comes_from_the_zones(cast: Cast) -> None:
    officer, other = cast.own.officer, cast.own.welfare_officer
    month = (OCTOBER.first, OCTOBER.last)
    found = charges_of({officer.pk, other.pk, cast.own.head.pk}, *month)
    assert {key: len(tongs) for key, tongs in found.items()} == {officer.pk: 2, other.pk: 2}

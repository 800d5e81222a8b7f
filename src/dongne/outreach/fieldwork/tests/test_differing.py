"""A record that was changed in two places: both are kept, and a person chooses between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dongne.foundation.asides.public import asides_of
from dongne.foundation.audit.public import AuditEntry
from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.ids import new_id
from dongne.lib.refusals import Conflict, Forbidden, NotHere
from dongne.outreach.fieldwork import rules
from dongne.outreach.fieldwork.models import Activity, Receipt
from dongne.outreach.fieldwork.public import (
    draft_report,
    edit_activity,
    remove_activity,
    submit_report,
)
from dongne.outreach.fieldwork.queries import count_differing
from dongne.outreach.fieldwork.rules import Record, differing, merged
from dongne.outreach.fieldwork.services.bodies import record_in
from dongne.outreach.fieldwork.services.settling import settle
from dongne.outreach.fieldwork.services.syncing import Answer, Entry, sync
from tests.cast import Cast, a_record

from .sent import text_of

pytestmark = pytest.mark.django_db
SHAS = ["aa" * 32, "bb" * 32, "cc" * 32]


def body_of(record: Record) -> dict:
    return {
        "id": str(record.id),
        "kind": record.kind,
        "field": record.field,
        "happened_at": record.happened_at.isoformat(),
        "memo": record.memo,
        "measure": record.measure,
        "address": record.address,
        "tong": record.tong,
        "latitude": record.latitude,
        "longitude": record.longitude,
        "handover": record.handover,
        "photos": [{"sha256": sha, "role": role} for sha, role in record.photos],
        "sounds": [{"sha256": sha, "seconds": seconds} for sha, seconds in record.sounds],
    } | ({} if record.counted is None else {"counted": record.counted})


def send(viewer: Viewer, record: Record, base: UUID | None = None) -> Answer:
    entry = Entry(raw_id=str(record.id), record=record, base=base, body=body_of(record))
    now = timezone.now()
    [answer] = sync(viewer, device="전화", sent_at=now, entries=[entry], now=now)
    return answer


def activity(id_: UUID) -> Activity:
    return Activity.objects.for_viewer(SYSTEM).get(pk=id_)


@pytest.fixture
def me(cast: Cast) -> Viewer:
    return cast.viewer(cast.own.officer)


@pytest.fixture
def record() -> Record:
    return a_record(happened_at=timezone.now() - timedelta(hours=1), photos=((SHAS[0], "before"),))


@pytest.fixture
def kept(me: Viewer, record: Record) -> Receipt:
    """Changed at the desk, and on the phone without knowing of it."""
    first = send(me, record)
    at_desk = replace(record, memo="사무실에서 고침", photos=((SHAS[1], "before"),))
    edit_activity(me, activity_id=record.id, record=at_desk, now=timezone.now())
    on_phone = replace(
        record,
        memo="길에서 고침",
        measure="안내함",
        photos=((SHAS[0], "before"), (SHAS[2], "after")),
    )
    answer = send(me, on_phone, base=first.receipt)
    assert (answer.status, answer.reason) == ("conflict", "edited_elsewhere")
    assert answer.receipt is not None, "the phone knows that it is safe"
    return Receipt.objects.for_viewer(SYSTEM).get(pk=answer.receipt)


def test_part_by_part(me: Viewer, record: Record, kept: Receipt) -> None:
    assert count_differing(me) == 1
    settle(
        me,
        receipt_id=kept.pk,
        chosen={"memo": "other", "photos": "both", "measure": "now", "kind": "other"},
        now=timezone.now(),
    )
    row = activity(record.id)
    assert (row.memo, row.measure) == ("길에서 고침", "")
    photos = list(row.photos.for_viewer(SYSTEM).values_list("sha256", "role"))
    assert photos == [(SHAS[1], "before"), (SHAS[0], "before"), (SHAS[2], "after")]
    assert count_differing(me) == 0
    kept.refresh_from_db()
    assert (kept.settled, kept.body["memo"]) == ("some", "길에서 고침")
    told = AuditEntry.objects.get(action="activity.settled")
    assert told.changes["parts"] == ["memo", "photos"]
    with pytest.raises(Conflict):
        settle(me, receipt_id=kept.pk, chosen={}, now=timezone.now())


def test_all_of_one_or_all_of_the_other(me: Viewer, record: Record, kept: Receipt) -> None:
    settle(me, receipt_id=kept.pk, chosen=dict.fromkeys(rules.PARTS, "other"), now=timezone.now())
    row = activity(record.id)
    assert (row.memo, row.measure) == ("길에서 고침", "안내함")
    kept.refresh_from_db()
    assert kept.settled == "all"


def test_leaving_it_changes_nothing_also_where_nothing_can_be_changed(
    me: Viewer, record: Record, kept: Receipt
) -> None:
    report = draft_report(me, day=activity(record.id).day, now=timezone.now())
    submit_report(me, report_id=report.pk, now=timezone.now())
    before = activity(record.id).receipt
    with pytest.raises(Conflict):
        settle(me, receipt_id=kept.pk, chosen={"memo": "other"}, now=timezone.now())
    settle(me, receipt_id=kept.pk, chosen={}, now=timezone.now())
    assert activity(record.id).receipt == before
    kept.refresh_from_db()
    assert kept.settled == "nothing"


def test_what_was_changed_since_the_page_was_opened_is_not_written_over(
    me: Viewer, record: Record, kept: Receipt
) -> None:
    seen = activity(record.id).receipt
    later = replace(record, memo="그사이에")
    edit_activity(me, activity_id=record.id, record=later, now=timezone.now())
    with pytest.raises(Conflict):
        settle(me, receipt_id=kept.pk, chosen={"memo": "other"}, base=seen, now=timezone.now())
    assert activity(record.id).memo == "그사이에"
    assert count_differing(me) == 1


def test_nobody_else_chooses(cast: Cast, kept: Receipt) -> None:
    for who, refusal in (
        (cast.own.colleague, Forbidden),
        (cast.own.lead, Forbidden),
        (cast.far.officer, NotHere),
    ):
        with pytest.raises(refusal):
            settle(cast.viewer(who), receipt_id=kept.pk, chosen={}, now=timezone.now())


def test_a_number_goes_along_sealed(me: Viewer, record: Record) -> None:
    first = send(me, record)
    edit_activity(
        me,
        activity_id=record.id,
        record=replace(record, memo="연락 010-1111-2222"),
        now=timezone.now(),
    )
    late = send(me, replace(record, memo="연락 010-1234-5678"), base=first.receipt)
    assert late.receipt
    settle(me, receipt_id=late.receipt, chosen={"memo": "other"}, now=timezone.now())
    row = activity(record.id)
    assert row.memo == "연락 [전화 2: ****-5678]"
    numbers = asides_of(me, [row])[str(row.pk)]
    assert [one.phone.reveal() for one in numbers if one.ordinal == 2] == ["01012345678"]


def test_a_removed_one_comes_back_only_if_it_is_wanted(me: Viewer, record: Record) -> None:
    first = send(me, record)
    remove_activity(me, activity_id=record.id, now=timezone.now())
    late = send(me, replace(record, memo="지운 뒤에"), base=first.receipt)
    assert late.receipt
    settle(me, receipt_id=late.receipt, chosen={"memo": "other"}, now=timezone.now())
    row = activity(record.id)
    assert (row.removed_at, row.memo) == (None, "지운 뒤에")


# --- pages ---------------------------------------------------------------------------------------


def test_the_first_page_leads_to_it_and_afterwards_says_no_more(
    browser: Client, record: Record, kept: Receipt
) -> None:
    assert "확인할 기록 1건" in text_of(browser.get("/"))
    assert f"/activities/{record.id}/differing" in text_of(browser.get("/activities/differing/"))
    assert "두 기록 비교하기" in text_of(browser.get(f"/activities/{record.id}"))
    page = text_of(browser.get(f"/activities/{record.id}/differing"))
    for part in ("사무실에서 고침", "길에서 고침", "안내함", "둘 다 남기기"):
        assert part in page
    said = {"receipt": str(kept.pk), "base": str(activity(record.id).receipt)}
    answer = browser.post(
        f"/activities/{record.id}/differing", said | {"part_memo": "other", "part_photos": "both"}
    )
    assert (answer.status_code, answer["Location"]) == (302, f"/activities/{record.id}")
    assert activity(record.id).memo == "길에서 고침"
    assert "확인할 기록" not in text_of(browser.get("/"))
    assert "확인할 기록이 없습니다" in text_of(browser.get("/activities/differing/"))
    page = text_of(browser.get(f"/activities/{record.id}/differing"))
    assert "모두 확인했습니다" in page
    assert "고른 부분만 옮겼습니다" in page
    assert "다른 곳에서 온 기록과 견주어 골랐습니다" in text_of(
        browser.get(f"/activities/{record.id}/history")
    )


def test_every_page_counts_ones_own_in_the_menu_without_a_statement_more(
    cast: Cast, enter: Callable[[Officer], Client], request: pytest.FixtureRequest
) -> None:
    counted = '<span class="count">1<span class="sr-only">건</span></span>'
    own, colleague = enter(cast.own.officer), enter(cast.own.colleague)
    own.get("/outings/")
    with CaptureQueriesContext(connection) as before:
        assert counted not in text_of(own.get("/outings/"))
    request.getfixturevalue("kept")
    with CaptureQueriesContext(connection) as after:
        assert counted in text_of(own.get("/outings/"))
    assert len(before) == len(after)
    assert "두 곳에서 다르게 고친 기록 1건" in text_of(own.get("/activities/"))
    assert counted not in text_of(colleague.get("/outings/"))


def test_two_who_choose_at_once(browser: Client, record: Record, kept: Receipt) -> None:
    said = {"receipt": str(kept.pk), "whole": "now"}
    address = f"/activities/{record.id}/differing"
    assert browser.post(address, said).status_code == 302
    again = browser.post(address, said)
    assert again.status_code == 409
    assert "이미 확인한 기록입니다." in text_of(again)
    assert browser.post(address, {"receipt": str(new_id())}).status_code == 404


def test_the_lead_sees_everybodys_and_chooses_nobodys(
    cast: Cast, enter: Callable[[Officer], Client], record: Record, kept: Receipt
) -> None:
    lead = enter(cast.own.lead)
    assert cast.own.officer.name in text_of(lead.get("/activities/differing/"))
    page = text_of(lead.get(f"/activities/{record.id}/differing"))
    assert "이 기록을 쓴 주무관이 고릅니다." in page
    assert "고른 대로 저장" not in page
    colleague = enter(cast.own.colleague)
    assert "길에서" not in text_of(colleague.get("/activities/differing/"))
    assert enter(cast.far.officer).get(f"/activities/{record.id}/differing").status_code == 404


# --- rules ---------------------------------------------------------------------------------------

pieces = st.lists(st.sampled_from(SHAS), unique=True, max_size=3)
records = st.builds(
    lambda memo, tong, address, handover, photos, sounds: a_record(
        id=UUID(int=7),
        memo=memo,
        tong=tong,
        address=address,
        handover=handover,
        photos=tuple((sha, "during") for sha in photos),
        sounds=tuple((sha, 3) for sha in sounds),
    ),
    st.sampled_from(["", "가", "나", " 가 "]),
    st.sampled_from([None, 1, 2]),
    st.sampled_from(["", "신정로"]),
    st.booleans(),
    pieces,
    pieces,
)
choices = st.dictionaries(st.sampled_from(list(rules.PARTS)), st.sampled_from(["now", "other"]))


patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@patient
@given(records, records, choices)
def test_what_is_chosen_is_what_is_there(now: Record, other: Record, chosen: dict) -> None:
    taken = merged(now, other, chosen)
    for part, names in rules.PARTS.items():
        source = other if chosen.get(part) == "other" else now
        assert all(getattr(taken, name) == getattr(source, name) for name in names)
    assert merged(now, other, {}) == now
    whole = merged(now, other, dict.fromkeys(rules.PARTS, "other"))
    assert differing(whole, other) == []
    assert set(differing(now, other)) == set(differing(other, now))


@patient
@given(records, records)
def test_of_both_nothing_is_missing_and_nothing_twice(now: Record, other: Record) -> None:
    both = merged(now, other, {"photos": "both", "sounds": "both"})
    for part in ("photos", "sounds"):
        taken = [sha for sha, _ in getattr(both, part)]
        assert set(taken) == {sha for one in (now, other) for sha, _ in getattr(one, part)}
        assert len(set(taken)) == len(taken)


def test_a_body_that_says_too_little_is_no_record() -> None:
    assert record_in(None) is record_in({}) is record_in({"id": "x"}) is None

"""The giver confirms and the taker confirms; both, or it did not happen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from dongne.delivery.applications import public as applications
from dongne.delivery.custody import public as custody
from dongne.delivery.custody.models import Alarm
from dongne.delivery.ways.public import Identity
from dongne.foundation.audit.public import AuditEntry
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.ids import new_id
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused
from tests.cast import NOW, Cast
from tests.making.parcels import AFTER, a_courier, a_parcel, as_courier, given, issued

pytestmark = pytest.mark.django_db


def again(parcel: custody.Parcel) -> custody.Parcel:
    return custody.Parcel.objects.for_viewer(SYSTEM).get(pk=parcel.pk)


def holder(parcel: custody.Parcel) -> str:
    now = again(parcel)
    return f"{now.holder_kind}:{now.holder_key}"


def test_whoever_seals_has_it_in_hand(cast: Cast) -> None:
    clerk = cast.viewer(cast.own.officer)
    parcel = a_parcel(clerk)
    assert holder(parcel) == f"officer:{cast.own.officer.pk}"
    assert parcel.number == "2611-0001"
    assert parcel.state == custody.ParcelState.SEALED


def test_an_offer_alone_moves_nothing(cast: Cast) -> None:
    clerk, courier = cast.viewer(cast.own.officer), a_courier(cast)
    parcel = a_parcel(clerk)
    before = holder(parcel)
    custody.offer(clerk, parcel_id=parcel.pk, to=custody.volunteer(courier.pk), now=NOW)
    assert holder(parcel) == before


def test_the_code_of_the_giver_moves_it_once(cast: Cast) -> None:
    clerk, courier = cast.viewer(cast.own.officer), a_courier(cast)
    parcel = a_parcel(clerk)
    made = custody.offer(clerk, parcel_id=parcel.pk, to=custody.volunteer(courier.pk), now=NOW)
    mine = as_courier(courier)
    first = custody.take(
        mine,
        parcel_id=parcel.pk,
        code=made.code.lower(),
        transfer_id=made.transfer.pk,
        now=AFTER,
    )
    assert holder(parcel) == f"volunteer:{courier.pk}"
    # The phone did not hear the answer and sends it again.
    second = custody.take(
        mine, parcel_id=parcel.pk, code=made.code, transfer_id=made.transfer.pk, now=AFTER
    )
    assert first.version == second.version == again(parcel).version
    legs = custody.Transfer.objects.for_viewer(SYSTEM).filter(parcel=parcel)
    assert [leg.state for leg in legs] == ["taken"]


def test_scanning_the_bag_confirms_too_and_another_bag_does_not(cast: Cast) -> None:
    clerk, courier = cast.viewer(cast.own.officer), a_courier(cast)
    one, other = a_parcel(clerk), a_parcel(clerk)
    custody.offer(clerk, parcel_id=one.pk, to=custody.volunteer(courier.pk), now=NOW)
    mine = as_courier(courier)
    with pytest.raises(Refused) as refusal:
        custody.take(mine, parcel_id=one.pk, bag=other.code, now=AFTER)
    assert refusal.value.code == "bag_wrong"
    custody.take(mine, parcel_id=one.pk, bag=one.code, now=AFTER)
    assert holder(one) == f"volunteer:{courier.pk}"


def test_nobody_takes_what_was_not_handed_to_them(cast: Cast) -> None:
    clerk = cast.viewer(cast.own.officer)
    offered, stranger = a_courier(cast), a_courier(cast, "김남남", "010-7777-0002")
    parcel = a_parcel(clerk)
    with pytest.raises(NotHere):
        custody.take(as_courier(stranger), parcel_id=parcel.pk, bag=parcel.code, now=NOW)
    made = custody.offer(clerk, parcel_id=parcel.pk, to=custody.volunteer(offered.pk), now=NOW)
    with pytest.raises(NotHere):
        custody.take(as_courier(stranger), parcel_id=parcel.pk, code=made.code, now=NOW)
    # Nor does the giver confirm for the taker.
    with pytest.raises(Forbidden):
        custody.take(clerk, parcel_id=parcel.pk, code=made.code, now=NOW)
    colleague = cast.viewer(cast.own.colleague)
    with pytest.raises(Forbidden):
        custody.offer(
            colleague, parcel_id=parcel.pk, to=custody.officer(cast.own.colleague.pk), now=NOW
        )
    assert holder(parcel) == f"officer:{cast.own.officer.pk}"


def test_five_wrong_codes_end_the_offer(cast: Cast) -> None:
    clerk, courier = cast.viewer(cast.own.officer), a_courier(cast)
    parcel = a_parcel(clerk)
    made = custody.offer(clerk, parcel_id=parcel.pk, to=custody.volunteer(courier.pk), now=NOW)
    mine = as_courier(courier)
    codes = []
    for _try in range(5):
        with pytest.raises(Refused) as refusal:
            custody.take(mine, parcel_id=parcel.pk, code="??????", now=NOW)
        codes.append(refusal.value.code)
    assert codes == ["code_wrong"] * 4 + ["code_locked"]
    with pytest.raises(Conflict):
        custody.take(mine, parcel_id=parcel.pk, code=made.code, now=NOW)
    assert holder(parcel) == f"officer:{cast.own.officer.pk}"
    fresh = custody.offer(clerk, parcel_id=parcel.pk, to=custody.volunteer(courier.pk), now=NOW)
    custody.take(mine, parcel_id=parcel.pk, code=fresh.code, now=NOW)


def test_two_offers_at_once_are_none(cast: Cast) -> None:
    clerk, courier = cast.viewer(cast.own.officer), a_courier(cast)
    parcel = a_parcel(clerk)
    custody.offer(clerk, parcel_id=parcel.pk, to=custody.volunteer(courier.pk), now=NOW)
    with pytest.raises(Conflict):
        custody.offer(
            clerk, parcel_id=parcel.pk, to=custody.officer(cast.own.colleague.pk), now=NOW
        )
    custody.withdraw_offer(clerk, parcel_id=parcel.pk, now=NOW)
    custody.offer(clerk, parcel_id=parcel.pk, to=custody.officer(cast.own.colleague.pk), now=NOW)
    custody.decline_offer(cast.viewer(cast.own.colleague), parcel_id=parcel.pk, now=NOW)
    assert holder(parcel) == f"officer:{cast.own.officer.pk}"


def test_what_a_phone_tells_too_late_is_looked_at_by_a_person(cast: Cast) -> None:
    clerk, courier = cast.viewer(cast.own.officer), a_courier(cast)
    parcel = a_parcel(clerk)
    made = custody.offer(clerk, parcel_id=parcel.pk, to=custody.volunteer(courier.pk), now=NOW)
    custody.withdraw_offer(clerk, parcel_id=parcel.pk, now=AFTER)
    with pytest.raises(Conflict) as refusal:
        custody.take(
            as_courier(courier),
            parcel_id=parcel.pk,
            code=made.code,
            transfer_id=made.transfer.pk,
            phone=custody.OnPhone(at=NOW, device="phone"),
            now=AFTER + timedelta(hours=1),
        )
    assert refusal.value.code == "late_contradicts"
    alarm = Alarm.objects.for_viewer(SYSTEM).get(parcel=parcel)
    assert alarm.kind == custody.AlarmKind.UNEXPECTED
    assert holder(parcel) == f"officer:{cast.own.officer.pk}"


def test_a_bag_number_twice(cast: Cast) -> None:
    clerk = cast.viewer(cast.own.officer)
    parcel = a_parcel(clerk, bag="A-0017")
    with pytest.raises(Conflict) as refusal:
        a_parcel(clerk, bag=" a-0017 ")
    assert refusal.value.code == "bag_used"
    # The other dong has bags of its own.
    a_parcel(cast.viewer(cast.near.officer), bag="A-0017")
    # Once it was handed over the bag's number is free again.
    custody.hand_to(clerk, parcel_id=parcel.pk, shown=custody.Shown(kind=Identity.CARD), now=AFTER)
    a_parcel(clerk, bag="A-0017")


def test_an_application_lies_in_one_bag(cast: Cast) -> None:
    clerk = cast.viewer(cast.own.officer)
    one = issued(clerk)
    custody.seal(clerk, application_ids=[one.pk], bag_number="", pages=1, now=NOW)
    with pytest.raises(Conflict) as refusal:
        custody.seal(clerk, application_ids=[one.pk], bag_number="", pages=1, now=NOW)
    assert refusal.value.code == "sealed_already"


def test_the_shelf_is_signed_for_by_one_and_makes_it_ready(cast: Cast) -> None:
    clerk = cast.viewer(cast.own.officer)
    parcel = a_parcel(clerk)
    custody.place(clerk, parcel_id=parcel.pk, to=custody.office_desk(cast.own.dong.pk), now=NOW)
    application = applications.applications_for(clerk).get()
    assert application.state == applications.ApplicationState.READY
    # Two people can't be signed for by one.
    with pytest.raises(Forbidden):
        custody.place(
            clerk, parcel_id=parcel.pk, to=custody.officer(cast.own.colleague.pk), now=NOW
        )


def test_the_database_itself_knows_one_holder(cast: Cast) -> None:
    clerk, courier = cast.viewer(cast.own.officer), a_courier(cast)
    parcel = given(clerk, a_parcel(clerk), courier)
    rows = custody.Parcel.objects.for_viewer(SYSTEM).filter(pk=parcel.pk)
    for wrong in ({"holder_key": ""}, {"holder_kind": ""}, {"holder_kind": "taker"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)
    two = [
        custody.Transfer(
            id=new_id(),
            parcel=parcel,
            position=position,
            giver_kind="volunteer",
            giver_key="a",
            taker_kind="officer",
            taker_key="b",
            offered_at=NOW,
        )
        for position in (11, 12)
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        custody.Transfer.objects.bulk_create(two)


def test_a_broken_seal_goes_back_and_nowhere_else(cast: Cast) -> None:
    clerk, courier = cast.viewer(cast.own.officer), a_courier(cast)
    parcel = given(clerk, a_parcel(clerk), courier)
    mine = as_courier(courier)
    custody.report_broken(mine, parcel_id=parcel.pk, text="모서리가 뜯겨 있었습니다", now=AFTER)
    with pytest.raises(Conflict) as refusal:
        custody.hand_to(
            mine, parcel_id=parcel.pk, shown=custody.Shown(kind=Identity.CODE, code="1"), now=AFTER
        )
    assert refusal.value.code == "seal_broken"
    made = custody.offer(
        mine, parcel_id=parcel.pk, to=custody.officer(cast.own.officer.pk), now=AFTER
    )
    custody.take(clerk, parcel_id=parcel.pk, code=made.code, now=AFTER)
    alarm = Alarm.objects.for_viewer(SYSTEM).get(parcel=parcel)
    with pytest.raises(Forbidden):
        custody.end_alarm(
            clerk,
            alarm_id=alarm.pk,
            end=custody.AlarmEnd.RESEALED,
            finding="안은 그대로",
            seal_number="S-2",
            now=AFTER,
        )
    custody.end_alarm(
        cast.viewer(cast.own.lead),
        alarm_id=alarm.pk,
        end=custody.AlarmEnd.RESEALED,
        finding="안은 그대로",
        seal_number="S-2",
        now=AFTER,
    )
    assert again(parcel).seal == "S2"
    custody.hand_to(clerk, parcel_id=parcel.pk, shown=custody.Shown(kind=Identity.CARD), now=AFTER)


def test_lost_it_stays_with_its_last_holder_until_it_is_found(cast: Cast) -> None:
    clerk, courier = cast.viewer(cast.own.officer), a_courier(cast)
    parcel = given(clerk, a_parcel(clerk), courier)
    alarm = custody.report_lost(
        as_courier(courier), parcel_id=parcel.pk, text="버스에 두고 내림", now=AFTER
    )
    assert holder(parcel) == f"volunteer:{courier.pk}"
    with pytest.raises(Conflict):
        custody.offer(
            as_courier(courier),
            parcel_id=parcel.pk,
            to=custody.officer(cast.own.officer.pk),
            now=AFTER,
        )
    lead = cast.viewer(cast.own.lead)
    custody.end_alarm(
        lead, alarm_id=alarm.pk, end=custody.AlarmEnd.FOUND, finding="분실물센터", now=AFTER
    )
    assert holder(parcel) == f"officer:{cast.own.lead.pk}"


def test_each_change_leaves_one_audit_row(cast: Cast) -> None:
    clerk, courier = cast.viewer(cast.own.officer), a_courier(cast)
    parcel = given(clerk, a_parcel(clerk), courier)
    rows = AuditEntry.objects.filter(subject_id=str(parcel.pk)).order_by("at", "id")
    assert [row.action for row in rows] == ["parcel.sealed", "parcel.offered", "parcel.moved"]

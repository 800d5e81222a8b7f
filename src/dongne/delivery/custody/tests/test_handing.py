"""Whoever takes it at last shows who they are; nobody confirms for them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from dongne.delivery.applications import public as applications
from dongne.delivery.custody import public as custody
from dongne.delivery.custody import rules
from dongne.delivery.custody.models import Alarm, IdentityCheck
from dongne.delivery.ways.public import Identity
from dongne.foundation.messaging.public import Message
from dongne.foundation.openings.public import Opening
from dongne.foundation.residents.public import Basis, keep_away
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.ids import new_id
from dongne.lib.refusals import Conflict, Forbidden, Refused
from dongne.lib.seoul import seoul_day
from tests.cast import NOW, Cast
from tests.making.applications import A_NEIGHBOUR, SOMEBODY, a_letter
from tests.making.parcels import (
    AFTER,
    a_courier,
    a_parcel,
    as_courier,
    given,
)

pytestmark = pytest.mark.django_db

CARD = custody.Shown(kind=Identity.CARD)


def code_sent(parcel: custody.Parcel) -> str:
    """As the receiver reads it on their telephone."""
    message = Message.objects.for_viewer(SYSTEM).filter(event="parcel.code").latest("asked_at")
    return rules.digits(str(message.body.reveal()).partition("확인번호는")[2][:10])


def refused(call: Any) -> str:
    with pytest.raises(Refused) as refusal:
        call()
    return refusal.value.code


def test_at_the_desk_the_card_is_seen_and_never_copied(cast: Cast) -> None:
    clerk = cast.viewer(cast.own.officer)
    parcel = a_parcel(clerk)
    custody.hand_to(clerk, parcel_id=parcel.pk, shown=CARD, now=AFTER)
    check = IdentityCheck.objects.for_viewer(SYSTEM).get()
    assert (check.kind, check.taker) == ("card", "receiver")
    application = applications.applications_for(clerk).get()
    assert application.state == applications.ApplicationState.CLOSED


def test_a_courier_never_confirms_for_the_taker(cast: Cast) -> None:
    clerk, courier = cast.viewer(cast.own.officer), a_courier(cast)
    parcel = given(clerk, a_parcel(clerk), courier)
    mine = as_courier(courier)

    def hand(**shown: Any) -> Any:
        return lambda: custody.hand_to(
            mine, parcel_id=parcel.pk, shown=custody.Shown(**shown), now=AFTER
        )

    assert refused(hand(kind=Identity.NONE)) == "courier_for_taker"
    assert refused(hand(kind=Identity.KNOWN)) == "not_for_couriers"
    assert refused(hand(kind=Identity.CARD)) == "card_needs_no_phone"
    assert refused(hand(kind=Identity.CODE, code="123456")) == "taker_code_none"
    with pytest.raises(Refused):
        custody.offer(
            mine,
            parcel_id=parcel.pk,
            to=custody.Holder(kind="taker", key=str(parcel.receiver_id)),
            now=AFTER,
        )


def test_the_receivers_code_and_date_of_birth_hand_it_over_once(cast: Cast) -> None:
    clerk, courier = cast.viewer(cast.own.officer), a_courier(cast)
    parcel = given(clerk, a_parcel(clerk), courier)
    mine = as_courier(courier)
    custody.give_taker_code(mine, parcel_id=parcel.pk, now=AFTER)
    code, deed = code_sent(parcel), new_id()
    wrong = custody.Shown(kind=Identity.CODE, code=code, birth_date="19410303")
    assert (
        refused(lambda: custody.hand_to(mine, parcel_id=parcel.pk, shown=wrong, now=AFTER))
        == "taker_code_wrong"
    )
    # A phone without network keeps a proof in place of both.
    proof = rules.proof_of(parcel.pk, code, "19410302")
    for _sent_twice in range(2):
        done = custody.hand_to(
            mine,
            parcel_id=parcel.pk,
            shown=custody.Shown(kind=Identity.CODE, proof=proof),
            deed_id=deed,
            phone=custody.OnPhone(at=AFTER, device="phone"),
            now=AFTER + timedelta(hours=2),
        )
        assert done.state == custody.ParcelState.HANDED
    legs = custody.Transfer.objects.for_viewer(SYSTEM).filter(parcel=parcel, pk=deed)
    assert [leg.phone_at for leg in legs] == [AFTER]


def test_five_wrong_codes_of_the_receiver_end_the_code(cast: Cast) -> None:
    clerk, courier = cast.viewer(cast.own.officer), a_courier(cast)
    parcel = given(clerk, a_parcel(clerk), courier)
    mine = as_courier(courier)
    custody.give_taker_code(mine, parcel_id=parcel.pk, now=AFTER)
    shown = custody.Shown(kind=Identity.CODE, code="000000", birth_date="19410302")
    codes = [
        refused(lambda: custody.hand_to(mine, parcel_id=parcel.pk, shown=shown, now=AFTER))
        for _try in range(6)
    ]
    assert codes == ["taker_code_wrong"] * 4 + ["taker_code_locked", "taker_code_none"]


def test_codes_are_not_sent_without_end(cast: Cast) -> None:
    clerk = cast.viewer(cast.own.officer)
    parcel = a_parcel(clerk)
    for _time in range(3):
        custody.give_taker_code(clerk, parcel_id=parcel.pk, now=AFTER)
    with pytest.raises(Refused):
        custody.give_taker_code(clerk, parcel_id=parcel.pk, now=AFTER)


def test_without_a_telephone_the_card_is_seen_and_the_office_asks_after_it(cast: Cast) -> None:
    clerk, courier = cast.viewer(cast.own.officer), a_courier(cast)
    nobody = applications.Who(name="김무전", address="서울특별시 양천구 신월로12길 4312")
    parcel = given(clerk, a_parcel(clerk, principal=nobody), courier)
    custody.hand_to(as_courier(courier), parcel_id=parcel.pk, shown=CARD, now=AFTER)
    alarm = Alarm.objects.for_viewer(SYSTEM).get()
    assert alarm.kind == custody.AlarmKind.CALL_BACK


def test_told_too_late_it_is_an_alarm_and_changes_nothing(cast: Cast) -> None:
    clerk, courier = cast.viewer(cast.own.officer), a_courier(cast)
    parcel = given(clerk, a_parcel(clerk), courier)
    mine = as_courier(courier)
    custody.give_taker_code(mine, parcel_id=parcel.pk, now=AFTER)
    code = code_sent(parcel)
    custody.report_lost(clerk, parcel_id=parcel.pk, text="봉사자와 연락이 안 됨", now=AFTER)
    late = custody.OnPhone(at=AFTER, device="phone")
    with pytest.raises(Conflict) as refusal:
        custody.hand_to(
            mine,
            parcel_id=parcel.pk,
            shown=custody.Shown(kind=Identity.CODE, code=code, birth_date="19410302"),
            deed_id=new_id(),
            phone=late,
            now=AFTER + timedelta(days=1),
        )
    assert refusal.value.code == "late_contradicts"
    kinds = set(Alarm.objects.for_viewer(SYSTEM).values_list("kind", flat=True))
    assert kinds == {"lost", "unexpected"}
    kept = custody.Parcel.objects.for_viewer(SYSTEM).get(pk=parcel.pk)
    assert kept.state == custody.ParcelState.LOST


def test_a_proxy_with_a_letter_takes_it_once(cast: Cast) -> None:
    clerk = cast.viewer(cast.own.officer)
    parcel, other = a_parcel(clerk), a_parcel(clerk)
    letter = a_letter(cast.own.dong.pk)
    shown = custody.Shown(
        kind=Identity.CARD, taker=custody.TakerKind.PROXY, letter_number=letter.number
    )

    def hand(one: custody.Parcel) -> Any:
        return lambda: custody.hand_to(clerk, parcel_id=one.pk, shown=shown, now=AFTER)

    assert refused(hand(parcel)) == "letter_unchecked"
    applications.check_letter(
        clerk, letter_id=letter.pk, saw_principal_copy=True, saw_proxy_card=True, now=NOW
    )
    hand(parcel)()
    uses = letter.uses.for_viewer(SYSTEM)
    assert [use.what for use in uses] == ["receive"]
    # Used, it hands over nothing more.
    assert refused(hand(other)) == "letter_used"


def test_a_letter_that_was_revoked_or_has_run_out_hands_over_nothing(cast: Cast) -> None:
    clerk = cast.viewer(cast.own.officer)
    parcel, dong = a_parcel(clerk), cast.own.dong.pk
    revoked, old = a_letter(dong), a_letter(dong, valid_until=seoul_day(NOW))
    applications.revoke_letter(clerk, letter_id=revoked.pk, why="마음이 바뀜", now=NOW)
    for letter, code in ((revoked, "letter_revoked"), (old, "letter_expired")):
        shown = custody.Shown(
            kind=Identity.CARD, taker=custody.TakerKind.PROXY, letter_number=letter.number
        )
        later = AFTER + timedelta(days=2)
        assert (
            refused(
                lambda shown=shown, later=later: custody.hand_to(
                    clerk, parcel_id=parcel.pk, shown=shown, now=later
                )
            )
            == code
        )


def test_whoever_is_kept_from_the_principal_gets_nothing(cast: Cast) -> None:
    clerk = cast.viewer(cast.own.officer)
    parcel = a_parcel(clerk)
    letter = a_letter(cast.own.dong.pk)
    applications.check_letter(
        clerk, letter_id=letter.pk, saw_principal_copy=True, saw_proxy_card=True, now=NOW
    )
    assert parcel.receiver_id is not None
    keep_away(
        cast.viewer(cast.own.lead),
        person_id=parcel.receiver_id,
        blocked_name=A_NEIGHBOUR.name,
        basis=Basis.REGISTRATION,
        now=NOW,
    )
    shown = custody.Shown(
        kind=Identity.CARD, taker=custody.TakerKind.PROXY, letter_number=letter.number
    )
    call = lambda: custody.hand_to(clerk, parcel_id=parcel.pk, shown=shown, now=AFTER)  # noqa: E731
    assert refused(call) == "blocked"


def test_an_address_is_seen_in_the_hours_of_the_visit_only_and_each_look_is_logged(
    cast: Cast,
) -> None:
    from dongne.delivery.custody.services import open_way

    clerk, courier = cast.viewer(cast.own.officer), a_courier(cast)
    parcel, mine = a_parcel(clerk), as_courier(courier)
    window = (NOW + timedelta(hours=4), NOW + timedelta(hours=6))
    made = custody.offer(
        clerk, parcel_id=parcel.pk, to=custody.volunteer(courier.pk), window=window, now=NOW
    )
    with pytest.raises(Forbidden):
        open_way(mine, parcel_id=parcel.pk, now=window[0])
    custody.take(mine, parcel_id=parcel.pk, code=made.code, now=NOW)
    for away in (NOW, window[1] + timedelta(minutes=1)):
        with pytest.raises(Refused):
            open_way(mine, parcel_id=parcel.pk, now=away)
    before = Opening.objects.for_viewer(SYSTEM).count()
    way = open_way(mine, parcel_id=parcel.pk, now=window[0])
    assert (way.name, way.address) == (SOMEBODY.name, SOMEBODY.address)
    assert Opening.objects.for_viewer(SYSTEM).count() == before + 1


def test_nobody_at_home_means_another_day_and_then_back(cast: Cast) -> None:
    clerk, courier = cast.viewer(cast.own.officer), a_courier(cast)
    parcel, mine = given(clerk, a_parcel(clerk), courier), as_courier(courier)
    deed, tomorrow = new_id(), seoul_day(AFTER) + timedelta(days=1)
    for _sent_twice in range(2):
        custody.nobody_at_home(mine, parcel_id=parcel.pk, next_on=tomorrow, deed_id=deed, now=AFTER)
    kept = custody.Parcel.objects.for_viewer(SYSTEM).get(pk=parcel.pk)
    assert (kept.tries, seoul_day(kept.window_starts)) == (1, tomorrow)  # type: ignore[arg-type]
    with pytest.raises(Conflict):
        custody.nobody_at_home(mine, parcel_id=parcel.pk, next_on=tomorrow, now=AFTER)
    custody.nobody_at_home(mine, parcel_id=parcel.pk, next_on=None, now=AFTER)
    made = custody.offer(
        mine, parcel_id=parcel.pk, to=custody.office_desk(cast.own.dong.pk), now=AFTER
    )
    custody.take(clerk, parcel_id=parcel.pk, code=made.code, now=AFTER)

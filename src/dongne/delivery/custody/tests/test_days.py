"""How long things wait, what a holiday changes, when something may be destroyed and by whom."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dongne.delivery.applications import public as applications
from dongne.delivery.custody import public as custody
from dongne.delivery.custody import rules
from dongne.delivery.custody.models import Alarm, Destruction
from dongne.delivery.custody.services.looking import look_for_late, remind
from dongne.delivery.custody.services.shifting import move, preview_moves
from dongne.foundation.calendar.public import CalendarChange, calendar_of
from dongne.foundation.messaging.public import Message
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Conflict, Forbidden
from tests.cast import NOW, Cast
from tests.making.parcels import AFTER, a_courier, a_parcel, given

pytestmark = pytest.mark.django_db


def works(day: date) -> bool:
    return day.weekday() < 5


@pytest.mark.parametrize(
    ("due", "first"),
    [
        # Fifteen days after Friday 20 November it is Saturday 5 December: the term ends on Monday.
        (date(2026, 11, 20), date(2026, 12, 8)),
        # Fifteen days after Monday 16 November it is Tuesday 1 December.
        (date(2026, 11, 16), date(2026, 12, 2)),
    ],
)
def test_fifteen_days_have_to_have_passed(due: date, first: date) -> None:
    """영 제25조제4항; 민법 제161조 where the term ends on a rest day."""
    assert rules.destroy_from(due, works) == first
    assert first > due + timedelta(days=15)


def test_three_days_in_a_compartment_end_on_a_day_on_which_somebody_works() -> None:
    assert rules.keep_until(date(2026, 11, 18), 3, works) == date(2026, 11, 23)


def test_a_holiday_declared_while_parcels_wait_moves_their_days(cast: Cast) -> None:
    clerk = cast.viewer(cast.own.officer)
    parcel = a_parcel(clerk)
    assert parcel.destroy_from == date(2026, 12, 8)
    usual = calendar_of(cast.own.dong.pk)
    after = usual.changed(added=[date(2026, 12, 7)])
    change = CalendarChange(
        dong_ids=frozenset({cast.own.dong.pk}),
        first=date(2026, 12, 7),
        last=date(2026, 12, 7),
        before=lambda _dong: usual,
        after=lambda _dong: after,
    )
    shown = preview_moves(change)
    assert [(one.before, one.after) for one in shown] == [(date(2026, 12, 8), date(2026, 12, 9))]
    for _twice in range(2):
        move(change, NOW)
    kept = custody.Parcel.objects.for_viewer(SYSTEM).get(pk=parcel.pk)
    assert kept.destroy_from == date(2026, 12, 9)
    assert kept.version == parcel.version + 1


def test_destroyed_by_two_in_the_office_and_not_a_day_too_early(cast: Cast) -> None:
    clerk, lead = cast.viewer(cast.own.officer), cast.viewer(cast.own.lead)
    parcel = a_parcel(clerk)
    ripe = NOW + timedelta(days=18)
    with pytest.raises(Conflict) as refusal:
        custody.propose_destruction(
            clerk, parcel_id=parcel.pk, reason="안 찾아감", now=NOW + timedelta(days=17)
        )
    assert refusal.value.code == "too_early"
    row = custody.propose_destruction(lead, parcel_id=parcel.pk, reason="안 찾아감", now=ripe)
    for nobody in (lead, clerk):
        with pytest.raises(Forbidden):
            custody.agree_destruction(nobody, destruction_id=row.pk, now=ripe)
    done = custody.agree_destruction(cast.viewer(cast.own.head), destruction_id=row.pk, now=ripe)
    assert (done.year, done.number) == (2026, 1)
    application = applications.applications_for(clerk).get()
    assert application.state in ("uncollected", "closed")


def test_what_somebody_fetches_after_all_is_not_destroyed(cast: Cast) -> None:
    from dongne.delivery.ways.public import Identity

    clerk, lead = cast.viewer(cast.own.officer), cast.viewer(cast.own.lead)
    parcel, ripe = a_parcel(clerk), NOW + timedelta(days=18)
    custody.propose_destruction(lead, parcel_id=parcel.pk, reason="안 찾아감", now=ripe)
    custody.hand_to(clerk, parcel_id=parcel.pk, shown=custody.Shown(kind=Identity.CARD), now=ripe)
    assert Destruction.objects.for_viewer(SYSTEM).get().state == "called_off"


def test_what_is_on_the_shelf_for_long_is_told_twice_and_no_more(cast: Cast) -> None:
    clerk = cast.viewer(cast.own.officer)
    parcel = a_parcel(clerk)
    custody.place(clerk, parcel_id=parcel.pk, to=custody.office_desk(cast.own.dong.pk), now=NOW)
    sent = [remind(SYSTEM, now=NOW + timedelta(days=day)) for day in (1, 5, 6, 10, 15, 20)]
    assert sent == [0, 1, 0, 1, 0, 0]
    told = Message.objects.for_viewer(SYSTEM).filter(event="parcel.reminder")
    assert told.count() == 2


def test_a_leg_that_takes_too_long_is_one_alarm(cast: Cast) -> None:
    clerk = cast.viewer(cast.own.officer)
    given(clerk, a_parcel(clerk), a_courier(cast))
    assert look_for_late(SYSTEM, now=AFTER) == 0
    late = NOW + timedelta(hours=25)
    assert look_for_late(SYSTEM, now=late) == 1
    assert look_for_late(SYSTEM, now=late) == 0
    assert Alarm.objects.for_viewer(SYSTEM).get().kind == custody.AlarmKind.LATE

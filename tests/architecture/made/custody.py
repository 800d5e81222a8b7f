"""What the pages of parcels are asked for."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from dongne.delivery.applications import public as applications
from dongne.delivery.custody import public as custody
from dongne.foundation.scope.public import SYSTEM
from tests.cast import NOW

from . import Made

if TYPE_CHECKING:
    from tests.architecture.things import Things

LONG_AGO = NOW - timedelta(days=60)


def make(things: Things) -> Made:
    own = things.cast.own
    somebody = applications.Who(name="김봉투", phone="010-1234-7788")

    def issued() -> applications.Application:
        given = applications.Request(
            items=(applications.Wanted(service="resident_copy"),),
            principal=somebody,
            channel="counter",
            receive="counter",
            identity="card",
        )
        one = applications.submit(things.me, given=given, now=LONG_AGO).application
        applications.accept(things.me, application_id=one.pk, identity="card", now=LONG_AGO)
        return applications.issue_all(things.me, application_id=one.pk, now=LONG_AGO)

    def sealed() -> custody.Parcel:
        return custody.seal(
            things.me, application_ids=[issued().pk], bag_number="", pages=1, now=LONG_AGO
        )

    waiting = issued()
    parcel, offered, broken, old, gone = (sealed() for _n in range(5))
    custody.offer(
        things.me, parcel_id=offered.pk, to=custody.officer(own.colleague.pk), now=LONG_AGO
    )
    alarm = custody.report_broken(things.me, parcel_id=broken.pk, text="뜯김", now=LONG_AGO)
    row = custody.propose_destruction(things.me, parcel_id=old.pk, reason="안 찾음", now=NOW)
    ended = custody.propose_destruction(things.me, parcel_id=gone.pk, reason="안 찾음", now=NOW)
    custody.agree_destruction(things.cast.viewer(own.head), destruction_id=ended.pk, now=NOW)
    version = custody.setting_of(own.dong.pk).version
    assert custody.Parcel.objects.for_viewer(SYSTEM).filter(pk=parcel.pk).exists()
    return Made(
        always={
            "parcel_key": parcel.pk,
            "parcel_alarm_key": alarm.pk,
            "destruction_key": row.pk,
            "parcel_deed": "shelve",
        },
        states={
            "offered": {"parcel_key": offered.pk, "parcel_deed": "decline"},
            "code": {"parcel_deed": "code"},
            "old": {"parcel_key": old.pk},
            "destroyed": {"destruction_key": ended.pk},
        },
        queries={"parcel_labels": f"?parcel={parcel.pk}"},
        bodies={
            "parcel_seal": {"application": [str(waiting.pk)], "bag": "", "pages": "1"},
            "parcel_scan": {"to": "look", "code": parcel.code},
            "parcel_move": {"to": f"officer:{own.colleague.pk}"},
            "parcel_hand": {"taker": "receiver", "kind": "card"},
            "parcel_report": {"kind": "broken", "text": "모서리가 뜯김"},
            "parcel_destroy": {"reason": "안 찾아감"},
            "parcel_alarm": {"end": "sound", "finding": "이상 없음"},
            "parcel_settings": {
                "compartment_days": "4",
                "desk_remind_days": "5",
                "most_reminders": "2",
                "leg_hours": "24",
                "most_tries": "2",
                "version": str(version),
            },
            "/parcels/{parcel_key}/transfer": {"to": f"officer:{own.colleague.pk}"},
            "/parcels/{parcel_key}/take": {"code": "AAAAAA"},
        },
    )

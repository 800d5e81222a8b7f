"""What the office's pages of applications are asked for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from dongne.delivery.applications import public as applications
from dongne.delivery.channels.public import sites_of
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.ids import new_id
from dongne.lib.seoul import seoul_day
from tests.cast import NOW

from . import Made

if TYPE_CHECKING:
    from tests.architecture.things import Things

COPY = applications.Wanted(service="resident_copy")


def make(things: Things) -> Made:
    """`application`: own's, arrived by telephone; `accepted`: with its clock running; `letter`:
    made at the counter, not seen yet."""
    me = things.me

    def asked(name: str, phone: str) -> applications.Application:
        given = applications.Request(
            items=(COPY,),
            principal=applications.Who(name=name, phone=phone, birth_date=date(1941, 3, 2)),
            channel="counter",
            receive="counter",
            identity="card",
        )
        return applications.submit(me, given=given, now=NOW).application

    arrived = asked("김서류", "010-1234-8001")
    accepted = asked("박서류", "010-1234-8002")
    applications.accept(me, application_id=accepted.pk, identity="card", now=NOW)
    [item] = applications.items_of(accepted)
    letter = applications.make_letter(
        me,
        given=applications.LetterGiven(
            principal=applications.Who(name="최위임", phone="010-1234-8003"),
            proxy=applications.Who(name="서맡음", phone="010-1234-8004"),
            services=(COPY,),
            valid_until=seoul_day(NOW) + timedelta(days=300),
        ),
        now=NOW,
    )
    payment = applications.Payment(
        application=arrived,
        amount=700,
        means="online",
        state="failed",
        provider="nobody",
        reference="R-1",
        reason="wrong_sum",
        at=NOW,
    )
    payment.save(force_insert=True)
    assert applications.applications_for(SYSTEM).filter(pk=arrived.pk).exists()
    counter = sites_of(things.cast.own.dong.pk, channel="counter")[0]
    way = f"counter:{counter.id}"
    return Made(
        always={
            "application_key": arrived.pk,
            "application_number": arrived.number,
            "application_deed": "accept",
            "item_key": applications.items_of(arrived)[0].pk,
            "item_deed": "issue",
            "role": "principal",
            "sheet": "receipt",
            "payment_key": payment.pk,
            "payment_provider": "nobody",
            "letter_key": letter.pk,
        },
        states={
            "accepted": {
                "application_key": accepted.pk,
                "item_key": item.pk,
                "application_deed": "tell",
            },
            "no_such": {"application_deed": "no-such-deed"},
        },
        bodies={
            "applications": {"words": "김서류"},
            "/applications": {
                "items": [{"service": "resident_copy"}],
                "principal": {"name": "오신청", "phone": "010-1234-8010"},
            },
            "/applications/{application_key}/accept": {"identity": "card"},
            "/applications/{application_key}/issue": {},
            "/applications/{application_key}/refuse": {
                "item": str(item.pk),
                "reason": "요건에 맞지 않습니다.",
                "remedy": "이의신청할 수 있습니다.",
            },
            "/applications/{application_key}/withdraw": {"reason": "그만둠"},
            "applications_export": {"form": "csv", "reason": "현황 보고"},
            "applications_many": {"case": str(arrived.pk), "deed": "accept", "identity": "card"},
            "application_new": {
                "id": str(new_id()),
                "how": "counter",
                "circle": "self",
                "service_0": "resident_copy",
                "copies_0": "1",
                "principal_name": "오신청",
                "principal_phone": "010-1234-8009",
                "way": way,
                "identity": "card",
            },
            "application_new_aside": {"how": "counter", "service_0": "resident_copy"},
            "application_open": {"purpose": "counsel"},
            "application_do": {"identity": "card", "text": "알립니다"},
            "application_item_do": {"pages": "1"},
            "application_receive": {"way": "post"},
            "application_payment_back": {"reason": "잘못 들어옴"},
            "application_settings": {"supplement_days": "7", "letter_days": "30"},
            "attorney_letters": {"words": "최위임"},
            "letter_new": {
                "id": str(new_id()),
                "principal_name": "최위임",
                "principal_phone": "010-1234-8003",
                "proxy_name": "서맡음",
                "proxy_phone": "010-1234-8004",
                "service_0": "resident_copy",
                "valid_until": (seoul_day(NOW) + timedelta(days=300)).isoformat(),
            },
            "letter_check": {
                "saw_letter": "on",
                "saw_principal_copy": "on",
                "saw_proxy_card": "on",
            },
            "letter_revoke": {"why": "마음이 바뀜"},
        },
    )

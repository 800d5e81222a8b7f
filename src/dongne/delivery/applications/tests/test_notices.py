"""Who is told what: the applicant where they wish it, the principal of every use of a letter, staff
of what arrives, and nobody twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from dongne.delivery.applications import public as applications
from dongne.delivery.applications.jobs import TELL
from dongne.delivery.applications.services.notices import tell_of
from dongne.delivery.applications.tasks import remind
from dongne.foundation.messaging.public import Message
from dongne.foundation.residents.public import Basis, keep_away
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.seoul import seoul_day
from tests.cast import NOW, Cast
from tests.making.applications import A_NEIGHBOUR, SOMEBODY, a_letter, at_the_counter, sent_in

pytestmark = pytest.mark.django_db


def do_what_waits() -> None:
    """What the worker would do, in the order in which it was asked for."""
    for row in ProcrastinateJob.objects.filter(task_name=TELL).order_by("id"):
        asked = dict(row.args)
        asked["own"] = bool(asked["own"])
        tell_of(SYSTEM, **asked, now=NOW)


def told(event: str) -> int:
    return Message.objects.for_viewer(SYSTEM).filter(event=event).count()


def test_an_application_that_arrives_is_answered_and_seen(cast: Cast) -> None:
    sent_in(cast.own.dong.pk)
    do_what_waits()
    do_what_waits()
    assert told("application.received") == 1
    assert told("application.arrived") == 1


def test_whoever_wishes_for_nothing_hears_only_what_they_must(cast: Cast) -> None:
    clerk = cast.viewer(cast.own.officer)
    one = sent_in(cast.own.dong.pk, wants=False).application
    applications.accept(clerk, application_id=one.pk, now=NOW)
    applications.ask_supplement(
        clerk, application_id=one.pk, asked="계약서", until=seoul_day(NOW), now=NOW
    )
    do_what_waits()
    assert told("application.received") == told("application.accepted") == 0
    assert told("application.supplement") == 1


def test_a_refusal_is_told_with_its_reason_in_writing(cast: Cast) -> None:
    clerk = cast.viewer(cast.own.officer)
    one = sent_in(cast.own.dong.pk, wants=False).application
    applications.accept(clerk, application_id=one.pk, now=NOW)
    item = applications.items_of(one)[0]
    applications.refuse_item(
        clerk,
        application_id=one.pk,
        item_id=item.pk,
        reason="세대가 다릅니다.",
        remedy="60일 안에 이의신청할 수 있습니다.",
        now=NOW,
    )
    do_what_waits()
    assert told("application.refused") == 1
    assert told("application.issued") == 0


def test_the_principal_hears_of_every_use_of_a_letter(cast: Cast) -> None:
    clerk = cast.viewer(cast.own.officer)
    letter = a_letter(cast.own.dong.pk)
    at_the_counter(clerk, circle="proxy", applicant=A_NEIGHBOUR, letter_id=letter.pk)
    do_what_waits()
    do_what_waits()
    rows = Message.objects.for_viewer(SYSTEM).filter(event="application.letter_used")
    assert [row.person_id for row in rows] == [letter.principal_id]


def test_nobody_hears_of_somebody_who_is_kept_from_them(cast: Cast) -> None:
    """A block that came after the application holds for its messages too."""
    lead = cast.viewer(cast.own.lead)
    one = sent_in(
        cast.own.dong.pk, circle="household", applicant=A_NEIGHBOUR, principal=SOMEBODY
    ).application
    keep_away(
        lead,
        person_id=one.principal_id,
        blocked_person_id=one.applicant_id,
        basis=Basis.ORDER,
        starts_on=seoul_day(NOW),
        now=NOW,
    )
    do_what_waits()
    assert told("application.received") == 0


def test_whoever_accepts_is_reminded_before_the_eight_hours_are_over(cast: Cast) -> None:
    sent_in(cast.own.dong.pk)
    monday = NOW + timedelta(days=3)
    remind(now=NOW)
    assert told("application.accept_soon") == 0
    remind(now=monday - timedelta(hours=1))
    remind(now=monday - timedelta(minutes=45))
    assert told("application.accept_soon") == 1

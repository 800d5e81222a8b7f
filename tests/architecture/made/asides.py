from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from dongne.foundation.asides.public import Aside
from dongne.foundation.asides.services import add_public_number
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.ids import new_id
from dongne.outreach.fieldwork.public import record_activity
from tests.cast import NOW, a_record

from . import Made

if TYPE_CHECKING:
    from tests.architecture.things import Things


def make(things: Things) -> Made:
    lead = things.cast.viewer(things.cast.own.lead)
    moment = timezone.now()
    record = a_record(id=new_id(), happened_at=moment, memo="010-0000-1234 연락 바람")
    activity = record_activity(things.me, record=record, now=moment)
    aside = Aside.objects.for_viewer(SYSTEM).get(subject_id=str(activity.pk))
    number = add_public_number(
        lead, dong_id=things.cast.own.dong.pk, number="02-2620-3000", now=NOW
    )
    return Made(
        always={"aside_id": aside.pk, "number_id": number.pk},
        bodies={"aside": {"purpose": "contact"}, "public_numbers": {"number": "02-2620-4"}},
    )

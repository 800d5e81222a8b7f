"""What the pages of kiosks are asked for: one with a document that waits, and one to be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from dongne.delivery.kiosks import public as kiosks
from dongne.delivery.kiosks.models import KioskAlarm, KioskSession
from dongne.delivery.kiosks.services.visits import call
from tests.making.parcels import issued

from . import Made

if TYPE_CHECKING:
    from tests.architecture.things import Things

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def make(things: Things) -> Made:
    own = things.cast.own
    now = timezone.now()
    lead = things.cast.viewer(own.lead)
    kiosk = kiosks.add_kiosk(lead, dong_id=own.dong.pk, name="복지관 KIOSK", now=now).kiosk
    sent, waits = (issued(things.me, receive="kiosk") for _one in range(2))
    job = kiosks.send_to_kiosk(things.me, application_id=sent.pk, content=PDF, pages=1, now=now)
    call(lead, kiosk_id=kiosk.pk, kind="no_paper", now=now)
    visit = KioskSession(kiosk=kiosk, code="4321", job=job, begun_at=now, seen_at=now)
    visit.save(force_insert=True)
    alarm = KioskAlarm.objects.for_viewer(lead).get(kiosk=kiosk)
    return Made(
        always={
            "kiosk_key": kiosk.pk,
            "kiosk_application": waits.pk,
            "print_key": job.pk,
            "visit_key": visit.pk,
            "kiosk_alarm_key": alarm.pk,
        },
        bodies={
            "kiosk_code": {"code": "1234", "birth_date": ""},
            "kiosk_visit": {"code": "4321"},
            "kiosk_help": {"go": "wipe"},
            "kiosk_tray": {"paper": "low"},
            "print_back": {"why": "잘못 보냄"},
            "kiosk_alarm": {"finding": "종이를 채움"},
        },
    )

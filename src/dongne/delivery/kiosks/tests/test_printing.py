"""What waits at a kiosk is printed by whoever has its code, handed over once, and then wiped."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dongne.delivery.applications import public as applications
from dongne.delivery.custody import public as custody
from dongne.delivery.kiosks import public as kiosks
from dongne.delivery.kiosks.models import KioskAlarm, KioskSession
from dongne.foundation.messaging.public import Message
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Conflict, Refused
from tests.cast import Cast
from tests.making.parcels import issued

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
BIRTH = "19410302"


class Hall:
    """A kiosk with one document that waits."""

    def __init__(self, cast: Cast, **values: Any) -> None:
        self.now = timezone.now()
        self.clerk = cast.viewer(cast.own.officer)
        lead = cast.viewer(cast.own.lead)
        made = kiosks.add_kiosk(lead, dong_id=cast.own.dong.pk, name="복지관 KIOSK", now=self.now)
        self.kiosk, self.url = made.kiosk, f"/kiosks/{made.kiosk.pk}/"
        self.application = issued(self.clerk, receive="kiosk")
        self.job = self.send(**values)
        self.client = Client()

    def send(self, **values: Any) -> kiosks.PrintJob:
        given: dict[str, Any] = {"content": PDF, "pages": 2, "now": self.now} | values
        return kiosks.send_to_kiosk(self.clerk, application_id=self.application.pk, **given)

    def type(self, code: str, birth: str = BIRTH) -> Any:
        return self.client.post(f"{self.url}code", {"code": code, "birth_date": birth})

    def again(self) -> kiosks.PrintJob:
        return kiosks.PrintJob.objects.for_viewer(SYSTEM).get(pk=self.job.pk)

    def state(self) -> str:
        return str(applications.find_application(SYSTEM, self.application.pk).state)


def code_sent() -> str:
    rows = Message.objects.for_viewer(SYSTEM).filter(event="kiosk.code")
    found = re.search(r"\d{4} \d{4}", rows[0].body.reveal())
    assert found is not None
    return found[0].replace(" ", "")


def test_from_the_code_to_the_paper_and_nothing_is_left(cast: Cast) -> None:
    hall = Hall(cast)
    assert hall.state() == "ready"
    assert hall.type(code_sent()).status_code == 302
    assert "2쪽" in hall.client.get(f"{hall.url}paper").content.decode()
    assert hall.client.post(f"{hall.url}paper").status_code == 302
    assert hall.client.get(f"{hall.url}document").content == PDF
    assert hall.client.post(f"{hall.url}done", {"out": "yes"}).status_code == 302
    done = hall.again()
    assert done.state == kiosks.JobState.DONE
    assert not done.file
    assert hall.state() in ("handed_over", "closed")
    assert hall.client.get(f"{hall.url}document").status_code == 302, "nothing of the last person"
    assert hall.type(code_sent()).status_code == 422, "a code prints one time"


def test_the_document_may_stand_in_the_frame_of_the_screen_and_nowhere_else(cast: Cast) -> None:
    hall = Hall(cast)
    hall.type(code_sent())
    hall.client.post(f"{hall.url}paper")
    policy = hall.client.get(f"{hall.url}document").headers["Content-Security-Policy"]
    ancestors = next(one for one in policy.split(";") if "frame-ancestors" in one)
    assert ancestors.split() == ["frame-ancestors", "'self'"]


def test_the_office_helps_by_the_number_on_the_screen(cast: Cast) -> None:
    hall = Hall(cast, most=1)
    hall.type(code_sent())
    hall.client.post(f"{hall.url}paper")
    hall.client.post(f"{hall.url}done", {"out": "no"})
    visit = KioskSession.objects.for_viewer(SYSTEM).get(ended_at=None)
    clerk = Client()
    clerk.force_login(cast.own.officer.account)
    asked = f"/office/kiosks/{hall.kiosk.pk}/visit"
    wrong = f"{(int(visit.code) + 1) % 10_000:04d}"
    assert clerk.post(asked, {"code": wrong})["Location"] == "/office/kiosks/"
    helping = clerk.post(asked, {"code": visit.code})["Location"]
    assert hall.application.number in clerk.get(helping).content.decode()
    clerk.post(helping, {"go": "again"})
    assert hall.client.post(f"{hall.url}paper").status_code == 302, "once more after a jam"
    clerk.post(helping, {"go": "out"})
    assert hall.again().state == kiosks.JobState.DONE
    assert not hall.again().file
    assert hall.client.get(f"{hall.url}paper").status_code == 302, "the screen is empty"


def test_what_is_printed_there_goes_in_no_bag(cast: Cast) -> None:
    hall = Hall(cast)
    waits = issued(hall.clerk, receive="kiosk")
    with pytest.raises(Refused):
        custody.seal(hall.clerk, application_ids=[waits.pk], bag_number="", pages=1, now=hall.now)


def test_code_and_date_of_birth_have_to_fit_together(cast: Cast) -> None:
    hall = Hall(cast)
    for code, birth in ((code_sent(), "19410303"), (code_sent(), ""), ("00000000", BIRTH)):
        assert hall.type(code, birth).status_code == 422
    assert hall.type(code_sent()).status_code == 302


def test_five_wrong_ones_lock_the_screen(cast: Cast) -> None:
    hall = Hall(cast)
    for number in range(5):
        hall.type(f"1111111{number}")
    answer = hall.type(code_sent())
    assert answer.status_code == 422
    assert "15분 동안" in answer.content.decode()


def test_without_paper_it_may_be_printed_again_but_not_for_ever(cast: Cast) -> None:
    hall = Hall(cast, most=2)
    hall.type(code_sent())
    for _time in range(2):
        assert hall.client.post(f"{hall.url}paper").status_code == 302
        hall.client.post(f"{hall.url}done", {"out": "no"})
    assert hall.client.post(f"{hall.url}paper").status_code == 200, "refused in words"
    assert hall.again().printed == 2
    assert KioskAlarm.objects.for_viewer(SYSTEM).filter(kind="no_paper").count() == 1
    assert hall.state() == "ready"


def test_a_screen_left_standing_shows_nothing_to_the_next(cast: Cast) -> None:
    hall = Hall(cast)
    hall.type(code_sent())
    KioskSession.objects.for_viewer(SYSTEM).update(seen_at=timezone.now() - timedelta(minutes=2))
    assert hall.client.get(f"{hall.url}paper").status_code == 302
    assert hall.client.post(f"{hall.url}paper").status_code == 302
    assert hall.again().printed == 0


def test_whoever_comes_next_ends_the_visit_before(cast: Cast) -> None:
    hall = Hall(cast)
    hall.type(code_sent())
    hall.client.get(hall.url)
    assert hall.client.get(f"{hall.url}paper").status_code == 302
    open_ = KioskSession.objects.for_viewer(SYSTEM).filter(ended_at=None)
    assert not open_.exists()


def test_what_nobody_fetched_is_wiped(cast: Cast) -> None:
    hall = Hall(cast)
    kiosks.sweep(SYSTEM, now=hall.now + timedelta(days=7, minutes=1))
    assert hall.again().state == kiosks.JobState.OVER
    assert not hall.again().file


def test_only_what_is_issued_for_a_kiosk_can_be_sent_and_once(cast: Cast) -> None:
    hall = Hall(cast)
    with pytest.raises(Conflict):
        hall.send()
    elsewhere = issued(hall.clerk, receive="counter")
    with pytest.raises(Conflict):
        kiosks.send_to_kiosk(
            hall.clerk, application_id=elsewhere.pk, content=PDF, pages=1, now=hall.now
        )


@pytest.mark.parametrize("content", [b"", b"<html>", b"%PDF-1.4 no end", b"x" * 4_000_001])
def test_no_file_but_a_sound_pdf_is_taken(cast: Cast, content: bytes) -> None:
    hall = Hall(cast)
    kiosks.take_back_print(hall.clerk, job_id=hall.job.pk, why="다시", now=hall.now)
    with pytest.raises(Refused):
        hall.send(content=content)

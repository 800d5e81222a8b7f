"""A resident reports something: nobody asks for an account, and nothing is lost on the way."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from dongne.foundation.media.public import Photo
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.readable_secrets import read_secret
from dongne.outreach.casework.public import Case, CasePhoto, Channel, Publicity, Reporter
from dongne.outreach.intake.models import Draft
from dongne.outreach.intake.rules import MOST_PHOTOS
from dongne.outreach.intake.services.drafts import forget_old_drafts
from tests.cast import Cast

from .conftest import HERE, PARIS, a_photo

STEPS = ("where", "what", "details", "photos", "text", "near", "contact", "check")
Fill = Callable[..., None]


def cases() -> list[Case]:
    return list(Case.objects.for_viewer(SYSTEM).order_by("received_at"))


def send(resident: Client) -> Any:
    return resident.post("/report/check", follow=True)


def told(answer: Any) -> str:
    return str(answer.content.decode())


def test_from_the_first_page_to_the_receipt(resident: Client, fill: Fill, land: Cast) -> None:
    fill()
    receipt = send(resident)
    [case] = cases()
    assert receipt.redirect_chain == [("/report/receipt", 302)]
    assert case.number in told(receipt)
    assert case.dong == land.own.dong
    assert case.tong is not None
    assert (case.text, case.channel) == ("보도블록이 깨졌습니다.", Channel.WEB)
    words = re.findall(r"<li>(\w+)</li>", told(receipt).split("receipt-words")[1].split("</ol>")[0])
    assert read_secret(" ".join(words)) is not None


def test_the_second_press_and_a_reload_make_no_second_case(resident: Client, fill: Fill) -> None:
    fill()
    first, second = send(resident), send(resident)
    assert len(cases()) == 1
    assert first.context["receipt"].words == second.context["receipt"].words
    for step in STEPS:
        assert resident.get(f"/report/{step}").url == "/report/receipt"
    assert resident.post("/report/text", {"text": "나중에 바꿈"}).url == "/report/receipt"
    assert cases()[0].text == "보도블록이 깨졌습니다."


@pytest.mark.parametrize("step", STEPS)
def test_every_step_can_be_reached_and_says_what_is_missing(resident: Client, step: str) -> None:
    answer = resident.get(f"/report/{step}", follow=True)
    assert answer.status_code == 200
    if step not in ("where", "near"):
        assert "어디인가요?" in told(answer)
    assert Draft.objects.count() == 0


def test_nothing_goes_out_while_something_is_missing(resident: Client, fill: Fill) -> None:
    fill(contact=None)
    page = resident.get("/report/check")
    assert "보내기</span>" not in told(page)
    assert "결과를 어떻게 알려 드릴까요?" in told(page)
    assert resident.post("/report/check").status_code == 422
    assert cases() == []


def test_an_answer_is_changed_from_the_last_page_and_leads_back_there(
    resident: Client, fill: Fill
) -> None:
    fill()
    answer = resident.post("/report/text", {"text": "가로등도 꺼졌습니다.", "then": "check"})
    assert answer.url == "/report/check"
    page = told(resident.get("/report/check"))
    assert "가로등도 꺼졌습니다." in page
    assert "신월로 43 앞" in page


def test_a_place_outside_is_told_with_the_names_of_those_inside(resident: Client) -> None:
    given = {"latitude": PARIS[0], "longitude": PARIS[1], "address": "에펠탑 앞"}
    answer = resident.post("/report/where", given)
    assert answer.status_code == 422
    assert "신정4동" in told(answer)
    assert "에펠탑 앞" in told(answer)


@pytest.mark.parametrize("latitude", ["nan", "inf", "999", "북위"])
def test_what_is_no_place_is_no_error_of_ours(resident: Client, latitude: str) -> None:
    given = {"latitude": latitude, "longitude": "126.8", "address": ""}
    assert resident.post("/report/where", given).status_code == 422


def test_an_address_alone_names_its_dong(resident: Client, fill: Fill, land: Cast) -> None:
    unclear = resident.post("/report/where", {"address": "시장 앞"})
    assert unclear.status_code == 422
    assert "어느 동네인지 골라 주세요" in told(unclear)
    fill(where={"address": "신정4동 시장 앞"})
    send(resident)
    assert cases()[0].dong == land.own.dong


@pytest.mark.parametrize(
    "text",
    ["🙏👩‍👩‍👧 고쳐 주세요", "ᄒᆞᆫ글 옛말 ᄀᆞᆯ히", "<script>alert(1)</script>", "{{ 7*7 }} %s %(n)s"],
)
def test_every_script_that_people_write_in_arrives_as_it_was(
    resident: Client, fill: Fill, text: str
) -> None:
    fill(text={"text": text})
    assert "<script>alert" not in told(resident.get("/report/check"))
    send(resident)
    assert cases()[0].text == text


def test_a_text_of_a_megabyte_is_refused_in_a_sentence_and_not_lost(resident: Client) -> None:
    answer = resident.post("/report/text", {"text": "길" * 350_000})
    assert answer.status_code == 422
    assert "4000자까지 적을 수 있습니다" in told(answer).replace(",", "")
    assert told(answer).count("길" * 1000) > 300


def test_a_registration_number_is_refused_before_it_is_kept(resident: Client) -> None:
    answer = resident.post("/report/text", {"text": "제 번호는 900101-1234568 입니다"})
    assert answer.status_code == 422
    assert "1234568" not in told(answer)
    assert Draft.objects.count() == 0


def test_a_script_that_is_called_a_photo_loses_no_photo(resident: Client, fill: Fill) -> None:
    fill(contact=None)
    script = io.BytesIO(b"<script>alert(1)</script>")
    script.name = "예쁜 사진.jpg"
    answer = resident.post("/report/photos", {"photos": [a_photo("red"), script, a_photo("blue")]})
    assert answer.status_code == 422
    assert "예쁜 사진.jpg" in told(answer)
    assert "받은 사진 2장" in told(answer)
    resident.post("/report/contact", {"contact": "none"})
    send(resident)
    assert CasePhoto.objects.for_viewer(SYSTEM).filter(case=cases()[0]).count() == 2


def test_no_more_photos_than_a_report_can_hold(resident: Client, fill: Fill) -> None:
    fill()
    colours = ["red", "blue", "green", "black", "white", "yellow", "pink"]
    answer = resident.post("/report/photos", {"photos": [a_photo(one) for one in colours]})
    assert f"받은 사진 {MOST_PHOTOS}장" in told(answer)
    assert f"{MOST_PHOTOS}장까지" in told(answer)
    gone = resident.post("/report/photos", {"gone": ["1", "2"], "go": "more"})
    assert "받은 사진 3장" in told(gone)


def test_photos_first_and_the_place_is_theirs_until_somebody_says_otherwise(
    resident: Client, land: Cast
) -> None:
    resident.post("/report/photos", {"photos": [_taken_at(*HERE)]})
    page = told(resident.get("/report/where"))
    assert "사진을 찍은 곳을 찾았습니다" in page
    assert "어디인가요?" in told(resident.get("/report/check"))
    without = resident.post("/report/photos", {"photos": [a_photo()]}, headers={"Cookie": ""})
    assert without.status_code in (302, 422)


def test_a_first_photo_without_a_place_says_what_to_do(resident: Client) -> None:
    answer = resident.post("/report/photos", {"photos": [a_photo()]})
    assert answer.status_code == 422
    assert "먼저 어디인지 알려 주시고" in told(answer)


def test_what_is_written_lies_sealed_and_goes_after_a_day(
    resident: Client, fill: Fill, land: Cast
) -> None:
    contact = {"contact": "phone", "phone": "010-5555-7777", "name": "홍길동", "agreed": "on"}
    fill(contact=contact)
    resident.post("/report/photos", {"photos": [a_photo()]})
    with connection.cursor() as cursor:
        cursor.execute("SELECT d::text FROM intake_draft d")
        row = str(cursor.fetchone())
    # Not four digits alone: what is sealed is printed as hexadecimal, where any four may stand.
    words = ("홍길동", "5555-7777", "55557777", "보도블록", "신월로")
    assert not any(word in row for word in words)
    assert Photo.objects.for_viewer(SYSTEM).count() == 1
    assert forget_old_drafts(SYSTEM, now=timezone.now() + timedelta(hours=23)) == 0
    assert forget_old_drafts(SYSTEM, now=timezone.now() + timedelta(hours=25)) == 1
    assert Draft.objects.count() == Photo.objects.for_viewer(SYSTEM).count() == 0


def test_another_browser_finds_nothing_of_it(resident: Client, fill: Fill) -> None:
    fill()
    stranger = Client()
    assert "보도블록" not in told(stranger.get("/report/text"))
    stranger.cookies["dongne_report"] = "guessed"
    assert "보도블록" not in told(stranger.get("/report/check"))
    assert stranger.get("/report/receipt").url == "/report"


def test_nothing_stays_where_others_sit_next(resident: Client, fill: Fill) -> None:
    fill()
    send(resident)
    resident.post("/report/forget")
    assert resident.get("/report/receipt").url == "/report"
    assert Draft.objects.count() == 0
    assert len(cases()) == 1


def test_a_contact_needs_consent_and_a_number_that_can_be_one(resident: Client) -> None:
    given = {"contact": "phone", "phone": "12"}
    answer = resident.post("/report/contact", given)
    assert answer.status_code == 422
    assert "전화번호를 다시 확인해 주세요" in told(answer)
    assert "동의가 필요합니다" in told(answer)
    assert 'value="12"' in told(answer)


def test_whoever_left_a_number_is_a_person_of_the_dong(resident: Client, fill: Fill) -> None:
    contact = {"contact": "phone", "phone": "010-5555-7777", "name": "홍길동", "agreed": "on"}
    fill(contact=contact)
    send(resident)
    [reporter] = Reporter.objects.for_viewer(SYSTEM).select_related("person")
    assert reporter.person is not None
    assert reporter.person.phone.reveal().replace("-", "") == "01055557777"
    assert reporter.reachable


def test_the_same_trouble_near_by_can_be_followed_instead(fill: Fill, resident: Client) -> None:
    fill()
    send(resident)
    [case] = cases()
    neighbour = Client()
    near = {"latitude": HERE[0] + 0.0002, "longitude": HERE[1]}
    neighbour.post("/report/where", near)
    neighbour.post("/report/what", {"category": "road"})
    to_near = neighbour.post("/report/text", {"text": "저도 봤습니다."})
    page = told(neighbour.get(to_near.url))
    assert "약 20 m 떨어진 곳" in page
    # What the first one wrote is nobody's to read before the office has read it.
    assert "보도블록이 깨졌습니다" not in page
    neighbour.post("/report/near", {"follow": case.number})
    contact = {"contact": "email", "email": "a@example.com", "agreed": "on"}
    assert neighbour.post("/report/contact", {"contact": "none"}).status_code == 422
    neighbour.post("/report/contact", contact)
    receipt = send(neighbour)
    assert "함께 받아보기를 신청했습니다" in told(receipt)
    assert len(cases()) == 1
    assert Reporter.objects.for_viewer(SYSTEM).filter(case=case).count() == 2


@pytest.mark.parametrize("why", ["far", "kind", "hidden", "restricted", "closed"])
def test_what_is_not_the_same_or_not_for_everybody_is_not_offered(
    fill: Fill, resident: Client, why: str
) -> None:
    fill()
    send(resident)
    changed: dict[str, Any] = {
        "far": {"latitude": HERE[0] + 0.001},
        "kind": {"category": "street_tree"},
        "hidden": {"public": Publicity.HIDDEN},
        "restricted": {"restricted": True},
        "closed": {"state": "closed", "outcome": "solved", "closed_at": timezone.now()},
    }[why]
    Case.objects.for_viewer(SYSTEM).update(**changed)
    neighbour = Client()
    neighbour.post("/report/where", {"latitude": HERE[0], "longitude": HERE[1]})
    neighbour.post("/report/what", {"category": "road"})
    neighbour.post("/report/text", {"text": "저도 봤습니다."})
    assert neighbour.get("/report/near").url == "/report/contact"


def test_two_pages_of_one_report_do_not_undo_each_other(resident: Client, fill: Fill) -> None:
    fill()
    resident.post("/report/text", {"text": "한 창에서"})
    resident.post("/report/contact", {"contact": "none"})
    page = told(resident.get("/report/check"))
    assert "한 창에서" in page


def test_a_step_asks_no_more_of_the_database_with_more_photos(resident: Client, fill: Fill) -> None:
    fill()
    resident.get("/report/check")
    with CaptureQueriesContext(
        connection,
    ) as few:
        resident.get("/report/check")
    photos = [a_photo(one) for one in ("red", "blue", "green", "black")]
    resident.post("/report/photos", {"photos": photos})
    with CaptureQueriesContext(connection) as many:
        resident.get("/report/check")
    assert len(many) - len(few) <= 1
    assert len(many) <= 8


def _taken_at(latitude: float, longitude: float) -> io.BytesIO:
    exif = Image.Exif()
    place = exif.get_ifd(0x8825)
    for tag, reference, value in ((1, "N", latitude), (3, "E", longitude)):
        degrees = int(value)
        minutes = int((value - degrees) * 60)
        place[tag] = reference
        place[tag + 1] = (degrees, minutes, (value - degrees - minutes / 60) * 3600)
    exif[0x8825] = place
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "orange").save(file, "JPEG", exif=exif)
    file.seek(0)
    file.name = "찍은 사진.jpg"
    return file

"""The pages of activities: what an officer wrote down is there once, and never lost on the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localtime

from dongne.foundation.approvals import public as approvals
from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.seoul import seoul_day
from dongne.outreach.fieldwork.public import SUBJECT, draft_report, submit_report
from dongne.outreach.fieldwork.services.syncing import Entry, sync
from tests.cast import Cast, a_record

from .sent import MEMO, a_jpeg, activities, recorded, text_of, typed

pytestmark = pytest.mark.usefixtures("media_root")


def test_a_recorded_activity_stands_in_todays_list(browser: Client) -> None:
    page = browser.get("/activities/new")
    assert page.status_code == 200
    answer = browser.post("/activities/new", typed(), follow=True)
    assert "활동을 저장했습니다." in text_of(answer)
    assert MEMO in text_of(answer)
    assert "보고 전" in text_of(answer)
    [kept] = activities()
    assert kept.counted  # left to its kind: a complaint heard counts
    assert (kept.memo, kept.tong.number, kept.address) == (MEMO, 1, "신정로 300 앞")


def test_a_reading_is_not_counted_unless_it_is_said(browser: Client) -> None:
    browser.post("/activities/new", typed(kind="reading"))
    browser.post("/activities/new", typed(kind="reading", counted="yes"))
    assert list(activities().order_by("received_at").values_list("counted", flat=True)) == [
        False,
        True,
    ]


def test_one_more_leads_to_an_empty_form(browser: Client) -> None:
    answer = browser.post("/activities/new", typed(then="another"))
    assert answer.status_code == 302
    assert answer.url == "/activities/new"


def test_a_tong_outside_of_the_zone(browser: Client) -> None:
    assert browser.post("/activities/new", typed(tong="other")).status_code == 422
    browser.post("/activities/new", typed(tong="other", tong_other="5"))
    assert activities().get().tong.number == 5


def test_the_form_sent_twice_makes_one_activity(browser: Client) -> None:
    once = typed(photos_before=a_jpeg())
    first = browser.post("/activities/new", once)
    again = browser.post("/activities/new", once | {"photos_before": a_jpeg()})
    assert first.status_code == again.status_code == 302
    [kept] = activities()
    assert again.url == f"/activities/{kept.pk}"
    assert kept.photos.for_viewer(SYSTEM).count() == 1


def test_sent_again_with_another_text_nothing_is_lost(browser: Client) -> None:
    once = typed()
    browser.post("/activities/new", once)
    answer = browser.post("/activities/new", once | {"memo": "다시 보니 두 곳임"})
    assert answer.status_code == 422
    assert "이미 저장한 기록입니다" in text_of(answer)
    assert "다시 보니 두 곳임" in text_of(answer)
    kept = activities().get()
    assert kept.memo == MEMO
    # The page that came back is the one that edits: sent from there, it is saved.
    assert f'action="/activities/{kept.pk}/edit"' in text_of(answer)
    browser.post(
        f"/activities/{kept.pk}/edit",
        once | {"memo": "다시 보니 두 곳임", "base": str(kept.receipt)},
    )
    assert activities().get().memo == "다시 보니 두 곳임"


def test_somebody_elses_id_makes_nothing(cast: Cast, browser: Client) -> None:
    theirs = recorded(cast, cast.own.colleague, tong=3)
    assert browser.post("/activities/new", typed(id=str(theirs.pk))).status_code == 404
    strangers = recorded(cast, cast.near.officer, tong=3)
    assert browser.post("/activities/new", typed(id=str(strangers.pk))).status_code == 404
    assert activities().count() == 2


def test_a_future_date_is_refused_and_the_text_is_kept(browser: Client) -> None:
    tomorrow = localtime(timezone.now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    answer = browser.post("/activities/new", typed(happened_at=tomorrow))
    assert answer.status_code == 422
    assert "아직 오지 않은 날짜와 시각입니다" in text_of(answer)
    assert MEMO in text_of(answer)
    assert not activities().exists()


def test_a_refused_photo_keeps_the_text_and_the_photos_that_were_taken(browser: Client) -> None:
    text = SimpleUploadedFile("memo.jpg", b"not a photo at all", content_type="image/jpeg")
    sent = typed()
    answer = browser.post(
        "/activities/new", sent | {"photos_before": a_jpeg("red"), "photos_after": text}
    )
    page = text_of(answer)
    assert answer.status_code == 422
    assert "memo.jpg: 사진 파일이 아닙니다" in page
    assert MEMO in page
    assert not activities().exists()
    [sha256] = answer.context["form"].data.getlist("photo") or [
        photo["sha256"] for photo in answer.context["kept"]
    ]
    # Sent again without the wrong one: the photo that was taken in is still there.
    browser.post("/activities/new", sent | {"photo": sha256, f"photo_role_{sha256}": "before"})
    kept = activities().get()
    assert list(kept.photos.for_viewer(SYSTEM).values_list("sha256", "role")) == [
        (sha256, "before")
    ]


def test_a_photo_that_is_too_large_is_refused_at_its_field(browser: Client, settings: Any) -> None:
    settings.PHOTO_MAX_BYTES = 500
    answer = browser.post("/activities/new", typed(photos_during=a_jpeg()))
    assert answer.status_code == 422
    assert answer.context["form"].errors["photos_during"]
    assert MEMO in text_of(answer)


def test_a_photo_fills_in_time_and_place(browser: Client) -> None:
    taken = localtime(timezone.now() - timedelta(hours=3)).replace(second=0, microsecond=0)
    photo = a_jpeg(taken=f"{taken:%Y:%m:%d %H:%M:%S}", place=True)
    answer = browser.post("/activities/new", typed(photos_during=photo), follow=True)
    assert "사진에서 시각과 위치를 가져왔습니다." in text_of(answer)
    kept = activities().get()
    assert kept.happened_at == taken
    assert (kept.latitude, kept.longitude) == (
        pytest.approx(37.5229, abs=1e-4),
        pytest.approx(126.8561, abs=1e-4),
    )


def test_a_time_that_somebody_set_wins_over_the_photos(browser: Client) -> None:
    taken = localtime(timezone.now() - timedelta(hours=3))
    photo = a_jpeg(taken=f"{taken:%Y:%m:%d %H:%M:%S}")
    opened = typed()["happened_at"]
    set_to = localtime(timezone.now() - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
    browser.post(
        "/activities/new", typed(opened_at=opened, happened_at=set_to, photos_during=photo)
    )
    kept = localtime(activities().get().happened_at)
    assert kept.strftime("%Y-%m-%dT%H:%M") == set_to


def test_an_edit_is_told_in_plain_words(cast: Cast, browser: Client) -> None:
    kept = recorded(cast)
    page = browser.get(f"/activities/{kept.pk}/edit")
    assert MEMO in text_of(page)
    sent = typed(
        base=str(kept.receipt), memo="메웠음", kind="other", tong="2", measure="도로과에 알림",
        happened_at=localtime(kept.happened_at).strftime("%Y-%m-%dT%H:%M"), address="",
    )  # fmt: skip
    answer = browser.post(f"/activities/{kept.pk}/edit", sent, follow=True)
    assert "고친 내용을 저장했습니다." in text_of(answer)
    assert activities().get().memo == "메웠음"
    told = text_of(browser.get(f"/activities/{kept.pk}/history"))
    for words in ("최주무", MEMO, "메웠음", "생활민원청취", "기타", "1통", "2통", "도로과에 알림"):
        assert words in told
    assert "언제" not in told.split("고쳤습니다")[1]  # the time was not touched


def test_an_edit_of_an_older_version_writes_nothing_over(cast: Cast, browser: Client) -> None:
    kept = recorded(cast)
    sent = typed(base=str(kept.receipt), memo="첫째 화면")
    browser.post(f"/activities/{kept.pk}/edit", sent)
    answer = browser.post(f"/activities/{kept.pk}/edit", sent | {"memo": "둘째 화면"})
    assert answer.status_code == 422
    assert "그사이 다른 화면에서 고친 기록입니다" in text_of(answer)
    assert "둘째 화면" in text_of(answer)
    assert activities().get().memo == "첫째 화면"
    browser.post(f"/activities/{kept.pk}/edit", sent | {"memo": "둘째 화면", "base": _base(answer)})
    assert activities().get().memo == "둘째 화면"


def _base(answer: Any) -> str:
    return str(answer.context["form"]["base"].value())


def test_photos_change_their_role_and_go(cast: Cast, browser: Client) -> None:
    browser.post("/activities/new", typed(photos_during=[a_jpeg("red"), a_jpeg("blue")]))
    kept = activities().get()
    one, two = kept.photos.for_viewer(SYSTEM).values_list("sha256", flat=True)
    browser.post(
        f"/activities/{kept.pk}/edit",
        typed(**{
            "photo": [one, two], f"photo_role_{one}": "after", f"photo_role_{two}": "during",
            "photo_gone": [two], "photos_before": a_jpeg("green"),
        }),
    )  # fmt: skip
    roles = list(kept.photos.for_viewer(SYSTEM).values_list("role", flat=True))
    assert roles == ["before", "after"]
    assert "photo-pair" in text_of(browser.get(f"/activities/{kept.pk}"))


def test_removed_is_gone_until_it_is_brought_back(
    cast: Cast, browser: Client, enter: Callable[[Officer], Client]
) -> None:
    kept = recorded(cast)
    answer = browser.post(f"/activities/{kept.pk}/remove", follow=True)
    assert "활동을 지웠습니다" in text_of(answer)
    assert f"/activities/{kept.pk}/restore" in text_of(answer)
    assert MEMO not in text_of(answer)
    assert enter(cast.own.colleague).get(f"/activities/{kept.pk}").status_code == 404
    answer = browser.post(f"/activities/{kept.pk}/restore", follow=True)
    assert "되살렸습니다" in text_of(answer)
    assert MEMO in text_of(browser.get("/activities/"))


def test_colleagues_read_strangers_see_nothing(
    cast: Cast, enter: Callable[[Officer], Client]
) -> None:
    kept = recorded(cast)
    pages = [f"/activities/{kept.pk}", f"/activities/{kept.pk}/history"]
    own = [f"/activities/{kept.pk}/edit", f"/activities/{kept.pk}/remove"]
    for name, officer in cast.everybody.items():
        browser = enter(officer)
        inside = name in {
            "officer", "colleague", "lead", "head", "welfare lead", "district desk", "city desk",
            "privacy officer",
        }  # fmt: skip
        for page in pages:
            assert browser.get(page).status_code == (200 if inside else 404), (name, page)
        if name != "officer":
            for page in own:
                expected = 403 if inside else 404
                assert browser.post(page, typed()).status_code == expected, (name, page)
    nobody = Client().get(pages[0])
    assert nobody.status_code == 302
    assert nobody.url.startswith("/sign-in")
    assert activities().get().memo == MEMO


def test_what_is_in_approval_is_locked_and_says_so(cast: Cast, browser: Client) -> None:
    kept = recorded(cast)
    viewer, now = cast.viewer(cast.own.officer), timezone.now()
    report = draft_report(viewer, day=seoul_day(kept.happened_at), now=now)
    assert browser.get(f"/activities/{kept.pk}/edit").status_code == 200
    submit_report(viewer, report_id=report.pk, now=now)
    assert "결재 중이라 고칠 수 없습니다" in text_of(browser.get(f"/activities/{kept.pk}"))
    assert browser.get(f"/activities/{kept.pk}/edit").status_code == 409
    for signer in (cast.own.lead, cast.own.head):
        approvals.approve(cast.viewer(signer), subject_type=SUBJECT, subject_id=report.pk, now=now)
    page = text_of(browser.get(f"/activities/{kept.pk}"))
    assert "결재가 끝나 고칠 수 없습니다" in page
    assert f"/reports/{report.pk}" in page


def test_pages_speak_english(cast: Cast, browser: Client) -> None:
    kept = recorded(cast)
    browser.cookies["django_language"] = "en"
    for page in ("/activities/new", "/activities/", f"/activities/{kept.pk}", "/outings/new"):
        assert 'lang="en"' in text_of(browser.get(page))


def test_a_held_record_says_why_and_how_to_mend_it(cast: Cast, browser: Client) -> None:
    now = timezone.now()
    ahead = a_record(happened_at=now + timedelta(days=30))
    sync(
        cast.viewer(cast.own.officer),
        device="phone",
        sent_at=now,
        entries=[Entry(raw_id=str(ahead.id), record=ahead)],
        now=now,
    )
    page = text_of(browser.get(f"/activities/{ahead.id}"))
    assert "확인이 필요한 기록입니다" in page
    assert "날짜와 시각을 바로잡으면" in page
    browser.post(f"/activities/{ahead.id}/edit", typed())
    assert activities().get().held == ""


def test_a_returned_report_shows_its_reason_and_opens_the_activity(
    cast: Cast, browser: Client
) -> None:
    kept = recorded(cast)
    viewer, now = cast.viewer(cast.own.officer), timezone.now()
    report = draft_report(viewer, day=seoul_day(kept.happened_at), now=now)
    submit_report(viewer, report_id=report.pk, now=now)
    approvals.return_(
        cast.viewer(cast.own.lead),
        subject_type=SUBJECT,
        subject_id=report.pk,
        reason="사진의 장소를 적어 주세요",
        now=now,
    )
    page = text_of(browser.get(f"/activities/{kept.pk}"))
    assert "사진의 장소를 적어 주세요" in page
    assert f"/activities/{kept.pk}/edit" in page

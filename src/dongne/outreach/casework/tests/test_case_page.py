"""The page of one case: what it says, what it keeps apart, what it offers to whom."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dongne.foundation.openings.public import Opening
from dongne.foundation.organisations.public import Account, Officer
from dongne.foundation.residents.public import keep_away
from dongne.foundation.scope.public import SYSTEM
from dongne.outreach.casework import public as casework
from dongne.outreach.casework.models import Case, Note, Reporter
from dongne.outreach.casework.services import (
    close,
    finish,
    hand_over,
    inform_zone,
    join_person,
    note_progress,
    register_outside,
    tell,
)
from dongne.outreach.casework.tests.making import a_case
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db

BACKEND = "dongne.foundation.organisations.identity.AccountBackend"
LATER = NOW + timedelta(hours=1)
MOST_STATEMENTS = 20


def browser(officer: Officer) -> Client:
    client = Client()
    client.force_login(Account.objects.get(officer=officer), backend=BACKEND)
    return client


def page(client: Client, case: Case) -> str:
    answer = client.get(reverse("case", args=[case.pk]))
    assert answer.status_code == 200
    return str(answer.content.decode())


def do(client: Client, case: Case, deed: str, **said: Any) -> Any:
    return client.post(reverse("case_do", args=[case.pk, deed]), said)


def box(html: str, name: str) -> str:
    """What stands in one of the two boxes."""
    return html.split(f'class="box box-{name}"', 1)[1].split("</section>", 1)[0]


def test_what_the_office_keeps_to_itself_is_never_in_the_residents_box(cast: Cast) -> None:
    me = browser(cast.own.officer)
    case = a_case(cast.viewer(cast.own.officer))
    do(me, case, "note", text="통장님이 어제도 말씀하심")
    do(me, case, "progress", text="내일 사람이 나갑니다")
    html = page(me, case)
    assert "통장님이 어제도 말씀하심" in box(html, "inside")
    assert "통장님이 어제도 말씀하심" not in box(html, "resident")
    assert "내일 사람이 나갑니다" in box(html, "resident")
    assert "내일 사람이 나갑니다" not in box(html, "inside")
    assert [
        (note.text, note.public) for note in Note.objects.for_viewer(SYSTEM).order_by("at")
    ] == [("통장님이 어제도 말씀하심", False), ("내일 사람이 나갑니다", True)]


def test_what_a_resident_will_read_is_shown_before_it_is_kept(cast: Cast) -> None:
    me = browser(cast.own.officer)
    case = a_case(cast.viewer(cast.own.officer))
    looked = do(me, case, "progress", text="내일 사람이 나갑니다", look="1")
    assert looked.status_code == 200
    assert "주민은 이렇게 읽습니다" in looked.content.decode()
    assert not Note.objects.for_viewer(SYSTEM).exists()


def test_each_skipped_step_says_which_one_comes_first(cast: Cast) -> None:
    me, viewer = browser(cast.own.officer), cast.viewer(cast.own.officer)
    case = a_case(viewer)
    assert "먼저 조치를 마치고" in page(me, case)
    refused = do(me, case, "close")
    assert refused.status_code == 409
    assert "먼저 조치를 마치고" in refused.content.decode()
    finish(viewer, case_id=case.pk, outcome="solved", measure="덮개를 바꿈", now=LATER)
    assert "먼저 구역 담당자에게" in page(me, case)
    to = [str(one.pk) for one in Reporter.objects.for_viewer(SYSTEM).filter(case=case)]
    said = {"to": to, "means": "phone", "text": "바꾸었습니다"}
    refused = me.post(reverse("case_tell", args=[case.pk]), said)
    assert refused.status_code == 409
    assert "먼저 구역 담당자에게" in refused.content.decode()
    assert do(me, case, "inform", text="덮개를 바꿈").status_code == 302
    assert do(me, case, "close").status_code == 409
    assert me.post(reverse("case_tell", args=[case.pk]), said).status_code == 302
    assert do(me, case, "close").status_code == 302
    case.refresh_from_db(from_queryset=Case.objects.for_viewer(SYSTEM))
    assert (case.state, case.outcome) == ("closed", "solved")


def test_what_somebody_else_did_meanwhile_is_shown_and_nothing_typed_is_lost(cast: Cast) -> None:
    me, viewer = browser(cast.own.officer), cast.viewer(cast.own.officer)
    case = a_case(viewer)
    opened = me.get(reverse("case_do", args=[case.pk, "finish"])).context["form"]
    note_progress(cast.viewer(cast.own.lead), case_id=case.pk, text="구청이 내일 나옴", now=LATER)
    sent = {
        "version": opened["version"].value(),
        "seen_at": (NOW + timedelta(minutes=1)).isoformat(),
        "outcome": "solved",
        "measure": "모래로 임시로 메움",
    }
    answer = do(me, case, "finish", **sent)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "보고 계신 동안 바뀌었습니다" in html
    assert "구청이 내일 나옴" in html
    assert "모래로 임시로 메움" in html
    again = answer.context["form"]["version"].value()
    assert do(me, case, "finish", **sent | {"version": again}).status_code == 302


def test_who_reported_it_is_masked_and_opened_for_a_purpose_only(cast: Cast) -> None:
    me = browser(cast.own.officer)
    case = a_case(cast.viewer(cast.own.officer))
    [reporter] = Reporter.objects.for_viewer(SYSTEM).filter(case=case)
    assert "김하나" not in page(me, case)
    address = reverse("case_open_reporter", args=[case.pk, reporter.pk])
    assert me.post(address, {}).status_code == 422
    assert not Opening.objects.for_viewer(SYSTEM).exists()
    answer = me.post(address, {"purpose": "visit"})
    assert "김하나" in answer.content.decode()
    assert Opening.objects.for_viewer(SYSTEM).count() == 1
    assert answer["Cache-Control"] == "no-store"


def test_a_relative_who_is_kept_away_reads_the_case_without_the_person(cast: Cast) -> None:
    case = a_case(cast.viewer(cast.own.lead))
    [reporter] = Reporter.objects.for_viewer(SYSTEM).filter(case=case)
    keep_away(
        cast.viewer(cast.own.lead),
        person_id=reporter.person_id,
        officer_id=cast.own.colleague.pk,
        basis="order",
        now=NOW,
    )
    kept_away = browser(cast.own.colleague)
    assert "김" not in page(kept_away, case).split('id="reporter-', 1)[1].split("</strong>", 1)[0]
    address = reverse("case_open_reporter", args=[case.pk, reporter.pk])
    assert kept_away.post(address, {"purpose": "visit"}).status_code in (403, 404)


def test_a_department_takes_it_does_it_and_tells_the_resident(cast: Cast) -> None:
    viewer = cast.viewer(cast.own.officer)
    case = a_case(viewer)
    road = browser(cast.road)
    address = reverse("case", args=[case.pk])
    assert road.get(address).status_code == 404
    mine = browser(cast.own.officer)
    form = {"kind": "transfer", "to": f"team:{cast.road.team_id}", "reason": "도로과 소관"}
    assert mine.post(reverse("case_hand_over", args=[case.pk]), form).status_code == 302
    assert "도로과 소관" in page(road, case)
    assert do(road, case, "accept").status_code == 302
    assert do(road, case, "finish", outcome="solved", measure="포장함").status_code == 302
    assert do(road, case, "inform", text="포장함").status_code == 302
    to = [str(one.pk) for one in Reporter.objects.for_viewer(SYSTEM).filter(case=case)]
    told = road.post(
        reverse("case_tell", args=[case.pk]), {"to": to, "means": "message", "text": "포장했습니다"}
    )
    assert told.status_code == 302
    assert do(road, case, "close").status_code == 302


def test_it_is_sent_back_with_the_reason_and_who_is_responsible(cast: Cast) -> None:
    viewer = cast.viewer(cast.own.officer)
    case = a_case(viewer)
    hand_over(
        viewer, case_id=case.pk, kind="transfer", to_team_id=cast.road.team_id, reason="-", now=NOW
    )
    road = browser(cast.road)
    assert do(road, case, "send_back", reason="").status_code == 422
    assert do(road, case, "send_back", reason="사유지", responsible="건물주").status_code == 302
    html = page(browser(cast.own.officer), case)
    assert "사유지" in html
    assert "건물주" in html


def test_what_is_written_of_a_case_costs_the_same_however_much_there_is(cast: Cast) -> None:
    viewer, me = cast.viewer(cast.own.officer), browser(cast.own.officer)
    little, much = a_case(viewer), a_case(viewer)
    for n in range(5):
        note_progress(viewer, case_id=much.pk, text=f"{n}번째 확인", now=NOW, public=bool(n % 2))
        register_outside(viewer, case_id=much.pk, system="saeol", number=f"2026-{n}", now=NOW)
        contact = casework.Contact(name=f"이웃{n}", phone=f"010-2222-000{n}")
        join_person(viewer, case_id=much.pk, contact=contact, now=NOW)
    hand_over(
        viewer, case_id=much.pk, kind="referral", to_body="지구대", reason="순찰 부탁", now=NOW
    )
    counted = []
    for case in (little, much):
        page(me, case)
        with CaptureQueriesContext(connection) as asked:
            page(me, case)
        counted.append(len(asked))
    assert max(counted) <= MOST_STATEMENTS, counted
    assert counted[1] - counted[0] <= 1, counted


def test_a_case_is_taken_down_on_the_telephone_once(cast: Cast) -> None:
    me = browser(cast.own.officer)
    first = me.get(reverse("case_new")).context["form"]
    said = {
        "id": str(first["id"].value()),
        "channel": "phone",
        "category": "road",
        "text": "골목 입구 맨홀이 꺼졌다고 함",
        "tong": "1",
        "who_name": "김둘",
        "who_phone": "010-1234-9999",
        "language": "ko",
        "wants": "on",
    }
    looked = me.post(reverse("case_new"), said | {"check": "1"})
    assert "이렇게 말씀해 주세요" in looked.content.decode()
    assert not Case.objects.for_viewer(SYSTEM).exists()
    questions = {
        name: next(iter(field.choices))[0] if hasattr(field, "choices") else "1"
        for name, field in looked.context["form"].fields.items()
        if name.startswith("answer_")
    }
    receipt = me.post(reverse("case_new"), said | questions)
    [case] = Case.objects.for_viewer(SYSTEM)
    assert case.number in receipt.content.decode()
    assert "비밀 낱말" in receipt.content.decode()
    assert receipt["Cache-Control"] == "no-store"
    again = me.post(reverse("case_new"), said | questions)
    assert again.status_code == 302
    assert Case.objects.for_viewer(SYSTEM).count() == 1


def test_two_that_are_one_keep_everybody_who_reported_them(cast: Cast) -> None:
    viewer, me = cast.viewer(cast.own.officer), browser(cast.own.officer)
    one = a_case(viewer)
    two = a_case(viewer, contacts=(casework.Contact(name="박둘", phone="010-3333-4444"),))
    address = reverse("case_merge", args=[two.pk])
    found = me.get(address, {"q": one.number.lower()}).content.decode()
    assert one.number in found
    answer = me.post(address, {"other": one.number, "stays": "there"})
    assert answer.status_code == 302
    assert answer.url == reverse("case", args=[one.pk])
    assert Reporter.objects.for_viewer(SYSTEM).filter(case=one).count() == 2
    assert one.number in page(me, two)
    circle = me.post(reverse("case_merge", args=[one.pk]), {"other": two.number, "stays": "there"})
    assert circle.status_code == 409


def test_photos_go_public_only_after_somebody_looked(cast: Cast) -> None:
    me = browser(cast.own.officer)
    case = a_case(cast.viewer(cast.own.officer))
    address = reverse("case_public", args=[case.pk])
    assert me.post(address, {"publicity": "shown"}).status_code == 422
    assert me.post(address, {"publicity": "shown", "looked": "on"}).status_code == 302
    case.refresh_from_db(from_queryset=Case.objects.for_viewer(SYSTEM))
    assert case.public == "shown"


def test_another_kind_counts_the_days_anew_and_the_promise_stays(cast: Cast) -> None:
    me = browser(cast.own.officer)
    case = a_case(cast.viewer(cast.own.officer))
    promised = case.promised_at
    said = {"category": "street_tree", "title": case.title, "tong": "1"}
    assert me.post(reverse("case_edit", args=[case.pk]), said).status_code == 302
    case.refresh_from_db(from_queryset=Case.objects.for_viewer(SYSTEM))
    assert (case.category, case.promised_at) == ("street_tree", promised)


def test_only_who_runs_outreach_sets_how_a_dong_works(cast: Cast) -> None:
    address = reverse("case_settings")
    said = {
        "version": "1",
        "unclaimed_hours": "4",
        "dormant_days": "3",
        "lead_after_days": "2",
        "public_map": "on",
    }
    assert browser(cast.own.officer).post(address, said).status_code == 403
    lead = browser(cast.own.lead)
    assert lead.post(address, said).status_code == 302
    assert lead.post(address, said | {"dormant_days": "9"}).status_code == 409


def test_readers_do_not_write(cast: Cast) -> None:
    case = a_case(cast.viewer(cast.own.officer))
    desk = browser(cast.district_desk)
    assert desk.get(reverse("case", args=[case.pk])).status_code == 200
    for deed in ("note", "finish", "close"):
        assert desk.get(reverse("case_do", args=[case.pk, deed])).status_code == 403
    assert browser(cast.far.officer).get(reverse("case", args=[case.pk])).status_code == 404


def test_what_was_told_three_times_and_answered_twice_may_be_ended_and_no_sooner(
    cast: Cast,
) -> None:
    me, viewer = browser(cast.own.officer), cast.viewer(cast.own.officer)
    said = {"measure": "두 번 같은 답을 드렸습니다", "remedy": "국민권익위원회"}
    for _n in range(2):
        case = a_case(viewer)
        assert "되풀이된 민원으로" not in page(me, case)
        assert do(me, case, "close_repeated", **said).status_code == 409
        finish(viewer, case_id=case.pk, outcome="solved", measure="고침", now=LATER)
        inform_zone(viewer, case_id=case.pk, text="고침", now=LATER)
        tell(viewer, case_id=case.pk, means="phone", text="고쳤습니다", now=LATER)
    third = a_case(viewer)
    assert "3번 알렸고, 2번 답했습니다" in page(me, third)
    assert do(me, third, "close_repeated", **said).status_code == 302
    third.refresh_from_db(from_queryset=Case.objects.for_viewer(SYSTEM))
    # The resident is told this time too, before anything closes.
    assert (third.state, third.outcome) == ("done", "not_possible")


def test_a_case_that_was_closed_is_recorded_as_an_activity_with_one_press(cast: Cast) -> None:
    me, viewer = browser(cast.own.officer), cast.viewer(cast.own.officer)
    case = a_case(viewer)
    finish(viewer, case_id=case.pk, outcome="solved", measure="고침", now=LATER)
    inform_zone(viewer, case_id=case.pk, text="고침", now=LATER)
    tell(viewer, case_id=case.pk, means="phone", text="고쳤습니다", now=LATER)
    close(viewer, case_id=case.pk, now=LATER)
    assert "활동으로 기록하기" in page(me, case)
    assert do(me, case, "activity").status_code == 302
    assert "활동으로 기록하기" not in page(me, case)
    assert do(me, case, "activity").status_code == 409

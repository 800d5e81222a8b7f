"""Reports by page: made by one button, sent along the line, read, returned, locked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from dongne.lib.seoul import seoul_day
from dongne.outreach.fieldwork.models import Activity, Report
from tests.cast import Cast

from .desk import Desk, submitted


def test_one_button_makes_the_draft_and_pressed_twice_the_same(cast: Cast) -> None:
    desk = Desk(cast, cast.own.officer)
    desk.records(2)
    first = desk.drafts()
    desk.records(1)
    assert desk.drafts() == first
    page = desk.reads(f"/reports/{first.pk}")
    assert page.count("골목 입구 맨홀 주변이 부서져 있음") == 3
    assert "올리기" in page
    assert "이행정" in page  # who will sign is shown before it is sent
    assert "김동장" in page


def test_a_day_without_activities_makes_no_report(cast: Cast) -> None:
    answer = Desk(cast, cast.own.officer).client.post("/reports/", {"day": "2026-01-02"})
    assert answer.status_code == 422
    assert "활동을 먼저 기록해 주세요" in answer.content.decode()
    assert Desk(cast, cast.own.officer).client.post("/reports/").status_code == 422


def test_what_the_drafter_changes_stands_on_the_paper(cast: Cast) -> None:
    desk = Desk(cast, cast.own.officer)
    kept, left = desk.records(2)
    report = desk.drafts()
    answer = desk.client.post(
        f"/reports/{report.pk}/edit",
        {
            "starts_at": "13:30",
            "ends_at": "14:30",
            "place": "성산2동 25통",
            "purpose": "환경순찰",
            "leave_out": [str(left.pk)],
        },
    )
    assert answer.status_code == 302
    page = desk.reads(f"/reports/{report.pk}")
    assert "13:30~14:30" in page
    assert "성산2동 25통" in page
    assert page.count(kept.memo) == 1
    left.refresh_from_db()
    assert left.report_id is None


def test_an_end_before_the_start_is_refused_and_the_text_kept(cast: Cast) -> None:
    desk = Desk(cast, cast.own.officer)
    desk.records()
    report = desk.drafts()
    answer = desk.client.post(
        f"/reports/{report.pk}/edit",
        {"starts_at": "15:00", "ends_at": "14:00", "place": "놀이터 앞", "purpose": "순찰"},
    )
    assert answer.status_code == 422
    assert "놀이터 앞" in answer.content.decode()
    assert "끝나는 시각이 시작하는 시각보다 빠릅니다" in answer.content.decode()


def test_a_report_without_activities_is_not_sent(cast: Cast) -> None:
    desk = Desk(cast, cast.own.officer)
    (only,) = desk.records()
    report = desk.drafts()
    Activity.objects.for_viewer(cast.viewer(cast.own.officer)).filter(pk=only.pk).update(
        report=None
    )
    answer = desk.client.post(f"/reports/{report.pk}/submit")
    assert answer.status_code == 422
    assert "활동을 하나 이상 넣어 주세요" in answer.content.decode()


def test_an_administration_team_s_report_goes_to_lead_and_head(cast: Cast) -> None:
    report = submitted(cast, cast.own.officer)
    lead, head = Desk(cast, cast.own.lead), Desk(cast, cast.own.head)
    assert str(report.pk) in lead.reads("/inbox")
    assert "결재할 문서가 없습니다" in head.reads("/inbox")
    assert lead.signs(report).status_code == 302
    assert str(report.pk) in head.reads("/inbox")
    assert "결재할 문서가 없습니다" in lead.reads("/inbox")
    head.signs(report)
    page = Desk(cast, cast.own.officer).reads(f"/reports/{report.pk}")
    assert "‘정정’으로만 고칠 수 있습니다" in page
    assert "결재함" in page


def test_a_welfare_team_s_report_also_asks_the_administration_lead(cast: Cast) -> None:
    report = submitted(cast, cast.own.welfare_officer)
    own, lead, head = (
        Desk(cast, officer) for officer in (cast.own.welfare_lead, cast.own.lead, cast.own.head)
    )
    assert lead.signs(report).status_code == 403  # not yet
    assert own.signs(report).status_code == 302
    assert lead.signs(report, opinion="도로과에 알렸습니다").status_code == 302
    page = head.reads(f"/inbox?report={report.pk}")
    assert "도로과에 알렸습니다" in page
    assert page.index("검토") < page.index("협조")
    assert head.signs(report).status_code == 302


def test_a_returned_report_says_why_and_goes_again(cast: Cast) -> None:
    report = submitted(cast, cast.own.officer)
    drafter, lead = Desk(cast, cast.own.officer), Desk(cast, cast.own.lead)
    assert lead.returns(report, "사진의 장소를 적어 주세요.").status_code == 302
    page = drafter.reads(f"/reports/{report.pk}")
    assert "사진의 장소를 적어 주세요." in page
    assert "고쳐 쓰기" in page
    assert "고친 뒤 다시 올리기" in page
    assert "반려됨" in page
    assert "사진의 장소를 적어 주세요." in drafter.reads("/reports/?state=returned")
    drafter.submits(report)
    page = lead.reads(f"/reports/{report.pk}")
    assert "반려된 적 1번" in page
    assert lead.signs(report).status_code == 302


def test_an_approved_report_is_locked(cast: Cast) -> None:
    report = submitted(cast, cast.own.officer)
    Desk(cast, cast.own.lead).signs(report)
    Desk(cast, cast.own.head).signs(report)
    drafter = Desk(cast, cast.own.officer)
    assert drafter.client.get(f"/reports/{report.pk}/edit").status_code == 409
    assert drafter.client.post(f"/reports/{report.pk}/edit", {}).status_code == 409
    assert drafter.client.post(f"/reports/{report.pk}/submit").status_code == 409
    page = drafter.reads(f"/reports/{report.pk}")
    assert f"/reports/{report.pk}/submit" not in page
    assert f"/reports/{report.pk}.pdf" in page


@pytest.mark.parametrize("way", ["", "/edit", "/submit", "/return", ".pdf"])
def test_strangers_get_404(cast: Cast, way: str) -> None:
    report = submitted(cast, cast.own.officer)
    for stranger in (cast.near.officer, cast.far.officer, cast.far.head, cast.road):
        desk = Desk(cast, stranger)
        assert desk.client.get(f"/reports/{report.pk}{way}").status_code == 404, stranger
    assert Desk(cast, cast.near.head).signs(report).status_code == 404
    assert Desk(cast, cast.near.head).returns(report, "왜").status_code == 404


def test_a_colleague_reads_and_changes_nothing(cast: Cast) -> None:
    desk = Desk(cast, cast.own.officer)
    desk.records()
    report = desk.drafts()
    colleague = Desk(cast, cast.own.colleague)
    assert "골목 입구" in colleague.reads(f"/reports/{report.pk}")
    assert f"/reports/{report.pk}/submit" not in colleague.reads(f"/reports/{report.pk}")
    for way in ("edit", "submit"):
        assert colleague.client.get(f"/reports/{report.pk}/{way}").status_code == 403
        assert colleague.client.post(f"/reports/{report.pk}/{way}").status_code == 403
    desk.submits(report)
    assert colleague.signs(report).status_code == 403
    assert colleague.returns(report, "왜").status_code == 403


def test_an_officer_s_list_is_their_own_and_a_lead_s_is_the_dong_s(cast: Cast) -> None:
    mine = submitted(cast, cast.own.officer)
    theirs = submitted(cast, cast.own.colleague)
    far = submitted(cast, cast.far.officer)
    officer = Desk(cast, cast.own.officer)
    page = officer.reads("/reports/")
    assert str(mine.pk) in page
    assert str(theirs.pk) not in page
    assert str(theirs.pk) in officer.reads("/reports/?officer=all")
    page = Desk(cast, cast.own.lead).reads("/reports/")
    assert str(mine.pk) in page
    assert str(theirs.pk) in page
    assert str(far.pk) not in page
    desk = Desk(cast, cast.other_district_desk)
    assert str(far.pk) not in desk.reads("/reports/")
    desk.reads(f"/reports/{far.pk}", status=404)
    desk.reads(f"/reports/{far.pk}.pdf", status=404)
    for officer in (cast.far.lead, cast.far.head):
        Desk(cast, officer).signs(far)
    assert str(far.pk) in desk.reads("/reports/")
    desk.reads(f"/reports/{far.pk}")


def test_the_list_is_narrowed_and_passes_over_nonsense(cast: Cast) -> None:
    report = submitted(cast, cast.own.officer)
    desk = Desk(cast, cast.own.officer)
    day = seoul_day(timezone.now())
    assert str(report.pk) in desk.reads(f"/reports/?month={report.day:%Y-%m}")
    assert str(report.pk) not in desk.reads("/reports/?month=2019-03")
    assert str(report.pk) in desk.reads("/reports/?state=submitted")
    assert str(report.pk) not in desk.reads("/reports/?state=approved")
    for nonsense in ("month=x", "officer=%00", "state=x", "older=x", "newer=1_2", f"older={day}_"):
        assert str(report.pk) in desk.reads(f"/reports/?{nonsense}")


def test_pages_of_the_list_follow_one_another(cast: Cast) -> None:
    viewer = cast.viewer(cast.own.officer)
    now = timezone.now()
    made = [
        Report.objects.create(
            dong=cast.own.dong,
            officer=cast.own.officer,
            team=cast.own.officer.team,
            day=seoul_day(now) - timedelta(days=n // 3),
            state="approved",
            created_at=now,
        )
        for n in range(120)
    ]
    desk = Desk(cast, cast.own.officer)
    address, seen = "/reports/", []
    for _ in range(3):
        answer = desk.client.get(address)
        seen += [row.report.pk for row in answer.context["rows"]]
        address = answer.context["older"]
    assert address == ""
    assert len(seen) == 120
    assert set(seen) == {report.pk for report in made}
    assert seen == list(
        Report.objects.for_viewer(viewer).order_by("-day", "-id").values_list("pk", flat=True)
    )
    back = desk.client.get(answer.context["newer"]).context["rows"]
    assert [row.report.pk for row in back] == seen[50:100]


def count_statements(desk: Desk, address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as caught:
        desk.reads(address)
    return len(caught)


def test_a_long_report_costs_as_many_statements_as_a_short_one(cast: Cast) -> None:
    short = submitted(cast, cast.own.officer)
    desk = Desk(cast, cast.own.colleague)
    desk.records(40)
    draft = desk.drafts()
    reader = Desk(cast, cast.own.head)
    few = count_statements(reader, f"/reports/{short.pk}")
    assert count_statements(desk, f"/reports/{draft.pk}") < 25
    long = desk.submits(draft)
    assert count_statements(reader, f"/reports/{long.pk}") == few
    assert few <= 8


def test_the_list_costs_the_same_whatever_it_holds(cast: Cast) -> None:
    submitted(cast, cast.own.officer)
    lead = Desk(cast, cast.own.lead)
    few = count_statements(lead, "/reports/")
    for officer in (cast.own.colleague, cast.own.welfare_officer, cast.own.head):
        submitted(cast, officer)
    assert count_statements(lead, "/reports/") == few
    assert few <= 8


def test_an_inbox_of_thirty_reports_costs_as_much_as_one_of_one(cast: Cast) -> None:
    submitted(cast, cast.own.colleague)
    lead, officer = Desk(cast, cast.own.lead), Desk(cast, cast.own.officer)
    few = count_statements(lead, "/inbox")
    for _ in range(29):
        officer.records()
        officer.submits(officer.drafts())
    assert len(lead.client.get("/inbox").context["page"].rows) == 30
    assert count_statements(lead, "/inbox") == few
    assert few <= 8

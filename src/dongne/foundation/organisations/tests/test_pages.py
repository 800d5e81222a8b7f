"""The office's pages as a team lead, an officer and a stranger meet them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from dongne.foundation.audit.public import AuditEntry
from dongne.foundation.organisations.models import AbsenceKind, Officer, Posting, Team
from dongne.foundation.organisations.public import away_on, record_absence
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.seoul import seoul_day
from tests.cast import Cast

from .desk import again, at, lead_of, signed_in

DAY = timedelta(days=1)


def text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined]


def test_the_office_shows_a_lead_more_than_an_officer(cast: Cast) -> None:
    lead = text(signed_in(cast.own.lead).get(at("office")))
    officer = text(signed_in(cast.own.officer).get(at("office")))
    assert at("people") in lead
    assert at("changes") in lead
    assert at("people") in officer
    assert at("changes") not in officer


def test_a_lead_adds_somebody_and_takes_it_back(cast: Cast) -> None:
    client = signed_in(cast.own.lead)
    answer = client.post(
        at("person_new"),
        {
            "name": "새내기",
            "title": "주무관",
            "team": cast.own.officer.team_id,
            "roles": ["visiting_nurse"],
            "starts_on": str(seoul_day(timezone.now())),
            "username": "sinjeong4-99",
        },
        follow=True,
    )
    assert "새내기 님을 직원으로 넣었습니다." in text(answer)
    assert "방문간호사" in text(answer)
    entry = AuditEntry.objects.filter(action="officer.added").latest("pk")
    client.post(at("change_undo", entry.pk), {"next": at("people")})
    client.get(at("people"))
    assert "새내기" not in text(client.get(at("people")))


def test_the_list_says_who_is_away_and_who_stands_in(cast: Cast) -> None:
    own, today = cast.own, seoul_day(timezone.now())
    record_absence(
        lead_of(cast),
        officer=own.officer,
        kind=AbsenceKind.SICK,
        starts_on=today,
        ends_on=today,
        deputy=own.colleague,
        now=timezone.now(),
    )
    for_lead = text(signed_in(own.lead).get(at("people"), {"away": "1"}))
    assert "최주무" in for_lead
    assert "병가" in for_lead
    assert "한돌봄" not in for_lead
    # Why somebody is away is not told to colleagues.
    assert "병가" not in text(signed_in(own.colleague).get(at("people")))


def test_the_calendar_names_first_whom_nobody_stands_in_for(cast: Cast) -> None:
    today = seoul_day(timezone.now())
    record_absence(
        lead_of(cast),
        officer=cast.own.officer,
        kind=AbsenceKind.ANNUAL,
        starts_on=today,
        ends_on=today + DAY,
        now=timezone.now(),
    )
    page = text(signed_in(cast.own.colleague).get(at("absences")))
    assert page.index("부재인데 대직자가 없습니다") < page.index("날짜별 부재")


def test_an_officer_records_the_own_leave_on_the_page(cast: Cast) -> None:
    own, today = cast.own, seoul_day(timezone.now())
    client = signed_in(own.officer)
    form = {
        "officer": own.officer.pk,
        "kind": "annual",
        "starts_on": str(today),
        "ends_on": str(today),
        "deputy": own.colleague.pk,
    }
    answer = client.post(at("absence_new"), form, follow=True)
    assert "되돌리기" in text(answer)
    assert away_on(SYSTEM, day=today)[own.officer.pk].deputy_name == "정동료"
    again_ = client.post(at("absence_new"), form)
    assert again_.status_code == 422
    assert "이미 부재로 등록된 날과 겹칩니다" in text(again_)
    client.post(at("absence_new"), form | {"officer": own.colleague.pk})
    assert own.colleague.pk not in away_on(SYSTEM, day=today)


@pytest.mark.parametrize("name", ["person_edit", "person_roles", "person_move", "person_leave"])
def test_a_member_is_told_no_and_a_stranger_nothing(cast: Cast, name: str) -> None:
    url = at(name, cast.own.colleague.pk)
    assert signed_in(cast.own.officer).get(url).status_code == 403
    assert signed_in(cast.near.lead).get(url).status_code == 404
    assert signed_in(cast.road).get(url).status_code == 404


def test_a_move_on_the_page_is_undone_from_the_page(cast: Cast) -> None:
    Posting.objects.for_viewer(SYSTEM).update(starts_on=seoul_day(timezone.now()) - 9 * DAY)
    client, own = signed_in(cast.own.lead), cast.own
    client.post(
        at("person_move", own.officer.pk),
        {
            "team": own.welfare_officer.team_id,
            "starts_on": str(seoul_day(timezone.now())),
            "title": "주무관",
        },
    )
    assert again(own.officer).team_id == own.welfare_officer.team_id
    entry = AuditEntry.objects.filter(action="officer.moved").latest("pk")
    page = client.post(at("change_undo", entry.pk), {"next": at("changes")}, follow=True)
    assert "되돌렸습니다" in text(page)
    assert again(own.officer).team_id == own.officer.team_id


def test_changes_are_told_with_before_and_after_and_by_kind(cast: Cast) -> None:
    client = signed_in(cast.own.lead)
    client.post(
        at("person_edit", cast.own.officer.pk),
        {"name": "최주무", "title": "주임", "title_en": "Officer", "position": 1},
    )
    page = text(client.get(at("changes"), {"kind": "officer"}))
    assert "직위: 주무관 → 주임" in page
    assert "이행정" in page
    assert "직위: 주무관" not in text(client.get(at("changes"), {"kind": "absence"}))
    assert "주무관 → 주임" not in text(signed_in(cast.near.lead).get(at("changes")))


def test_nobody_undoes_what_another_dong_did(cast: Cast) -> None:
    signed_in(cast.own.lead).post(
        at("person_edit", cast.own.officer.pk),
        {"name": "최주무", "title": "주임", "title_en": "Officer", "position": 1},
    )
    entry = AuditEntry.objects.filter(action="officer.edited").latest("pk")
    url = at("change_undo", entry.pk)
    assert signed_in(cast.near.lead).post(url).status_code == 404
    assert signed_in(cast.own.officer).post(url).status_code == 403
    assert again(cast.own.officer).title == "주임"


def test_the_list_asks_as_often_for_ten_as_for_two(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    client = signed_in(cast.own.lead)
    team = Team.objects.for_viewer(SYSTEM).get(pk=cast.own.officer.team_id)
    Officer.objects.bulk_create(
        Officer(team=team, dong=cast.own.dong, name=f"아무개{n}", roles=["officer"])
        for n in range(20)
    )
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get(at("people"))


def test_the_administrator_makes_a_dong_and_its_first_lead(cast: Cast) -> None:
    client = signed_in(cast.administrator)
    client.post(
        f"{at('place_new')}?at=district.yangcheon",
        {"name": "신월1동", "code": "sinwol1", "level_name": "동", "tongs": "12"},
    )
    client.post(f"{at('team_new')}?at=dong.sinwol1", {"name": "행정팀", "kind": "administration"})
    team = Team.objects.for_viewer(SYSTEM).get(dong__code="sinwol1")
    client.post(
        f"{at('person_new')}?at=dong.sinwol1",
        {
            "name": "첫팀장",
            "title": "행정팀장",
            "team": team.pk,
            "roles": ["administration_lead"],
            "starts_on": str(seoul_day(timezone.now())),
            "username": "sinwol1-lead",
        },
    )
    first = Officer.objects.for_viewer(SYSTEM).get(account__username="sinwol1-lead")
    assert "12통" in text(signed_in(first).get(at("places")))


def test_a_team_goes_up_and_down_again_by_undo(cast: Cast) -> None:
    client = signed_in(cast.own.lead)
    teams = Team.objects.for_viewer(SYSTEM).filter(dong=cast.own.dong)
    client.post(at("team_up", cast.own.welfare_officer.team_id))
    assert [team.name for team in teams] == ["복지1팀", "행정팀"]
    entry = AuditEntry.objects.filter(action="team.arranged").latest("pk")
    client.post(at("change_undo", entry.pk))
    assert [team.name for team in teams.all()] == ["행정팀", "복지1팀"]

"""A dong learns from its own approved records, night by night; its lead may do without."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dongne.foundation.audit.public import AuditEntry, undo_change
from dongne.foundation.organisations.public import Account, Officer
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.ids import new_id
from dongne.lib.refusals import Forbidden, NotHere
from dongne.lib.seoul import seoul_day
from dongne.outreach.fieldwork.public import Activity, Report, ReportState
from dongne.outreach.suggestions.models import Learnt
from dongne.outreach.suggestions.public import learn_dong, model_address, model_of, suggest, switch
from dongne.outreach.suggestions.queries import ENOUGH, dongs_with_news
from dongne.outreach.suggestions.services import KEPT
from dongne.outreach.suggestions.states import Source
from tests.cast import NOW, Cast, Office

pytestmark = pytest.mark.django_db

BACKEND = "dongne.foundation.organisations.identity.AccountBackend"


def wrote(
    office: Office,
    texts: list[tuple[str, str, str]],
    *,
    state: ReportState = ReportState.APPROVED,
    completed_at: datetime = NOW,
) -> None:
    """Reports of two officers of the office with activities of these (text, kind, field)."""
    day = seoul_day(NOW) - timedelta(days=3)
    for officer in (office.officer, office.colleague):
        report = Report.objects.create(
            dong=office.dong,
            officer=officer,
            team_id=officer.team_id,
            day=day,
            state=state,
            completed_version=1,
            created_at=NOW,
            completed_at=completed_at,
        )
        Activity.objects.bulk_create(
            Activity(
                dong=office.dong,
                officer=officer,
                report=report,
                kind=kind,
                field=field,
                counted=True,
                happened_at=NOW - timedelta(days=3),
                day=day,
                memo=text,
                received_at=NOW,
                words="",
            )
            for text, kind, field in texts
        )


GOATS = [("염소 우리를 살핌", "other", "safety"), ("강아지 산책", "liaison", "general")] * 20


def enter(officer: Officer) -> Client:
    client = Client()
    client.force_login(Account.objects.get(officer=officer), backend=BACKEND)
    return client


def learn(cast: Cast, office: Office | None = None) -> Learnt | None:
    return learn_dong(SYSTEM, dong_id=(office or cast.own).dong.pk, now=NOW)


def test_a_dong_begins_with_everybodys_examples(cast: Cast) -> None:
    viewer = cast.viewer(cast.own.officer)
    assert learn(cast) is None
    model = model_of(viewer)
    assert model is not None
    kind, field = suggest(model, "전봇대 아래 쓰레기 무단투기가 심하다고 하심")
    assert kind is not None
    assert field is not None
    assert (kind.slug, field.slug) == ("complaint_heard", "environment")


def test_it_learns_its_own_words_from_what_was_approved(cast: Cast) -> None:
    viewer = cast.viewer(cast.own.officer)
    before = model_address(viewer)
    wrote(cast.own, GOATS)
    learnt = learn(cast)
    assert learnt is not None
    assert (learnt.source, learnt.records, learnt.officers) == (Source.DONG, 80, 2)
    model = model_of(viewer)
    assert model is not None
    kind, field = suggest(model, "염소 우리")
    assert kind is not None
    assert field is not None
    assert (kind.slug, field.slug) == ("other", "safety")
    assert kind.because == ("염소", "우리")
    assert model_address(viewer) != before


def test_what_is_not_approved_or_was_removed_teaches_nothing(cast: Cast) -> None:
    wrote(cast.own, GOATS, state=ReportState.SUBMITTED)
    assert learn(cast) is None
    wrote(cast.own, GOATS)
    Activity.objects.for_viewer(SYSTEM).filter(report__state="approved").update(removed_at=NOW)
    assert learn(cast) is None


def test_a_dong_with_few_records_learns_from_its_district_and_from_nobody_else(cast: Cast) -> None:
    wrote(cast.near, GOATS)
    wrote(cast.own, GOATS[: ENOUGH // 4])
    learnt = learn(cast)
    assert learnt is not None
    assert learnt.source is Source.DISTRICT
    assert learn(cast, cast.far) is None


def test_a_night_learns_where_something_is_new(cast: Cast) -> None:
    assert dongs_with_news() == []
    wrote(cast.own, GOATS, completed_at=NOW - timedelta(hours=1))
    district = sorted([cast.own.dong.pk, cast.near.dong.pk])
    assert dongs_with_news() == district
    for dong_id in district:
        learn_dong(SYSTEM, dong_id=dong_id, now=NOW)
    assert dongs_with_news() == []
    assert learn(cast) is None


def test_old_nights_go(cast: Cast) -> None:
    wrote(cast.own, GOATS)
    first = learn(cast)
    assert first is not None
    for number in range(2, KEPT + 3):
        first.pk, first.number, first.newest = new_id(), number, None
        first.save(force_insert=True)
    learn(cast)
    numbers = Learnt.objects.for_viewer(SYSTEM).values_list("number", flat=True)
    assert sorted(numbers) == list(range(4, KEPT + 4))


def test_the_lead_switches_it_off_and_back(cast: Cast) -> None:
    viewer, lead = cast.viewer(cast.own.officer), cast.viewer(cast.own.lead)
    dong_id = cast.own.dong.pk
    with pytest.raises(Forbidden):
        switch(viewer, dong_id=dong_id, on=False, now=NOW)
    with pytest.raises(NotHere):
        switch(cast.viewer(cast.near.lead), dong_id=dong_id, on=False, now=NOW)
    switch(lead, dong_id=dong_id, on=False, now=NOW)
    assert model_of(viewer) is None
    assert model_address(viewer) == ""
    assert enter(cast.own.officer).get("/field/suggestions.json").status_code == 404
    assert model_address(cast.viewer(cast.near.officer)) != ""
    undo_change(lead, entry=AuditEntry.objects.latest("pk"), now=NOW)
    assert model_of(viewer) is not None


def test_a_phone_gets_the_model_of_its_dong(cast: Cast) -> None:
    viewer = cast.viewer(cast.own.officer)
    response = enter(cast.own.officer).get(model_address(viewer))
    assert response.json() == model_of(viewer)
    assert response["Cache-Control"].startswith("private")


def test_the_page_says_how_often_it_was_right_and_keeps_nothing_that_is_tried(cast: Cast) -> None:
    wrote(cast.own, GOATS)
    browser = enter(cast.own.lead)
    assert "누구나 쓰는 예문" in browser.get("/office/suggestions/").content.decode()
    assert browser.post("/office/suggestions/learn").status_code == 302
    with CaptureQueriesContext(connection) as few:
        page = browser.get("/office/suggestions/").content.decode()
    assert "80건" in page
    said = AuditEntry.objects.count()
    tried = browser.post("/office/suggestions/", {"text": "염소 우리가 열려 있음"})
    assert "‘염소’" in tried.content.decode()
    assert AuditEntry.objects.count() == said
    wrote(cast.own, GOATS * 3, completed_at=NOW + timedelta(days=1))
    browser.post("/office/suggestions/learn")
    with CaptureQueriesContext(connection) as many:
        browser.get("/office/suggestions/")
    assert len(many) == len(few)

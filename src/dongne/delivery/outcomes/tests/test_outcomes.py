"""What the figures say is what happened; whoever got it is asked once and answers once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from dongne.delivery.applications import public as applications
from dongne.delivery.outcomes.models import Answer
from dongne.delivery.outcomes.presenters.asking import ticket_for
from dongne.delivery.outcomes.public import answer, ask_everybody, outcomes_of
from dongne.foundation.scope.public import SYSTEM, resident_viewer
from dongne.lib.refusals import Conflict, NotHere, Refused
from dongne.lib.seoul import seoul_day
from tests.cast import NOW, Cast
from tests.making.applications import at_the_counter, sent_in

pytestmark = pytest.mark.django_db

DAY = seoul_day(NOW)


def handed(cast: Cast, minutes: int, **values: object) -> applications.Application:
    clerk = cast.viewer(cast.own.officer)
    one = at_the_counter(clerk, **values)
    later = NOW + timedelta(minutes=minutes)
    applications.accept(clerk, application_id=one.pk, identity="card", now=NOW)
    applications.issue_all(clerk, application_id=one.pk, now=later)
    return applications.mark_handed(clerk, application_id=one.pk, now=later)


def test_medians_are_those_of_a_count_by_hand(cast: Cast) -> None:
    for minutes in (10, 20, 60):
        handed(cast, minutes, promised_at=NOW + timedelta(minutes=30))
    sent_in(cast.own.dong.pk)
    found = outcomes_of(cast.viewer(cast.own.lead), first=DAY, last=DAY)
    assert (found.all.arrived, found.all.handed) == (4, 3)
    assert found.all.median == pytest.approx(20 / 60)
    assert (found.all.promised, found.all.kept) == (3, 2)
    by_pair = {one.key: one.arrived for one in found.pairs}
    assert by_pair == {("counter", "counter"): 3, ("online", "counter"): 1}
    assert [(one.key, one.arrived) for one in found.services] == [(("resident_copy",), 4)]


def test_whoever_belongs_to_two_groups_counts_in_both(cast: Cast) -> None:
    handed(cast, 10, groups=("disabled", "age_65"))
    found = outcomes_of(cast.viewer(cast.own.lead), first=DAY, last=DAY)
    assert {one.key[0] for one in found.groups} == {"disabled", "age_65"}


def test_only_ones_own_part_of_the_tree_counts(cast: Cast) -> None:
    handed(cast, 10)
    assert outcomes_of(cast.viewer(cast.far.lead), first=DAY, last=DAY).all.arrived == 0
    desk = outcomes_of(cast.viewer(cast.district_desk), first=DAY, last=DAY)
    assert [one.key[0] for one in desk.dongs] == ["sinjeong4"]


def test_a_person_is_asked_once(cast: Cast) -> None:
    handed(cast, 10)
    tomorrow = NOW + timedelta(days=2)
    assert ask_everybody(now=NOW) == 0
    assert ask_everybody(now=tomorrow) == 1
    assert ask_everybody(now=tomorrow) == 0


def test_an_answer_is_given_once_and_only_of_what_was_handed_over(cast: Cast) -> None:
    one, waiting = handed(cast, 10), sent_in(cast.own.dong.pk).application
    viewer = resident_viewer()
    with pytest.raises(NotHere):
        answer(viewer, application_id=waiting.pk, score=5, text="", now=NOW)
    with pytest.raises(Refused):
        answer(viewer, application_id=one.pk, score=6, text="", now=NOW)
    answer(viewer, application_id=one.pk, score=4, text="아들 010-9876-5432", now=NOW)
    with pytest.raises(Conflict):
        answer(viewer, application_id=one.pk, score=1, text="", now=NOW)
    row = Answer.objects.for_viewer(SYSTEM).get()
    assert row.score == 4
    assert "9876" not in row.text


def test_the_question_is_answered_by_whoever_was_shown_it(cast: Cast, client: Client) -> None:
    one = handed(cast, 10)
    url = "/outcomes/answer"
    assert client.post(url, {"ticket": "made-up", "score": "5"}).status_code == 410
    ticket = ticket_for(one)
    assert client.post(url, {"ticket": ticket}).status_code == 422
    assert client.post(url, {"ticket": ticket, "score": "5"}).status_code == 200
    assert client.post(url, {"ticket": ticket, "score": "5"}).status_code == 409


def test_the_page_and_its_file(cast: Cast, client: Client) -> None:
    one = handed(cast, 10)
    now = timezone.now()
    rows = applications.applications_for(SYSTEM).filter(pk=one.pk)
    rows.update(arrived_at=now - timedelta(minutes=10), handed_at=now)
    client.force_login(cast.own.lead.account)
    page = client.get("/outcomes/")
    assert page.status_code == 200
    assert "10분" in page.content.decode()
    file = client.get("/outcomes/?form=csv").content.decode()
    assert "0.17" in file

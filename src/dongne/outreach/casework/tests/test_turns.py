"""Whoever opens a deed's page before its turn reads what sending it would be refused with."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Conflict
from dongne.outreach.casework import public as casework
from dongne.outreach.casework.views.deeds import DEEDS
from dongne.outreach.casework.views.turns import not_yet
from dongne.outreach.casework.words import NOT_REPEATED, NOTHING_OFFERED, REFUSALS
from tests.cast import NOW, Cast

from .listed import enter
from .making import a_case

SAID = {
    "text": "고쳤습니다.",
    "reason": "그렇게 되었습니다.",
    "answer": "이미 고쳤습니다.",
    "result": "함께 다녀왔습니다.",
    "measure": "고쳤습니다.",
    "remedy": "이의신청",
    "outcome": "solved",
    "for_what": "office",
    "until": "2099-01-05",
    "why": "자재를 기다립니다.",
    "system": "saeol",
    "number": "2026-1",
}
TURNS = {str(one) for one in (*REFUSALS.values(), NOT_REPEATED, NOTHING_OFFERED)}
WAY = ("assigned", "begun", "waiting", "done", "informed", "told", "closed", "unhappy")


def brought(cast: Cast, stage: str) -> casework.Case:
    """A case of the officer's own, that far on its way."""
    officer = cast.viewer(cast.own.officer)
    case = a_case(officer)
    given: dict[str, Any] = {"case_id": case.pk, "now": NOW}
    [reporter] = casework.Reporter.objects.for_viewer(SYSTEM).filter(case=case)
    steps = {
        "begun": lambda: casework.start_work(officer, **given),
        "waiting": lambda: casework.wait(
            officer,
            for_what=casework.Waiting.OFFICE,
            until=NOW.date().replace(year=2099),
            why="자재",
            **given,
        ),
        "done": lambda: casework.finish(officer, outcome="solved", measure="고침", **given),
        "informed": lambda: casework.inform_zone(officer, **given),
        "told": lambda: casework.tell(officer, means="message", text="고쳤습니다.", **given),
        "closed": lambda: casework.close(officer, **given),
        "unhappy": lambda: casework.answer_solved(
            SYSTEM, reporter_id=reporter.pk, solved=False, text="그대로예요", now=NOW
        ),
    }
    for step in WAY[1 : WAY.index(stage) + 1]:
        steps[step]()
    return casework.find_case(SYSTEM, case.pk)


def refused(me: Client, case: casework.Case, deed: str) -> str:
    """Sent and taken back again: the sentence of the refusal."""
    said = SAID | ({"number": ""} if deed == "parent" else {})
    with transaction.atomic():
        answer = me.post(reverse("case_do", args=[case.pk, deed]), said)
        transaction.set_rollback(True)
    if answer.status_code == 302:
        return ""
    assert answer.status_code in (404, 409), (deed, answer.content.decode())
    page = answer.content.decode()
    # One sentence of refusal may stand within another, longer one.
    return max((one for one in TURNS if escape(one) in page), key=len)


@pytest.mark.parametrize("stage", ["assigned", "waiting", "done", "informed", "unhappy"])
def test_what_is_said_before_is_what_sending_says(cast: Cast, stage: str) -> None:
    case, me = brought(cast, stage), enter(cast.own.officer)
    before = {deed: str(not_yet(cast.viewer(cast.own.officer), case, deed)) for deed in DEEDS}
    assert before == {deed: refused(me, case, deed) for deed in DEEDS}


def test_the_page_says_it_before_anything_is_typed(cast: Cast) -> None:
    case, me = brought(cast, "done"), enter(cast.own.officer)
    address = reverse("case_do", args=[case.pk, "close"])
    assert str(REFUSALS["zone_first"]) in me.get(address).content.decode()
    casework.inform_zone(cast.viewer(cast.own.officer), case_id=case.pk, now=NOW)
    assert str(REFUSALS["zone_first"]) not in me.get(address).content.decode()


def test_what_was_told_stands_until_it_is_taken_up_again(cast: Cast) -> None:
    """Beginning anew would leave the zone officer with the first result."""
    case, officer = brought(cast, "informed"), cast.viewer(cast.own.officer)
    with pytest.raises(Conflict):
        casework.start_work(officer, case_id=case.pk, now=NOW)
    again = casework.work_again(officer, case_id=case.pk, why="다시 깨짐", now=NOW)
    assert (again.outcome, again.zone_told_at) == ("", None)


def test_the_zone_officer_is_told_the_measure_unless_something_else_is_written(cast: Cast) -> None:
    case, me = brought(cast, "done"), enter(cast.own.officer)
    form = me.get(reverse("case_do", args=[case.pk, "inform"])).context["form"]
    assert form["text"].value() == "고침"


def test_only_people_of_the_dong_are_told_of_its_month(cast: Cast) -> None:
    def said(officer: Officer, case: casework.Case) -> str:
        for deed in ("finish", "inform"):
            enter(officer).post(reverse("case_do", args=[case.pk, deed]), SAID)
        casework.tell(cast.viewer(officer), case_id=case.pk, means="message", text="고침", now=NOW)
        told = enter(officer).post(reverse("case_do", args=[case.pk, "close"]), follow=True)
        [message] = told.context["messages"]
        return str(message)

    own = cast.own.officer
    assert "이번 달 실적" in said(own, brought(cast, "begun"))
    case = brought(cast, "begun")
    casework.hand_over(
        cast.viewer(own),
        case_id=case.pk,
        kind="transfer",
        to_team_id=cast.road.team_id,
        reason="차도",
        now=NOW,
    )
    casework.accept(cast.viewer(cast.road), case_id=case.pk, now=NOW)
    assert said(cast.road, case) == "종결했습니다."

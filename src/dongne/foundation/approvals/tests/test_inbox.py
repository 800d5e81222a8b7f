"""The inbox: what waits, in order, quick to get through, and clear about what can't be done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dongne.foundation.approvals.models import Step
from dongne.foundation.approvals.public import PlannedStep, StepKind, start
from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.ids import new_id
from tests.cast import NOW, Cast

from .letters import ended

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("dongne.foundation.approvals.tests.letters"),
]
BACKEND = "dongne.foundation.organisations.identity.AccountBackend"


def letter(cast: Cast, *signers: Officer, minutes: int = 0) -> UUID:
    """A letter of the officer's on its way along these people; the last of them approves."""
    kinds = [StepKind.REVIEW, StepKind.COOPERATION, StepKind.APPROVAL][-len(signers) :]
    id_ = new_id()
    start(
        cast.viewer(cast.own.officer),
        subject_type="letter",
        subject_id=id_,
        dong_id=cast.own.dong.pk,
        drafter=cast.own.officer,
        steps=[PlannedStep(kind, who) for kind, who in zip(kinds, signers, strict=True)],
        now=NOW + timedelta(minutes=minutes),
    )
    return id_


def browser(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer.account, backend=BACKEND)
    return client


def approve(client: Client, id_: UUID, **data: Any) -> HttpResponse:
    return client.post(f"/letters/{id_}/approve", data)


def return_(client: Client, id_: UUID, **data: Any) -> HttpResponse:
    return client.post(f"/letters/{id_}/return", data)


def text_of(answer: HttpResponse) -> str:
    return answer.content.decode()


def toasts(answer: HttpResponse) -> Sequence[str]:
    return [str(message) for message in answer.context["messages"]]


def test_an_empty_inbox_says_so(cast: Cast) -> None:
    assert "결재할 문서가 없습니다" in text_of(browser(cast.own.head).get("/inbox"))


def test_the_oldest_paper_lies_open(cast: Cast) -> None:
    later = letter(cast, cast.own.head, minutes=5)
    first = letter(cast, cast.own.head)
    page = browser(cast.own.head).get("/inbox")
    assert f'id="letter-{first}"' in text_of(page)
    assert f'href="/inbox?report={later}"' in text_of(page)
    chosen = text_of(browser(cast.own.head).get(f"/inbox?report={later}"))
    assert f'id="letter-{later}"' in chosen
    assert "2건 가운데 2번째" in chosen


def test_every_step_has_its_key_and_its_way_without_javascript(cast: Cast) -> None:
    ids = [letter(cast, cast.own.head, minutes=n) for n in range(3)]
    page = text_of(browser(cast.own.head).get(f"/inbox?report={ids[1]}"))
    for key in "jkaro":
        assert f'data-hotkey="{key}"' in page
    assert f'href="/letters/{ids[1]}/return"' in page
    assert f'rel="prefetch" href="/inbox?report={ids[2]}"' in page
    form = text_of(browser(cast.own.head).get(f"/letters/{ids[1]}/return"))
    assert "반려 사유" in form


def test_after_signing_the_next_paper_lies_open(cast: Cast) -> None:
    first, second, third = (letter(cast, cast.own.head, minutes=n) for n in range(3))
    client = browser(cast.own.head)
    answer = client.post(f"/letters/{second}/approve", {"next": str(third)}, follow=True)
    assert f'id="letter-{third}"' in text_of(answer)
    assert toasts(answer) == ["편지를 결재했습니다 (남은 2건)"]
    assert ended[second] == "approved"
    answer = client.post(f"/letters/{third}/approve", follow=True)
    assert f'id="letter-{first}"' in text_of(answer)
    answer = client.post(f"/letters/{first}/return", {"reason": "다시"}, follow=True)
    assert toasts(answer) == ["편지를 반려했습니다. 결재할 문서가 더 없습니다."]
    assert "결재할 문서가 없습니다" in text_of(answer)
    assert ended[first] == "다시"


def test_an_opinion_stands_in_the_box(cast: Cast) -> None:
    id_ = letter(cast, cast.own.welfare_lead, cast.own.lead, cast.own.head)
    approve(browser(cast.own.welfare_lead), id_)
    approve(browser(cast.own.lead), id_, opinion="  도로과와 함께 보았습니다 ")
    step = Step.objects.for_viewer(SYSTEM).get(line__subject_id=id_, officer=cast.own.lead)
    assert step.opinion == "도로과와 함께 보았습니다"


@pytest.mark.parametrize("reason", ["", "   ", "\x00"])
def test_a_return_needs_a_reason(cast: Cast, reason: str) -> None:
    id_ = letter(cast, cast.own.head)
    answer = return_(browser(cast.own.head), id_, reason=reason)
    assert answer.status_code == 422
    assert "반려 사유를 적어 주세요." in text_of(answer)
    assert id_ not in ended


@pytest.mark.parametrize(("way", "name"), [("approve", "opinion"), ("return", "reason")])
def test_too_long_a_text_is_refused_and_kept(cast: Cast, way: str, name: str) -> None:
    id_ = letter(cast, cast.own.head)
    text = "끝까지 남아야 하는 글" + "가" * 1000
    answer = browser(cast.own.head).post(f"/letters/{id_}/{way}", {name: text})
    assert answer.status_code == 422
    assert text in text_of(answer)
    assert "1000자까지" in text_of(answer)


def test_who_may_not_decide_is_told_why_and_keeps_the_text(cast: Cast) -> None:
    id_ = letter(cast, cast.own.lead, cast.own.head)
    early = return_(browser(cast.own.head), id_, reason="사진이 흐립니다")
    assert early.status_code == 403
    assert "지금은 결재할 차례가 아닙니다" in text_of(early)
    assert "사진이 흐립니다" in text_of(early)
    aside = approve(browser(cast.own.colleague), id_, opinion="좋습니다")
    assert aside.status_code == 403
    assert "이 문서의 결재선에 있지 않습니다." in text_of(aside)
    assert "좋습니다" in text_of(aside)
    approve(browser(cast.own.lead), id_)
    approve(browser(cast.own.head), id_)
    late = return_(browser(cast.own.lead), id_, reason="잠깐만요")
    assert late.status_code == 409
    assert "이미 결재가 끝난 문서입니다." in text_of(late)
    assert "잠깐만요" in text_of(late)
    assert approve(browser(cast.near.head), id_).status_code == 404


def test_a_paper_that_waits_no_more_is_said_to(cast: Cast) -> None:
    waiting = letter(cast, cast.own.head)
    page = text_of(browser(cast.own.head).get(f"/inbox?report={new_id()}"))
    assert "이미 처리되었거나" in page
    assert f'id="letter-{waiting}"' in page
    assert browser(cast.own.head).get("/inbox?report=nonsense").status_code == 200


def test_thirty_papers_cost_as_many_statements_as_one(cast: Cast) -> None:
    client = browser(cast.own.head)

    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get("/inbox").status_code == 200
        return len(caught)

    letter(cast, cast.own.head)
    few = cost()
    for n in range(29):
        letter(cast, cast.own.head, minutes=n)
    assert cost() == few
    assert few <= 8

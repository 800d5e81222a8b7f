"""A person's request is answered within ten days, in its order, and what is granted happens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import transaction

from dongne.foundation.messaging.public import messages_about
from dongne.foundation.openings.public import openings_for
from dongne.foundation.privacy.models import SubjectRequest
from dongne.foundation.privacy.queries.requests import dues_of, overdue_requests
from dongne.foundation.privacy.services import (
    answer_request,
    check_identity,
    close_request,
    extend_request,
    open_request,
    receive_request,
    withdraw_request,
)
from dongne.foundation.privacy.states import (
    REQUEST_MOVES,
    Asker,
    Outcome,
    Proof,
    RequestKind,
    RequestState,
)
from dongne.foundation.residents.public import Person, add_person
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Conflict, Forbidden, Refused
from dongne.lib.seoul import seoul_day
from tests.cast import NOW, Cast

KIND = RequestKind
S = RequestState


def resident(cast: Cast) -> UUID:
    return add_person(
        cast.viewer(cast.own.officer),
        dong_id=cast.own.dong.pk,
        name="문정숙",
        phone="010-5550-0101",
        now=NOW,
    ).pk


def received(
    cast: Cast, kind: RequestKind = KIND.ACCESS, at: datetime = NOW, **more: object
) -> SubjectRequest:
    given = {"person_id": resident(cast), "now": max(at, NOW)} | more
    return receive_request(
        cast.viewer(cast.own.officer),
        dong_id=cast.own.dong.pk,
        kind=kind,
        asked="적힌 것을 보고 싶습니다.",
        received_at=at,
        **given,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("day", "due"),
    [
        # 민법 제157조: the day of receipt is not counted.
        (datetime(2026, 11, 2, 1, 0, tzinfo=UTC), "2026-11-12"),
        # 민법 제161조: a last day on a Saturday moves to Monday.
        (datetime(2026, 11, 18, 8, 59, tzinfo=UTC), "2026-11-30"),
        # The last day is Christmas, a Friday: the Monday after.
        (datetime(2026, 12, 15, 1, 0, tzinfo=UTC), "2026-12-28"),
    ],
)
def test_ten_days_are_those_of_the_civil_code(cast: Cast, day: datetime, due: str) -> None:
    row = received(cast, at=day, now=max(day, NOW))
    assert row.due_on.isoformat() == due


def _deeds(cast: Cast, row: SubjectRequest) -> dict[RequestState, Callable[[], object]]:
    head = cast.viewer(cast.own.head)
    key = row.pk
    return {
        S.CHECKED: lambda: check_identity(head, request_id=key, proof=Proof.ID_SEEN, now=NOW),
        S.ANSWERED: lambda: answer_request(
            head, request_id=key, outcome=Outcome.GRANTED, answer="드립니다.", now=NOW
        ),
        S.CLOSED: lambda: close_request(head, request_id=key, told_by="hand", now=NOW),
        S.WITHDRAWN: lambda: withdraw_request(head, request_id=key, now=NOW),
    }


@pytest.mark.parametrize("state", list(RequestState))
def test_every_deed_in_every_state_does_what_the_table_allows(
    cast: Cast, state: RequestState
) -> None:
    row = received(cast)
    order = [S.CHECKED, S.ANSWERED, S.CLOSED]
    path = order[: order.index(state) + 1] if state in order else []
    if state is S.WITHDRAWN:
        path = [S.WITHDRAWN]
    deeds = _deeds(cast, row)
    for step in path:
        deeds[step]()
    for to, deed in deeds.items():
        if to in REQUEST_MOVES[state]:
            with transaction.atomic():
                deed()
                transaction.set_rollback(True)
        else:
            with pytest.raises(Conflict):
                deed()


def test_who_asks_for_another_brings_a_letter(cast: Cast) -> None:
    row = received(cast, asker=Asker.PROXY, asker_name="한대리")
    head = cast.viewer(cast.own.head)
    with pytest.raises(Refused):
        check_identity(head, request_id=row.pk, proof=Proof.ID_SEEN, now=NOW)
    check_identity(head, request_id=row.pk, proof=Proof.LETTER_AND_ID, now=NOW)


def test_a_refusal_names_its_ground_and_the_remedy(cast: Cast) -> None:
    row = received(cast, KIND.DELETE)
    head = cast.viewer(cast.own.head)
    check_identity(head, request_id=row.pk, proof=Proof.CODE, now=NOW)
    refuse = {"request_id": row.pk, "outcome": Outcome.REFUSED, "answer": "지울 수 없습니다."}
    for ground in ("", "by_law"):  # The second is a ground for another kind.
        with pytest.raises(Refused):
            answer_request(head, **refuse, ground=ground, now=NOW)
    answer_request(head, **refuse, ground="collected_by_law", now=NOW)
    close_request(head, request_id=row.pk, told_by="message", now=NOW)
    [message] = messages_about(head, SubjectRequest.objects.for_viewer(head).get(pk=row.pk))
    assert message.event == "privacy.request_answered"


def test_a_deletion_that_is_granted_happens_when_the_person_is_told(cast: Cast) -> None:
    row = received(cast, KIND.DELETE)
    lead, head = cast.viewer(cast.own.lead), cast.viewer(cast.own.head)
    check_identity(lead, request_id=row.pk, proof=Proof.ID_SEEN, now=NOW)
    granted = {"outcome": Outcome.GRANTED, "answer": "지웁니다."}
    with pytest.raises(Forbidden):
        answer_request(lead, request_id=row.pk, **granted, now=NOW)
    answer_request(head, request_id=row.pk, **granted, now=NOW)
    close_request(head, request_id=row.pk, told_by="message", now=NOW)
    person = Person.objects.for_viewer(SYSTEM).get(pk=row.person_id)
    closed = SubjectRequest.objects.for_viewer(SYSTEM).get(pk=row.pk)
    assert person.destroyed_at
    assert closed.state == S.CLOSED
    assert not closed.asked
    assert messages_about(head, closed).count() == 1


def test_the_time_is_over_is_shown_and_cannot_be_put_off_then(cast: Cast) -> None:
    row = received(cast)
    head = cast.viewer(cast.own.head)
    late = NOW + timedelta(days=20)
    assert (overdue_requests(head, NOW), overdue_requests(head, late)) == (0, 1)
    until = seoul_day(late) + timedelta(days=5)
    with pytest.raises(Conflict):
        extend_request(head, request_id=row.pk, until=until, reason="조회 중", now=late)
    later = row.due_on + timedelta(days=7)
    extend_request(head, request_id=row.pk, until=later, reason="다른 기관 조회", now=NOW)
    again = SubjectRequest.objects.for_viewer(head).get(pk=row.pk)
    due = dues_of(head, [again])[row.pk]
    assert due.due_at
    assert seoul_day(due.due_at) >= later
    with pytest.raises(Conflict):
        extend_request(
            head, request_id=row.pk, until=later + timedelta(days=3), reason="또", now=NOW
        )


def test_reading_what_was_asked_leaves_a_row(cast: Cast) -> None:
    row = received(cast)
    officer = cast.viewer(cast.own.officer)
    assert open_request(officer, request_id=row.pk, now=NOW)["asked"].startswith("적힌")
    [opening] = openings_for(officer)
    assert opening.purpose == "subject_request"
    assert opening.whose == f"resident:{row.person_id}"
    assert "적힌" not in str(row.asked)

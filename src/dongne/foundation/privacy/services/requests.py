"""A person's request: taken in, identity made sure of, decided, told within ten days.

시행령 제41조제4항 and 제43조·제44조: ten days from the day of receipt. 행정기본법 제6조제1항 leads
to 민법 제155–161조: the first day is not counted, a last day at rest moves (`10cd`).
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.deadlines.public import (
    Outcome as DeadlineOutcome,
)
from dongne.foundation.deadlines.public import end_deadline, start_deadline
from dongne.foundation.messaging.public import Means, Recipient, ask
from dongne.foundation.openings.public import record_opening
from dongne.foundation.residents.public import Person, destroy_person, person_of, reveal_contact
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.ids import new_id
from dongne.lib.refusals import Conflict, Refused
from dongne.lib.seoul import seoul_day

from ..models import SubjectRequest
from ..permissions import answers_requests, dong_of, looks_after, require, takes_requests
from ..queries.requests import KIND, dues_of, find_request
from ..states import (
    REQUEST_MOVES,
    Asker,
    Outcome,
    Proof,
    RequestKind,
    RequestState,
)
from ..words import GROUNDS, OUTCOMES, PROOFS_OF, REMEDY, REQUESTS
from .moves import next_number, refuse_move, said

LIMIT = "10cd"
LONGEST = 2000
FURTHEST_DAYS = 90
ANSWERED = "privacy.request_answered"
EXTENDED = "privacy.request_extended"


@transaction.atomic
def receive_request(
    viewer: Viewer,
    *,
    dong_id: int,
    kind: RequestKind,
    asked: str,
    received_at: datetime,
    person_id: UUID | None = None,
    asker: Asker = Asker.SELF,
    asker_name: str = "",
    now: datetime,
) -> SubjectRequest:
    """Taken in by anybody of the dong; the ten days run from the day on which it came."""
    require(takes_requests(viewer))
    dong = dong_of(viewer, dong_id)
    if received_at > now:
        raise Refused(_("받은 때가 지금보다 뒤입니다."), code="received_later")
    person: Person | None = person_of(viewer, person_id) if person_id else None
    if person is not None and person.dong_id != dong.pk:
        raise Refused(_("다른 동의 주민입니다. 그 동에서 접수합니다."), code="other_dong")
    if asker is not Asker.SELF and not asker_name.strip():
        raise Refused(_("대신 요구하는 분의 이름을 적어 주세요."), code="asker_missing")
    year, number = next_number(SubjectRequest, dong.pk, now)
    row = SubjectRequest(
        id=new_id(),
        dong=dong,
        year=year,
        number=number,
        kind=kind,
        person=person,
        asker=asker,
        asker_name=said(asker_name, most=60, what=_("이름"), least=0),
        asked=said(asked, most=LONGEST, what=_("요구하는 내용")),
        received_at=received_at,
        received_by_id=viewer.officer_id,
        due_on=seoul_day(received_at),
    )
    row.save(force_insert=True)
    deadline = start_deadline(
        viewer,
        subject=row,
        kind=KIND,
        limit=LIMIT,
        received_at=received_at,
        now=now,
        dong_id=dong.pk,
        officer_id=viewer.officer_id if viewer.dong_id == dong.pk else None,
    )
    row.due_on = seoul_day(deadline.promised_at)
    row.save(update_fields=["due_on"])
    _told(viewer, row, "privacy.request_received", now, {"kind": kind, "due": row.due_on})
    return row


@transaction.atomic
def open_request(viewer: Viewer, *, request_id: UUID, now: datetime) -> dict[str, str]:
    """What was asked and answered, in the clear, and a row in the log."""
    require(takes_requests(viewer))
    row = find_request(viewer, request_id)
    texts = {
        name: sealed.reveal()
        for name in ("asked", "asker_name", "answer")
        if (sealed := getattr(row, name))
    }
    record_opening(
        viewer,
        subject=row,
        whose=f"resident:{row.person_id}" if row.person_id else f"request:{row.pk}",
        columns=list(texts),
        purpose="subject_request",
        now=now,
        dong_id=row.dong_id,
    )
    return texts


@transaction.atomic
def check_identity(
    viewer: Viewer, *, request_id: UUID, proof: Proof, now: datetime
) -> SubjectRequest:
    """How it was made sure who asks: the kind of proof, never a number (시행령 제46조)."""
    require(takes_requests(viewer))
    row = _held(viewer, request_id)
    refuse_move(REQUEST_MOVES, row.state, RequestState.CHECKED)
    if proof not in PROOFS_OF[row.asker]:
        raise Refused(_("이 사람에게는 다른 확인 방법이 필요합니다."), code="other_proof")
    row.proof, row.state = proof, RequestState.CHECKED
    row.checked_by_id, row.checked_at = viewer.officer_id, now
    _kept(row, "proof", "state", "checked_by", "checked_at")
    _told(viewer, row, "privacy.request_checked", now, {"proof": proof})
    return row


@transaction.atomic
def answer_request(
    viewer: Viewer,
    *,
    request_id: UUID,
    outcome: Outcome,
    answer: str,
    ground: str = "",
    now: datetime,
) -> SubjectRequest:
    """The decision, with its ground where something is refused, and the words of the answer."""
    require(answers_requests(viewer))
    row = _held(viewer, request_id)
    refuse_move(REQUEST_MOVES, row.state, RequestState.ANSWERED)
    if outcome in (Outcome.REFUSED, Outcome.PARTLY):
        if ground not in GROUNDS or row.kind not in GROUNDS[ground][0]:
            raise Refused(_("들어주지 않는 부분의 법적 근거를 골라 주세요."), code="ground_missing")
    else:
        ground = ""
    if row.person_id is None and outcome is Outcome.GRANTED and row.kind != RequestKind.ACCESS:
        raise Refused(_("누구의 개인정보인지 정해지지 않았습니다."), code="nobody_named")
    if row.kind == RequestKind.DELETE and outcome is Outcome.GRANTED and not looks_after(viewer):
        require(allowed=False)
    row.outcome, row.ground = outcome, ground
    row.answer = said(answer, most=LONGEST, what=_("답변"))
    row.state = RequestState.ANSWERED
    row.answered_by_id, row.answered_at = viewer.officer_id, now
    _kept(row, "outcome", "ground", "answer", "state", "answered_by", "answered_at")
    _told(viewer, row, "privacy.request_answered", now, {"outcome": outcome, "ground": ground})
    return row


@transaction.atomic
def close_request(
    viewer: Viewer, *, request_id: UUID, told_by: str, now: datetime
) -> SubjectRequest:
    """The person is told; a deletion that was granted happens in the same moment.

    `told_by`: `message` or `letter` (through the outbox) or `hand` (given or said by a person).
    The contact is read before a deletion, since nothing can be read after it.
    """
    require(answers_requests(viewer))
    row = _held(viewer, request_id)
    refuse_move(REQUEST_MOVES, row.state, RequestState.CLOSED)
    if told_by not in ("message", "letter", "hand"):
        raise Refused(_("어떻게 알렸는지 골라 주세요."), code="told_how")
    deletes = row.kind == RequestKind.DELETE and row.outcome == Outcome.GRANTED
    to = None
    if told_by != "hand":
        to = _recipient(row, letter=told_by == "letter", by_hand=deletes, now=now)
    if deletes and row.person_id:
        require(looks_after(viewer))
        # Whoever is kept from the person may still carry out what the person asks for.
        destroy_person(SYSTEM, person_id=row.person_id, now=now, why="request")
    if to is not None:
        ask(
            viewer,
            event=ANSWERED,
            to=to,
            values=_values(row),
            dong_id=row.dong_id,
            now=now,
            about=row,
            once=f"{ANSWERED}:{row.pk}",
            by=(Means.LETTER,) if told_by == "letter" else None,
        )
    row.state, row.told_by, row.closed_at = RequestState.CLOSED, told_by, now
    _kept(row, "state", "told_by", "closed_at")
    _end(viewer, row, DeadlineOutcome.DONE, now)
    _told(viewer, row, "privacy.request_closed", now, {"told_by": told_by, "deleted": deletes})
    return row


@transaction.atomic
def extend_request(
    viewer: Viewer, *, request_id: UUID, until: date, reason: str, now: datetime
) -> SubjectRequest:
    """연기 (법 제35조제3항 후단, 영 제42조제2항): for a good reason, told within the ten days."""
    require(answers_requests(viewer))
    row = _held(viewer, request_id)
    if row.state not in (RequestState.RECEIVED, RequestState.CHECKED):
        raise Conflict(_("이미 결정한 요구입니다."), code="decided_already")
    if row.extended_at is not None:
        raise Conflict(_("이미 한 번 미뤘습니다."), code="extended_already")
    today = seoul_day(now)
    due = dues_of(SYSTEM, [row]).get(row.pk)
    if due is not None and due.due_at is not None and due.due_at < now:
        raise Conflict(
            _("기한이 이미 지났습니다. 미루지 말고 바로 답해 주세요."), code="too_late_to_extend"
        )
    if not row.due_on < until or (until - today).days > FURTHEST_DAYS:
        raise Refused(
            _("지금 기한 뒤, 오늘부터 %(days)d일 안의 날을 골라 주세요.") % {"days": FURTHEST_DAYS},
            code="day_out_of_reach",
        )
    reason = said(reason, most=300, what=_("미루는 까닭"))
    _end(viewer, row, DeadlineOutcome.CLOSED, now)
    start_deadline(
        viewer,
        subject=row,
        kind=KIND,
        limit=f"{(until - today).days}cd",
        received_at=now,
        now=now,
        dong_id=row.dong_id,
        officer_id=row.received_by_id,
    )
    row.extended_at, row.extension_reason, row.due_on = now, reason, until
    _kept(row, "extended_at", "extension_reason", "due_on")
    if row.person is not None and row.person.phone:
        ask(
            viewer,
            event=EXTENDED,
            to=Recipient(person_id=row.person_id, language=row.person.language),
            values={**_values(row), "until": until.isoformat(), "reason": reason},
            dong_id=row.dong_id,
            now=now,
            about=row,
            once=f"{EXTENDED}:{row.pk}",
        )
    _told(viewer, row, "privacy.request_extended", now, {"until": until, "reason": reason})
    return row


@transaction.atomic
def withdraw_request(viewer: Viewer, *, request_id: UUID, now: datetime) -> SubjectRequest:
    """The person asks for it no longer."""
    require(takes_requests(viewer))
    row = _held(viewer, request_id)
    refuse_move(REQUEST_MOVES, row.state, RequestState.WITHDRAWN)
    row.state, row.closed_at = RequestState.WITHDRAWN, now
    _kept(row, "state", "closed_at")
    _end(viewer, row, DeadlineOutcome.WITHDRAWN, now)
    _told(viewer, row, "privacy.request_withdrawn", now, {})
    return row


def _held(viewer: Viewer, request_id: UUID) -> SubjectRequest:
    find_request(viewer, request_id)
    rows = SubjectRequest.objects.for_viewer(viewer).select_related("dong", "person")
    return rows.select_for_update(of=("self",)).get(pk=request_id)


def _kept(row: SubjectRequest, *columns: str) -> None:
    row.version += 1
    row.save(update_fields=[*columns, "version"])


def _end(viewer: Viewer, row: SubjectRequest, outcome: DeadlineOutcome, now: datetime) -> None:
    due = dues_of(SYSTEM, [row]).get(row.pk)
    if due is not None and due.ended_at is None:
        end_deadline(viewer, deadline_id=due.pk, now=now, outcome=outcome)


def _recipient(row: SubjectRequest, *, letter: bool, by_hand: bool, now: datetime) -> Recipient:
    person = row.person
    if person is None:
        raise Refused(
            _("연락처가 없는 사람입니다. 직접 알린 뒤 ‘직접 전달’을 골라 주세요."),
            code="no_contact",
        )
    if not by_hand:
        return Recipient(person_id=person.pk, language=person.language)
    means = "letter" if letter else "sms"
    contact = reveal_contact(SYSTEM, person_id=person.pk, means=means, now=now)
    if not contact:
        raise Refused(
            _("연락처가 없는 사람입니다. 직접 알린 뒤 ‘직접 전달’을 골라 주세요."),
            code="no_contact",
        )
    name = person.name.reveal() if letter and person.name else ""
    return Recipient(
        phone="" if letter else contact,
        address=contact if letter else "",
        name=name,
        language=person.language,
    )


def _values(row: SubjectRequest) -> dict[str, str]:
    refused = row.outcome in (Outcome.REFUSED, Outcome.PARTLY)
    return {
        "office": row.dong.name,
        "kind": str(REQUESTS[row.kind]),
        "number": number_of(row),
        "outcome": str(OUTCOMES.get(row.outcome, "")),
        "answer": row.answer.reveal() if row.answer else "",
        "ground": str(GROUNDS[row.ground][1]) if refused and row.ground else "",
        "remedy": str(REMEDY) if refused else "",
    }


def number_of(row: SubjectRequest) -> str:
    return f"{row.year}-{row.number}"


def _told(
    viewer: Viewer, row: SubjectRequest, action: str, now: datetime, changes: dict[str, object]
) -> None:
    record(viewer, action=action, subject=row, now=now, dong_id=row.dong_id, changes=changes)

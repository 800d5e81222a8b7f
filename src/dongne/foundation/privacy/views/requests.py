"""본인의 요구: taken in, answered within ten days, with the paper of what is held."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.foundation.messaging.public import messages_about
from dongne.foundation.openings.public import Deed
from dongne.foundation.organisations.public import Officer, StaffRequest, viewer_required
from dongne.foundation.papers.public import file_response
from dongne.foundation.residents.public import Person, find_persons, open_person, persons_for
from dongne.foundation.scope.public import SYSTEM, Level, Viewer
from dongne.lib.refusals import NotHere, Refused
from dongne.lib.seoul import seoul_day

from ..forms.requests import (
    AnswerForm,
    CheckForm,
    ExtendForm,
    FindPersonForm,
    ReceiveForm,
    TellForm,
)
from ..models import SubjectRequest
from ..papers import decision_document, held_document
from ..permissions import answers_requests, require, takes_requests
from ..presenters.log import column_word
from ..presenters.messages import TITLES
from ..presenters.requests import card_of, steps_of
from ..queries import keeping
from ..queries.requests import (
    WAITING,
    dues_of,
    find_request,
    held_of_person,
    requests_for,
)
from ..services import (
    answer_request,
    check_identity,
    close_request,
    extend_request,
    open_request,
    receive_request,
    withdraw_request,
)
from ..states import Asker, Outcome, Proof, RequestKind, RequestState
from .doing import Tried, attempt

MOST = 100
PAPER_FORMS = ("pdf", "hwpx")
DONE = {
    "check": gettext_lazy("신원을 확인했습니다. 이제 결정해 주세요."),
    "answer": gettext_lazy("결정을 남겼습니다. 이제 본인에게 알려 주세요."),
    "tell": gettext_lazy("처리를 마쳤습니다."),
    "extend": gettext_lazy("답할 날을 미루고 본인에게 알립니다."),
    "withdraw": gettext_lazy("취하한 것으로 끝냈습니다."),
}


@require_safe
@viewer_required()
def privacy_requests(request: StaffRequest) -> HttpResponse:
    """What waits first, the soonest due before the rest; `?all=1` shows what was closed too."""
    viewer, now = request.viewer, timezone.now()
    require(takes_requests(viewer))
    everything = bool(request.GET.get("all"))
    rows = requests_for(viewer)
    rows = (
        rows.order_by("-received_at", "-id")
        if everything
        else (rows.filter(state__in=WAITING).order_by("due_on", "id"))
    )
    page = list(rows[:MOST])
    dues = dues_of(viewer, page)
    context = {
        "requests": [card_of(row, dues.get(row.pk), now) for row in page],
        "everything": everything,
        "several": viewer.level is not Level.DONG,
    }
    return render(request, "privacy/requests.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def privacy_request_new(request: StaffRequest) -> HttpResponse:
    """Whom it is about (`?person=`, or found by the whole name or number), and what is asked."""
    viewer, now = request.viewer, timezone.now()
    require(takes_requests(viewer))
    person = _person(viewer, request.GET.get("person", ""))
    found: list[Person] = []
    finder = FindPersonForm(request.POST if "find" in request.POST else None)
    searched = "find" in request.POST and finder.is_valid()
    if searched:
        # Never in the address: what is looked for is a person's name or number.
        found = _found(viewer, finder.cleaned_data)
    form = ReceiveForm(
        request.POST if "keep" in request.POST else None,
        initial={"received_at": timezone.localtime(now).strftime("%Y-%m-%dT%H:%M")},
    )
    refusal, status = "", 200
    if "keep" in request.POST:
        status = 422
        if form.is_valid():
            said = form.cleaned_data
            made: list[SubjectRequest] = []
            tried = attempt(
                lambda: made.append(
                    receive_request(
                        viewer,
                        dong_id=person.dong_id if person else viewer.dong_key,
                        kind=RequestKind(said["kind"]),
                        asked=said["asked"],
                        received_at=said["received_at"],
                        person_id=person.pk if person else None,
                        asker=Asker(said["asker"]),
                        asker_name=said["asker_name"],
                        now=now,
                    )
                )
            )
            if not tried.message:
                messages.success(request, _("요구를 접수했습니다."))
                return redirect("privacy_request", made[0].pk)
            refusal, status = tried.message, tried.status
    context = {
        "person": person,
        "finder": finder,
        "found": found,
        "searched": searched,
        "form": form,
        "refusal": refusal,
        # Whoever is not on our lists asked in some dong; above it nobody could say in which.
        "may_nobody": viewer.dong_id is not None,
        "nobody": bool(request.GET.get("nobody")) and viewer.dong_id is not None,
    }
    return render(request, "privacy/request_new.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def privacy_request(request: StaffRequest, request_id: UUID) -> HttpResponse:
    """One request: where it stands, by when, and the next step."""
    viewer, now = request.viewer, timezone.now()
    require(takes_requests(viewer))
    row = find_request(viewer, request_id)
    do = request.POST.get("do", "")
    forms: dict[str, Any] = {
        "check": CheckForm(request.POST if do == "check" else None, row=row),
        "answer": AnswerForm(request.POST if do == "answer" else None, row=row),
        "tell": TellForm(request.POST if do == "tell" else None),
        "extend": ExtendForm(request.POST if do == "extend" else None),
    }
    tried = Tried()
    texts: dict[str, str] = {}
    if do == "open":
        # Shown in this one answer: a page that could be loaded again would open unlogged.
        texts = open_request(viewer, request_id=request_id, now=now)
    elif request.method == "POST":
        tried = Tried(_("무엇을 할지 골라 주세요."), 422)
        if do == "withdraw" or (do in forms and forms[do].is_valid()):
            said = forms[do].cleaned_data if do in forms else {}
            tried = attempt(lambda: _do(viewer, request_id, do, said, now))
            if not tried.message:
                messages.success(request, DONE[do])
                return redirect("privacy_request", request_id)
        elif do in forms:
            tried = Tried("", 422)
    due = dues_of(viewer, [row]).get(row.pk)
    state = RequestState(row.state)
    context = {
        "request_row": row,
        "card": card_of(row, due, now),
        "steps": steps_of(row),
        "forms": forms,
        "refusal": tried.message,
        "texts": [(column_word(name), text) for name, text in texts.items()],
        "may_answer": answers_requests(viewer),
        "is_received": state is RequestState.RECEIVED,
        "is_checked": state is RequestState.CHECKED,
        "is_answered": state is RequestState.ANSWERED,
        "is_open": state in (RequestState.RECEIVED, RequestState.CHECKED),
        "may_held": row.person is not None
        and row.person.destroyed_at is None
        and answers_requests(viewer)
        and state in (RequestState.CHECKED, RequestState.ANSWERED, RequestState.CLOSED),
        "corrects": row.kind == RequestKind.CORRECT and state is RequestState.CHECKED,
        "deletes": row.kind == RequestKind.DELETE and row.outcome == Outcome.GRANTED,
        "messages_sent": [
            {"title": TITLES.get(one.event, one.event), "asked_at": one.asked_at}
            for one in messages_about(viewer, row)[:5]
        ],
        "paper_forms": PAPER_FORMS,
        "today": seoul_day(now),
    }
    return render(request, "privacy/request.html", context, status=tried.status)


@require_POST
@viewer_required()
def privacy_request_held(request: StaffRequest, request_id: UUID) -> HttpResponse:
    """열람 자료: everything that is held of the person, as a paper; a row of the log itself."""
    viewer, now = request.viewer, timezone.now()
    require(answers_requests(viewer))
    row = find_request(viewer, request_id)
    if row.state not in (RequestState.CHECKED, RequestState.ANSWERED, RequestState.CLOSED):
        raise Refused(_("누가 요구하는지 먼저 확인해 주세요."), code="not_checked")
    if row.person_id is None:
        raise NotHere(_("가지고 있는 개인정보가 없습니다."), code="nobody_named")
    opened = open_person(
        viewer, person_id=row.person_id, purpose="subject_request", now=now, deed=Deed.PRINTED
    )
    held = held_of_person(viewer, row.person_id)
    officers = {one.officer_id for one in held.openings if one.officer_id}
    teams = {
        one.pk: one.team.name
        for one in Officer.objects.for_viewer(SYSTEM).filter(pk__in=officers).select_related("team")
    }
    rule = keeping.retention_on(row.dong.district_id, seoul_day(now)).get(opened.person.retention)
    keep = (_("보유 %(n)d개월") % {"n": rule.months}, rule.basis) if rule else ("", "")
    form = request.POST.get("form", "pdf")
    if form not in PAPER_FORMS:
        raise NotHere(_("이 모양으로는 받을 수 없습니다."), code="not_found")
    document = held_document(row, opened, held, keep, teams)
    return file_response(document, form, now=now, attachment=True)  # type: ignore[arg-type]


@require_safe
@viewer_required()
def privacy_request_decision(request: StaffRequest, request_id: UUID, paper: str) -> HttpResponse:
    """결정 통지서."""
    viewer = request.viewer
    require(answers_requests(viewer))
    row = find_request(viewer, request_id)
    decided = row.state in (RequestState.ANSWERED, RequestState.CLOSED)
    if not decided or paper not in PAPER_FORMS:
        raise NotHere(_("문서를 찾을 수 없습니다."), code="not_found")
    return file_response(decision_document(row), paper, now=timezone.now())  # type: ignore[arg-type]


def _do(viewer: Viewer, key: UUID, do: str, said: dict[str, Any], now: Any) -> None:
    match do:
        case "check":
            check_identity(viewer, request_id=key, proof=Proof(said["proof"]), now=now)
        case "answer":
            answer_request(
                viewer,
                request_id=key,
                outcome=Outcome(said["outcome"]),
                ground=said["ground"],
                answer=said["answer"],
                now=now,
            )
        case "tell":
            close_request(viewer, request_id=key, told_by=said["told_by"], now=now)
        case "extend":
            extend_request(
                viewer, request_id=key, until=said["until"], reason=said["reason"], now=now
            )
        case _withdraw:
            withdraw_request(viewer, request_id=key, now=now)


def _person(viewer: Viewer, key: str) -> Person | None:
    if not key:
        return None
    try:
        wanted = UUID(key)
    except ValueError:
        return None
    return persons_for(viewer).filter(pk=wanted, destroyed_at=None, merged_into=None).first()


def _found(viewer: Viewer, said: dict[str, str]) -> list[Person]:
    phone = said["phone"].strip()
    digits = "".join(letter for letter in phone if letter.isdecimal())
    return find_persons(
        viewer,
        name=said["name"].strip(),
        phone=phone if len(digits) > 4 else "",
        last_four=digits if len(digits) == 4 else "",
        dong_id=viewer.dong_id,
    )

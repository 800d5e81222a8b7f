"""기한 관리: what is due when, one time-limit with its line of days, and what may be done to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.foundation.organisations.public import StaffRequest, officers_for, viewer_required
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Forbidden, NotHere, Refused

from . import queries
from .forms import ExtendForm, GoOnForm, StopForm, TransferForm
from .models import Deadline
from .permissions import may_act, may_lengthen
from .presenters import due_words, limit_words, rows_of
from .services import (
    extend_deadline,
    go_on_deadline,
    stop_deadline,
    tell_progress,
    transfer_deadline,
)

SHOWN = ("open", "overdue", "today", "soon", "standing")
WHOSE = ("all", "team", "mine")


@require_safe
@viewer_required()
def deadlines(request: StaffRequest) -> HttpResponse:
    """By due time; `?show=` narrows to how urgent, `?of=` to whose. Keyset pages."""
    viewer, now = request.viewer, timezone.now()
    shown = _one_of(request.GET.get("show", ""), SHOWN)
    whose = _one_of(request.GET.get("of", ""), WHOSE)
    base = queries.open_deadlines(viewer)
    if whose == "mine":
        base = base.filter(officer_id=viewer.officer_key)
    elif whose == "team":
        base = base.filter(team_id=viewer.team_id or 0)
    found = queries.narrowed(base, shown, now)
    rows, older = queries.page(found, after=_after(request.GET.get("after", "")))
    context = {
        "rows": rows_of(viewer, rows, now),
        "figures": queries.figures(base, now),
        "shown": shown,
        "whose": whose,
        "links": {one: f"?{urlencode({'show': one, 'of': whose})}" for one in SHOWN},
        "views": [
            {
                "label": label,
                "url": f"?{urlencode({'show': shown, 'of': one})}",
                "current": one == whose,
            }
            for one, label in zip(WHOSE, (_("모두"), _("우리 팀"), _("내 것")), strict=True)
        ],
        "older": older and f"?{urlencode({'show': shown, 'of': whose, 'after': older})}",
        "first": "after" in request.GET and f"?{urlencode({'show': shown, 'of': whose})}",
    }
    return render(request, "deadlines/deadlines.html", context)


@require_safe
@viewer_required()
def deadline(request: StaffRequest, deadline_id: UUID) -> HttpResponse:
    """One time-limit: its line of days, what it was promised for, and its history."""
    viewer, now = request.viewer, timezone.now()
    row = queries.find_deadline(viewer, deadline_id)
    context = {
        "row": rows_of(viewer, [row], now)[0],
        "facts": _facts(row),
        "stops": row.known_stops,
        "extensions": [
            {"words": limit_words(one.limit), "one": one} for one in row.known_extensions
        ],
        "turns": [
            {"one": turn, "before": due_words(turn.due_before), "after": due_words(turn.due_after)}
            for turn in queries.history_of(row)
        ],
        "may": row.is_open and may_act(viewer, row),
        "may_extend": row.is_open and may_lengthen(viewer, row),
    }
    return render(request, "deadlines/deadline.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def stop(request: StaffRequest, deadline_id: UUID) -> HttpResponse:
    return _change(request, deadline_id, _("기한 멈추기"), StopForm, stop_deadline, may_act)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def go_on(request: StaffRequest, deadline_id: UUID) -> HttpResponse:
    return _change(request, deadline_id, _("기한 다시 시작"), GoOnForm, go_on_deadline, may_act)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def extend(request: StaffRequest, deadline_id: UUID) -> HttpResponse:
    return _change(
        request, deadline_id, _("기한 늘리기"), ExtendForm, extend_deadline, may_lengthen
    )


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def transfer(request: StaffRequest, deadline_id: UUID) -> HttpResponse:
    def form(*args: Any, deadline: Deadline, **kwargs: Any) -> forms.Form:
        people = officers_for(request.viewer).filter(dong=deadline.dong, is_active=True)
        return TransferForm(
            *args, deadline=deadline, people=list(people.select_related("team")), **kwargs
        )

    return _change(request, deadline_id, _("담당자 바꾸기"), form, transfer_deadline, may_act)


@require_POST
@viewer_required()
def told(request: StaffRequest, deadline_id: UUID) -> HttpResponse:
    """Somebody told whoever waits how far it is."""
    tell_progress(request.viewer, deadline_id=deadline_id, now=timezone.now())
    return HttpResponseRedirect(reverse("deadline", args=[deadline_id]))


def _change(
    request: StaffRequest,
    deadline_id: UUID,
    title: str,
    make: Callable[..., Any],
    service: Callable[..., Deadline],
    may: Callable[[Viewer, Deadline], bool],
) -> HttpResponse:
    """One form, one service, back to the time-limit."""
    viewer, now = request.viewer, timezone.now()
    row = queries.find_deadline(viewer, deadline_id)
    if not may(viewer, row):
        raise Forbidden(
            _("담당자나 그 팀의 팀장, 행정팀장, 동장만 할 수 있습니다."), code="not_yours"
        )
    form = make(request.POST if request.method == "POST" else None, deadline=row)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            service(viewer, deadline_id=deadline_id, now=now, **form.said(now))
        except (NotHere, Forbidden):
            raise
        except Refused as problem:
            refusal = problem.message
        else:
            return HttpResponseRedirect(reverse("deadline", args=[deadline_id]))
    context = {
        "title": title,
        "form": form,
        "refusal": refusal,
        "row": rows_of(viewer, [row], now)[0],
        "unit": limit_words(row.limit),
        "extending": service is extend_deadline,
    }
    wrong = request.method == "POST"
    return render(request, "deadlines/change.html", context, status=422 if wrong else 200)


def _facts(row: Deadline) -> list[tuple[str, str]]:
    facts = [
        (_("처리기간"), limit_words(row.limit)),
        (_("도착"), due_words(row.received_at)),
    ]
    if row.accepted_at:
        facts.append((_("접수"), due_words(row.accepted_at)))
    facts += [(_("기한"), due_words(row.due_at)), (_("처음 알린 기한"), due_words(row.promised_at))]
    if row.target:
        target = f"{limit_words(row.target)} · {due_words(row.target_at)}"
        facts.append((_("우리 목표"), target))
    facts.append((_("담당"), row.officer.name if row.officer else _("정해지지 않음")))
    if row.notice_on and row.is_open:
        day = date_format(row.notice_on, _("Y. n. j.(D)"))
        facts.append((_("진행 상황을 알릴 날"), day))
    return facts


def _one_of(asked: str, known: tuple[str, ...]) -> str:
    return asked if asked in known else known[0]


def _after(text: str) -> tuple[datetime, UUID] | None:
    due, _bar, key = text.partition("_")
    try:
        moment = datetime.fromisoformat(due)
        return (moment, UUID(key)) if moment.tzinfo else None
    except ValueError:
        return None

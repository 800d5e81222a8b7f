"""유출 대응: written down, counted down, ticked off, told, closed with a paper."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dongne.foundation.organisations.public import StaffRequest, find_officers, viewer_required
from dongne.foundation.papers.public import file_response
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import Level
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import seoul_day

from ..forms.breaches import AffectedForm, BreachForm, CloseForm, TellAffectedForm, TickForm
from ..models import Breach
from ..papers import breach_document
from ..presenters.clock import hours_left
from ..queries import breaches
from ..queries.log import Wanted
from ..services import (
    add_affected,
    close_breach,
    drop_breach,
    edit_breach,
    open_breach,
    tell_affected,
    tick,
)
from ..states import BreachState, Step
from ..words import BREACH_KINDS, BREACHES, DATA, STEP_LAWS, STEPS, WHY
from .doing import Tried, attempt, only_privacy

PAPER_FORMS = ("pdf", "hwpx")
MOST = 100
TONES = {"open": "danger", "closed": "success", "false_alarm": "neutral"}


@require_safe
@viewer_required()
def privacy_breaches(request: StaffRequest) -> HttpResponse:
    viewer, now = request.viewer, timezone.now()
    only_privacy(viewer)
    rows = [
        {
            "row": row,
            "kind": BREACH_KINDS[row.kind],
            "state": BREACHES[row.state],
            "tone": TONES[row.state],
            "left": hours_left(row, now) if row.state == BreachState.OPEN else None,
        }
        for row in breaches.breaches_for(viewer)[:MOST]
    ]
    context = {"breaches": rows, "several": viewer.level is not Level.DONG}
    return render(request, "privacy/breaches.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def privacy_breach_new(request: StaffRequest) -> HttpResponse:
    """What is known so far; the 72 hours run from when it was found."""
    viewer, now = request.viewer, timezone.now()
    only_privacy(viewer)
    form = BreachForm(
        request.POST or None,
        initial={"found_at": timezone.localtime(now).strftime("%Y-%m-%dT%H:%M")},
    )
    dongs = list(Dong.objects.for_viewer(viewer).order_by("name"))
    asked = request.POST.get("dong", "")
    place = next((one for one in dongs if one.code == asked), None)
    if viewer.dong_id is not None:
        place = dongs[0]
    refusal, status = "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and place is None:
            refusal = _("어느 동의 개인정보인지 골라 주세요.")
        elif form.is_valid() and place is not None:
            made: list[Breach] = []
            chosen = place
            tried = attempt(
                lambda: made.append(
                    open_breach(viewer, dong_id=chosen.pk, told=form.told(), now=now)
                )
            )
            if not tried.message:
                messages.success(request, _("등록했습니다. 72시간을 세기 시작합니다."))
                return redirect("privacy_breach", made[0].pk)
            refusal, status = tried.message, tried.status
    context = {
        "form": form,
        "refusal": refusal,
        "dongs": [] if viewer.dong_id else [(d.code, d.name, d.code == asked) for d in dongs],
        "breach": None,
    }
    return render(request, "privacy/breach_form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def privacy_breach_edit(request: StaffRequest, breach_id: UUID) -> HttpResponse:
    viewer, now = request.viewer, timezone.now()
    only_privacy(viewer)
    row = breaches.find_breach(viewer, breach_id)
    form = BreachForm(request.POST or None, initial=BreachForm.values_of(row))
    refusal, status = "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            version = form.cleaned_data["version"] or 0
            tried = attempt(
                lambda: edit_breach(
                    viewer, breach_id=breach_id, told=form.told(), version=version, now=now
                )
            )
            if not tried.message:
                messages.success(request, _("고쳤습니다."))
                return redirect("privacy_breach", breach_id)
            refusal, status = tried.message, tried.status
    context = {"form": form, "refusal": refusal, "dongs": [], "breach": row}
    return render(request, "privacy/breach_form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def privacy_breach(request: StaffRequest, breach_id: UUID) -> HttpResponse:
    """The clock, what is owed to whom, what was done."""
    viewer, now = request.viewer, timezone.now()
    only_privacy(viewer)
    row = breaches.find_breach(viewer, breach_id)
    ticks = breaches.ticks_of(row)
    owed = breaches.owed_for(row)
    open_steps = [one.step for one in owed if one.step not in ticks]
    do = request.POST.get("do", "")
    local = timezone.localtime(now).strftime("%Y-%m-%dT%H:%M")
    tick_form = TickForm(
        request.POST if do == "tick" else None, steps=open_steps, initial={"at": local}
    )
    close_form = CloseForm(request.POST if do in ("close", "drop") else None)
    tried = Tried()
    if request.method == "POST":
        tried = Tried("", 422)
        if do == "tick" and tick_form.is_valid():
            said = tick_form.cleaned_data
            tried = attempt(
                lambda: tick(
                    viewer,
                    breach_id=breach_id,
                    step=Step(said["step"]),
                    at=said["at"],
                    text=said["text"],
                    now=now,
                )
            )
        elif do in ("close", "drop") and close_form.is_valid():
            done = close_form.cleaned_data["done"]
            if do == "close":
                tried = attempt(
                    lambda: close_breach(viewer, breach_id=breach_id, done=done, now=now)
                )
            else:
                tried = attempt(
                    lambda: drop_breach(viewer, breach_id=breach_id, reason=done, now=now)
                )
        if tried.status == 200:
            done_words = _("한 일을 적었습니다.") if do == "tick" else _("대응을 끝냈습니다.")
            messages.success(request, done_words)
            return redirect("privacy_breach", breach_id)
    affected = breaches.affected_of(row)
    context: dict[str, Any] = {
        "breach": row,
        "kind": BREACH_KINDS[row.kind],
        "state": BREACHES[row.state],
        "tone": TONES[row.state],
        "is_open": row.state == BreachState.OPEN,
        "left": hours_left(row, now),
        "steps": [
            {
                "code": one.step,
                "title": STEPS[one.step],
                "law": STEP_LAWS[one.step],
                "why": ", ".join(str(WHY[code]) for code in one.why),
                "until": one.until,
                "tick": ticks.get(one.step),
                "late": one.until is not None
                and (ticks[one.step].at if one.step in ticks else now) > one.until,
            }
            for one in owed
        ],
        "reports": any(one.step is Step.REPORT for one in owed),
        "columns": ", ".join(str(DATA.get(code, code)) for code in row.columns),
        "affected": len(affected),
        "told": sum(one.message_id is not None for one in affected),
        "open_steps": open_steps,
        "tick_form": tick_form,
        "close_form": close_form,
        "refusal": tried.message,
        "paper_forms": PAPER_FORMS,
    }
    return render(request, "privacy/breach.html", context, status=tried.status)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def privacy_breach_people(request: StaffRequest, breach_id: UUID) -> HttpResponse:
    """Whose data it was, chosen from the log, and the message that tells them."""
    viewer, now = request.viewer, timezone.now()
    only_privacy(viewer)
    row = breaches.find_breach(viewer, breach_id)
    do = request.POST.get("do", "")
    officers = [
        (one.pk, one.name)
        for one in find_officers(viewer, dong_id=row.dong_id, include_left=True, limit=300)
    ]
    today = seoul_day(now)
    happened = seoul_day(row.happened_at or row.found_at)
    add_form = AffectedForm(
        request.POST if do == "add" else None,
        officers=officers,
        initial={"first": happened - timedelta(days=7), "last": min(today, happened)},
    )
    tell_form = TellAffectedForm(request.POST if do == "tell" else None)
    tried = Tried()
    if request.method == "POST":
        tried = Tried("", 422)
        told: list[Any] = []
        if do == "add" and add_form.is_valid():
            said = add_form.cleaned_data
            wanted = Wanted(
                first=said["first"],
                last=said["last"],
                officer=said["officer"],
                dong=row.dong_id,
            )
            people = breaches.people_opened(viewer, wanted)
            tried = attempt(
                lambda: told.append(
                    add_affected(viewer, breach_id=breach_id, person_ids=people, now=now)
                )
            )
            if not tried.message:
                if told[0]:
                    messages.success(request, _("%(n)d명을 더했습니다.") % {"n": told[0]})
                else:
                    messages.info(request, _("그 기간에 새로 더할 사람이 없습니다."))
        elif do == "tell" and tell_form.is_valid():
            said = tell_form.cleaned_data
            tried = attempt(
                lambda: told.append(tell_affected(viewer, breach_id=breach_id, now=now, **said))
            )
            if not tried.message:
                sent, unreached = told[0]
                words = (
                    _(
                        "%(n)d명에게 알립니다. 연락처가 없는 %(m)d명에게는 "
                        "다른 방법으로 알려 주세요."
                    )
                    if unreached
                    else _("%(n)d명에게 알립니다.")
                )
                messages.success(request, words % {"n": sent, "m": unreached})
        if tried.status == 200:
            return redirect("privacy_breach_people", breach_id)
    affected = breaches.affected_of(row)
    people_by_key = breaches.people_of(viewer, affected)
    context = {
        "breach": row,
        "is_open": row.state == BreachState.OPEN,
        "people": [{"row": one, "person": people_by_key.get(one.person_id)} for one in affected],
        "untold": sum(one.message_id is None for one in affected),
        "add_form": add_form,
        "tell_form": tell_form,
        "refusal": tried.message,
    }
    return render(request, "privacy/breach_people.html", context, status=tried.status)


@require_safe
@viewer_required()
def privacy_breach_paper(request: StaffRequest, breach_id: UUID, paper: str) -> HttpResponse:
    """What happened, what was owed and what was done, as a paper."""
    viewer = request.viewer
    only_privacy(viewer)
    row = breaches.find_breach(viewer, breach_id)
    if paper not in PAPER_FORMS:
        raise NotHere(_("문서를 찾을 수 없습니다."), code="not_found")
    affected = breaches.affected_of(row)
    told = sum(one.message_id is not None for one in affected)
    document = breach_document(
        row, breaches.owed_for(row), breaches.ticks_of(row), told, len(affected)
    )
    return file_response(document, paper, now=timezone.now())  # type: ignore[arg-type]

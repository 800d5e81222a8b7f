"""One parcel: its chain, and what is done with it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages as toasts
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.delivery.ways.public import Identity
from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.residents.public import open_person
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Refused
from dongne.lib.seoul import at_seoul, seoul_day

from .. import rules
from ..forms import EndForm, HandForm, MoveForm, ReasonForm, ReportForm, TakeForm
from ..models import Attempt, Destruction, Parcel
from ..permissions import holder_of, leads
from ..presenters import lists as words
from ..presenters import page as present
from ..queries import lists as queries
from ..queries.parcels import find_parcel
from ..rules import Shown
from ..services import (
    decline_offer,
    end_alarm,
    give_taker_code,
    hand_to,
    offer,
    place,
    propose_destruction,
    report_broken,
    report_lost,
    take,
    withdraw_offer,
)
from ..services.coding import good_code, has_phone
from ..services.ground import applications_in, refuse, unless
from ..states import (
    AlarmEnd,
    AlarmKind,
    DestructionState,
    HolderKind,
    TakerKind,
    TransferState,
)
from ..subjects import info_of
from .ground import takers

FETCHED = frozenset({"counter", "outreach"})
"""Where an officer hands it to whoever comes; on other ways it is passed on first."""


@require_safe
@viewer_required()
def parcel(request: StaffRequest, parcel_key: UUID) -> HttpResponse:
    """Who has it, through whose hands it went, what is wrong, what can be done."""
    return _page(request, find_parcel(request.viewer, parcel_key))


def _page(
    request: StaffRequest, found: Parcel, *, refusal: str = "", status: int = 200, **more: Any
) -> HttpResponse:
    viewer, now = request.viewer, timezone.now()
    legs = queries.legs_of(found)
    alarms = queries.alarms_of(found)
    names = present.names_for(found, legs, alarms)
    destroyed = _destruction(found)
    attempts = Attempt.objects.for_viewer(SYSTEM).filter(parcel=found)
    applications = applications_in(found)
    context = {
        "parcel": found,
        "badge": words.state_badge(found),
        "chain": present.chain(found, legs, names, now=now),
        "facts": present.facts(found, _who(viewer, found), now=now),
        "alarms": present.alarm_rows(viewer, found, alarms, names),
        "attempts": present.attempt_rows(list(attempts)),
        "may": present.deeds(viewer, found, legs, destroyed, now=now),
        "applications": [
            {"number": one.number, "url": reverse("application", args=[one.pk])}
            for one in applications
        ],
        "take_form": TakeForm(),
        "destruction": destroyed,
        "refusal": refusal,
        "labels_url": f"{reverse('parcel_labels')}?parcel={found.pk}",
        "fetched_here": found.receive in FETCHED,
        "waits_for": next(
            (
                names[leg.taker_kind, leg.taker_key]
                for leg in legs
                if leg.state == TransferState.OFFERED
            ),
            "",
        ),
        **more,
    }
    return render(request, "custody/parcel.html", context, status=status)


def _who(viewer: Viewer, found: Parcel) -> str:
    named = queries.names_of(viewer, [found.receiver_id])
    return named.get(found.receiver_id, _("이름 없음")) if found.receiver_id else _("이름 없음")


def _destruction(found: Parcel) -> Destruction | None:
    rows = Destruction.objects.for_viewer(SYSTEM).filter(parcel=found)
    return rows.exclude(state=DestructionState.CALLED_OFF).first()


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def parcel_move(request: StaffRequest, parcel_key: UUID) -> HttpResponse:
    """To whom; then the code that the taker types, shown once."""
    viewer, now = request.viewer, timezone.now()
    found = find_parcel(viewer, parcel_key)
    form = MoveForm(
        request.POST if request.method == "POST" else None,
        choices=takers(viewer, found, now),
        today=seoul_day(now),
    )
    context: dict[str, Any] = {"parcel": found, "form": form, "refusal": ""}
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        to = rules.read_holder(said["to"])
        assert to is not None
        try:
            if _signs_alone(viewer, found, to):
                place(viewer, parcel_id=found.pk, to=to, where=said["place"], now=now)
                toasts.success(request, _("옮겼습니다."))
                return redirect("parcel", parcel_key=found.pk)
            made = offer(
                viewer,
                parcel_id=found.pk,
                to=to,
                place=said["place"],
                window=_window(to, said),
                now=now,
            )
        except Refused as problem:
            if problem.status == 403:
                raise
            context["refusal"] = problem.message
        else:
            names = words.named([(to.kind, to.key)])
            context |= {"code": made.code, "name": names[to.kind, to.key]}
            response = render(request, "custody/offered.html", context)
            response["Cache-Control"] = "no-store"
            return response
    wrong = bool(context["refusal"] or form.errors)
    return render(request, "custody/move.html", context, status=422 if wrong else 200)


def _signs_alone(viewer: Viewer, found: Parcel, to: rules.Holder) -> bool:
    """A shelf has nobody to confirm for it, and the viewer has the other end in hand."""
    there, here = info_of(to.kind), info_of(found.holder_kind)
    if to.kind in (HolderKind.VOLUNTEER, HolderKind.COMPARTMENT):
        return False
    if to.kind == HolderKind.OFFICER and to.key != str(viewer.officer_id):
        return False
    return bool((there and there.own) or (here and here.own))


def _window(to: rules.Holder, said: dict[str, Any]) -> tuple[datetime, datetime] | None:
    if to.kind != HolderKind.VOLUNTEER:
        return None
    return at_seoul(said["day"], said["starts"]), at_seoul(said["day"], said["ends"])


@require_POST
@viewer_required()
def parcel_deed(request: StaffRequest, parcel_key: UUID, parcel_deed: str) -> HttpResponse:
    """What needs no page of its own."""
    viewer, now = request.viewer, timezone.now()
    found = find_parcel(viewer, parcel_key)
    mine = rules.officer(viewer.officer_key)
    try:
        match parcel_deed:
            case "take":
                text = request.POST.get("code", "")[:80]
                is_bag = len(rules.signs(text)) > rules.CODE_SIGNS
                take(
                    viewer,
                    parcel_id=found.pk,
                    code="" if is_bag else text,
                    bag=text if is_bag else "",
                    broken=request.POST.get("broken") == "yes",
                    now=now,
                )
                said = _("넘겨받았습니다.")
            case "withdraw":
                withdraw_offer(viewer, parcel_id=found.pk, now=now)
                said = _("넘기지 않기로 했습니다.")
            case "decline":
                decline_offer(viewer, parcel_id=found.pk, now=now)
                said = _("받지 않겠다고 알렸습니다.")
            case "pick_up":
                place(viewer, parcel_id=found.pk, to=mine, now=now)
                said = _("보관함에서 꺼내 가졌습니다.")
            case "shelve":
                place(viewer, parcel_id=found.pk, to=rules.office_desk(found.dong_id), now=now)
                said = _("보관함에 두었습니다.")
            case "code":
                give_taker_code(viewer, parcel_id=found.pk, now=now)
                said = _("받는 분에게 확인번호를 보냈습니다.")
            case _unknown:
                refuse("not_found")
    except Refused as problem:
        if problem.status in (403, 404):
            raise
        return _page(request, found, refusal=problem.message, status=int(problem.status))
    toasts.success(request, said)
    back = (
        "parcel_hand" if parcel_deed == "code" and request.POST.get("back") == "hand" else "parcel"
    )
    return redirect(back, parcel_key=found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def parcel_hand(request: StaffRequest, parcel_key: UUID) -> HttpResponse:
    """At the desk: who it is for, how they showed who they are."""
    viewer, now = request.viewer, timezone.now()
    found = find_parcel(viewer, parcel_key)
    opened: list[tuple[str, str]] = []
    opens = request.method == "POST" and "open" in request.POST
    data = request.POST if request.method == "POST" and not opens else None
    form = HandForm(data)
    refusal = ""
    if opens and found.receiver_id:
        shown = open_person(
            viewer,
            person_id=found.receiver_id,
            purpose="delivery",
            columns=("name", "birth_date"),
            now=now,
        )
        labels = {"name": _("이름"), "birth_date": _("생년월일")}
        opened = [(labels[name], value) for name, value in shown.values.items()]
    elif data is not None and form.is_valid():
        said = form.cleaned_data
        try:
            hand_to(
                viewer,
                parcel_id=found.pk,
                shown=Shown(
                    kind=Identity(said["kind"]),
                    taker=TakerKind(said["taker"]),
                    letter_number=said["letter_number"],
                    code=said["code"],
                    birth_date=said["birth"],
                ),
                now=now,
            )
        except Refused as problem:
            if problem.status == 403:
                raise
            refusal = problem.message
        else:
            toasts.success(request, _("전했습니다. 신청도 끝났습니다."))
            return redirect("parcel", parcel_key=found.pk)
    context = {
        "parcel": found,
        "form": form,
        "refusal": refusal,
        "who": _who(viewer, found),
        "opened": opened,
        "may_send": has_phone(found.receiver),
        "code_sent": good_code(found, now=now),
        "here": holder_of(found).kind in (HolderKind.OFFICE_DESK, HolderKind.OFFICER),
    }
    status = 422 if refusal or form.errors else 200
    response = render(request, "custody/hand.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def parcel_report(request: StaffRequest, parcel_key: UUID) -> HttpResponse:
    """The seal is broken, or the parcel is not where it should be."""
    viewer, now = request.viewer, timezone.now()
    found = find_parcel(viewer, parcel_key)
    form = ReportForm(request.POST if request.method == "POST" else None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        tell = report_lost if form.cleaned_data["kind"] == AlarmKind.LOST else report_broken
        try:
            tell(viewer, parcel_id=found.pk, text=form.cleaned_data["text"], now=now)
        except Refused as problem:
            if problem.status == 403:
                raise
            refusal = problem.message
        else:
            toasts.success(request, _("적었습니다. 팀장이 살펴봅니다."))
            return redirect("parcel", parcel_key=found.pk)
    context = {"parcel": found, "form": form, "refusal": refusal}
    wrong = bool(refusal or form.errors)
    return render(request, "custody/report.html", context, status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def parcel_alarm(request: StaffRequest, parcel_alarm_key: UUID) -> HttpResponse:
    """A lead has found out what was wrong."""
    viewer, now = request.viewer, timezone.now()
    alarm = queries.alarm_of(viewer, parcel_alarm_key)
    if alarm is None:
        refuse("not_found")
    unless(leads(viewer, alarm.dong_id), "not_a_lead")
    lost = alarm.kind == AlarmKind.LOST
    form = EndForm(request.POST if request.method == "POST" else None, lost=lost)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            end_alarm(
                viewer,
                alarm_id=alarm.pk,
                end=AlarmEnd(said["end"]),
                finding=said["finding"],
                seal_number=said["seal"],
                now=now,
            )
        except Refused as problem:
            refusal = problem.message
        else:
            toasts.success(request, _("끝난 일로 적었습니다."))
            return redirect("parcel", parcel_key=alarm.parcel_id)
    names = words.named([(alarm.by_kind, alarm.by_key)] if alarm.by_kind else [])
    row = present.alarm_rows(viewer, alarm.parcel, [alarm], names)[0]
    context = {"alarm": alarm, "row": row, "form": form, "refusal": refusal}
    wrong = bool(refusal or form.errors)
    return render(request, "custody/alarm.html", context, status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def parcel_destroy(request: StaffRequest, parcel_key: UUID) -> HttpResponse:
    """파기하겠다고 올립니다: another one agrees."""
    viewer, now = request.viewer, timezone.now()
    found = find_parcel(viewer, parcel_key)
    form = ReasonForm(
        request.POST if request.method == "POST" else None,
        initial={"reason": _("처리기한이 지나고 15일이 지나도록 찾아가지 않음")},
    )
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            propose_destruction(
                viewer, parcel_id=found.pk, reason=form.cleaned_data["reason"], now=now
            )
        except Refused as problem:
            if problem.status == 403:
                raise
            refusal = problem.message
        else:
            toasts.success(request, _("파기를 올렸습니다. 다른 팀장이나 동장이 승인합니다."))
            return redirect("destructions")
    context = {"parcel": found, "form": form, "refusal": refusal}
    wrong = bool(refusal or form.errors)
    return render(request, "custody/destroy.html", context, status=422 if wrong else 200)

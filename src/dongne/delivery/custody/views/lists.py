"""What lies where; what was issued and waits for a bag; labels; scanning."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages as toasts
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import NotHere, Refused
from dongne.lib.seoul import seoul_day

from .. import papers, rules
from ..forms import ScanForm, SealForm, SettingsForm
from ..models import Parcel, Transfer
from ..permissions import may_set, takes
from ..presenters import lists as present
from ..queries import lists as queries
from ..queries.parcels import find_parcel
from ..rules import Holder
from ..services import place, seal, take
from ..services.ground import setting_of
from ..services.sealing import taker_of
from ..services.settings import BOUNDS, change_settings
from ..states import HolderKind, TransferState
from .ground import own_dong

SIZES = ("a4", "80")
MOST_LABELS = 60


@require_safe
@viewer_required()
def parcels(request: StaffRequest) -> HttpResponse:
    """Tabs by where they are; late ones, alarms, what is to be brought back or destroyed."""
    viewer, now = request.viewer, timezone.now()
    dong = own_dong(viewer)
    today = seoul_day(now)
    asked = request.GET.get("show", "")
    show = queries.Show(asked) if asked in set(queries.Show) else queries.Show.HERE
    found, more = queries.listed(viewer, show, today=today, after=_after(request))
    people = queries.names_of(viewer, (one.receiver_id for one in found))
    offers = queries.offered_to(viewer)
    names = present.named((one.giver_kind, one.giver_key) for one in offers)
    context = {
        "dong": dong,
        "show": show,
        "tabs": present.tabs(show, queries.counts(viewer, today)),
        "rows": present.rows(found, people, now=now, today=today),
        "next_url": f"{reverse('parcels')}?show={show}&after={found[-1].pk}" if more else "",
        "first_url": f"{reverse('parcels')}?show={show}" if request.GET.get("after") else "",
        "empty": present.EMPTY[show],
        "offers": [
            {
                "url": reverse("parcel", args=[one.parcel_id]),
                "number": one.parcel.number,
                "from": names[one.giver_kind, one.giver_key],
            }
            for one in offers
        ],
        "to_seal": len(queries.to_seal(viewer)),
        "may_set": may_set(viewer),
    }
    return render(request, "custody/parcels.html", context)


def _after(request: StaffRequest) -> Parcel | None:
    try:
        return find_parcel(request.viewer, UUID(request.GET.get("after", "")))
    except (ValueError, NotHere):
        return None


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def parcel_seal(request: StaffRequest) -> HttpResponse:
    """Tick what goes into one bag, type its number; the next bag follows on the same page."""
    viewer, now = request.viewer, timezone.now()
    own_dong(viewer)
    form = SealForm(request.POST if request.method == "POST" else None)
    refusal = ""
    ticked = set(request.POST.getlist("application")) or set(request.GET.getlist("application"))
    if request.method == "POST" and form.is_valid():
        try:
            parcel = seal(
                viewer,
                application_ids=_keys(request.POST.getlist("application")),
                bag_number=form.cleaned_data["bag"],
                seal_number=form.cleaned_data["seal"],
                pages=form.cleaned_data["pages"],
                now=now,
            )
        except Refused as problem:
            refusal = problem.message
        else:
            toasts.success(
                request, _("봉투 %(number)s로 봉함했습니다.") % {"number": parcel.number}
            )
            kept = [*request.GET.getlist("sealed")[-MOST_LABELS:], str(parcel.pk)]
            query = "&".join(f"sealed={key}" for key in kept)
            return redirect(f"{reverse('parcel_seal')}?{query}")
    waiting = queries.to_seal(viewer)
    people = queries.names_of(viewer, (taker_of(one) for one in waiting))
    sealed = _sealed(request)
    context = {
        "form": form,
        "refusal": refusal,
        "rows": [
            {
                "key": str(one.pk),
                "number": one.number,
                "who": people.get(taker_of(one), _("이름 없음")),  # type: ignore[arg-type]
                "way": present.way_word(one.receive),
                "ticked": str(one.pk) in ticked,
                "url": reverse("application", args=[one.pk]),
            }
            for one in waiting
        ],
        "sealed": sealed,
        "labels_url": _labels_url(sealed) if sealed else "",
    }
    return render(request, "custody/seal.html", context, status=422 if refusal else 200)


def _keys(texts: list[str]) -> list[UUID]:
    found = []
    for text in texts[:200]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _sealed(request: StaffRequest) -> list[Parcel]:
    keys = _keys(request.GET.getlist("sealed"))[:MOST_LABELS]
    rows = Parcel.objects.for_viewer(request.viewer).filter(pk__in=keys)
    return list(rows.order_by("sealed_at", "id")) if keys else []


def _labels_url(parcels: list[Parcel]) -> str:
    return reverse("parcel_labels") + "?" + "&".join(f"parcel={one.pk}" for one in parcels)


@require_safe
@viewer_required()
def parcel_labels(request: StaffRequest) -> HttpResponse:
    """Labels for bags, on A4 sheets or an 80 mm roll: number and QR, never a name."""
    viewer = request.viewer
    dong = own_dong(viewer)
    keys = _keys(request.GET.getlist("parcel"))[:MOST_LABELS]
    rows = Parcel.objects.for_viewer(viewer).filter(pk__in=keys).order_by("sealed_at", "id")
    found = list(rows)
    if not found:
        raise NotHere(_("인쇄할 봉투를 찾을 수 없습니다."), code="not_found")
    size = request.GET.get("size", "a4")
    if request.GET.get("as") == "pdf":
        body = papers.labels(found, office=dong.label, roll=size == "80", now=timezone.now())
        response = HttpResponse(body, content_type="application/pdf")
        response["Content-Disposition"] = 'inline; filename="labels.pdf"'
        response["Cache-Control"] = "no-store"
        return response
    context = {
        "dong": dong,
        "size": size if size in SIZES else "a4",
        "sizes": [
            {
                "key": one,
                "label": _("A4 라벨지") if one == "a4" else _("80 mm 두루마리"),
                "url": f"{_labels_url(found)}&size={one}",
            }
            for one in SIZES
        ],
        "pdf_url": f"{_labels_url(found)}&size={size if size in SIZES else 'a4'}&as=pdf",
        "parcels": [{"row": one, "way": present.way_word(one.receive)} for one in found],
    }
    return render(request, "custody/print_labels.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def parcel_scan(request: StaffRequest) -> HttpResponse:
    """Bag after bag to the same place: what was offered to the viewer is taken, what lies on the
    shelf or in their hands is moved. Only looking leads to the parcel's page."""
    viewer, now = request.viewer, timezone.now()
    dong = own_dong(viewer)
    choices = [
        ("look", _("보기만")),
        (f"officer:{viewer.officer_id}", _("내가 가짐")),
        (f"office_desk:{dong.pk}", _("보관함에 둠")),
    ]
    data = request.POST if request.method == "POST" else None
    given = request.GET.get("to", "look")
    start = given if given in {key for key, _word in choices} else "look"
    form = ScanForm(data, choices=choices, initial={"to": start})
    refusal = ""
    if data is not None and form.is_valid():
        to = form.cleaned_data["to"]
        try:
            parcel = find_parcel(viewer, form.cleaned_data["code"])
            if to == "look":
                return redirect("parcel", parcel_key=parcel.pk)
            said = _move(request, parcel, to, now)
        except Refused as problem:
            refusal = problem.message
        else:
            toasts.success(request, said)
            return redirect(f"{reverse('parcel_scan')}?to={to}")
    context = {"form": form, "refusal": refusal}
    return render(request, "custody/scan.html", context, status=422 if refusal else 200)


def _move(request: StaffRequest, parcel: Parcel, to: str, now: datetime) -> str:
    viewer = request.viewer
    target = rules.read_holder(to)
    assert target is not None
    offers = Transfer.objects.for_viewer(SYSTEM).filter(parcel=parcel, state=TransferState.OFFERED)
    waiting = offers.first()
    held = Holder(kind=waiting.taker_kind, key=waiting.taker_key) if waiting else None
    if held is not None and takes(viewer, parcel, held):
        take(viewer, parcel_id=parcel.pk, bag=parcel.code, now=now)
        if held != target:
            place(viewer, parcel_id=parcel.pk, to=target, now=now)
    else:
        place(viewer, parcel_id=parcel.pk, to=target, bag=parcel.code, now=now)
    where = _("보관함") if target.kind == HolderKind.OFFICE_DESK else _("내 손")
    return _("봉투 %(number)s: %(where)s에 있습니다.") % {"number": parcel.number, "where": where}


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def parcel_settings(request: StaffRequest) -> HttpResponse:
    """How long things wait, how often somebody is reminded."""
    viewer, now = request.viewer, timezone.now()
    dong = own_dong(viewer)
    kept = setting_of(dong.pk)
    names = (*BOUNDS, "volunteers_see_cards", "version")
    initial = {name: getattr(kept, name) for name in names}
    if kept._state.adding:
        initial["version"] = 1
    form = SettingsForm(request.POST if request.method == "POST" else None, initial=initial)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        try:
            change_settings(viewer, version=said.pop("version"), values=said, now=now)
        except Refused as problem:
            if problem.status == 403:
                raise
            refusal = problem.message
        else:
            toasts.success(request, _("저장했습니다."))
            return redirect("parcel_settings")
    context = {
        "dong": dong,
        "form": form,
        "refusal": refusal,
        "may": may_set(viewer),
    }
    wrong = bool(refusal or form.errors)
    return render(request, "custody/settings.html", context, status=422 if wrong else 200)

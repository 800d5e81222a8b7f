"""`/office/couriers/`: who carries things, their hours as a picture, adding and ending them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages as toasts
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.residents.public import Person, find_persons, person_of
from dongne.lib.refusals import NotHere, Refused
from dongne.lib.seoul import read_day, seoul_day

from .. import queries
from ..forms import CourierForm, EditForm, EndForm, FindForm, HoursForm, stored
from ..permissions import may_keep, may_look, require_keeping
from ..presenters import hours as present
from ..services.couriers import add_courier, edit_courier, end_courier
from ..services.hours import be_away, be_back, remove_window
from ..states import Task
from .own import keep_hours

MOST_SHOWN = 50
ask = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@viewer_required()
def couriers(request: StaffRequest) -> HttpResponse:
    """Everybody who carries things for the office, with the hours of this week."""
    _require_dong(request)
    today = seoul_day(timezone.now())
    rows = [present.row_of(row, term, today) for row, term in queries.listed(request.viewer, today)]
    context = {
        "rows": sorted(rows, key=lambda row: (row["courier"].corps, row["name"])),
        "ended": [
            {"courier": one, "name": present.name_of(one)}
            for one in queries.ended_lately(request.viewer)
        ],
    }
    return render(request, "couriers/list.html", context)


@ask
@viewer_required()
def courier_new(request: StaffRequest) -> HttpResponse:
    """First who, among the dong's persons (or oneself); then what they may do."""
    viewer, now = request.viewer, timezone.now()
    _require_dong(request)
    require_keeping(viewer, viewer.dong_key)
    asked = request.GET.get("person", "")
    if asked == "me":
        return _details(request, None, now)
    if asked:
        try:
            return _details(request, person_of(viewer, UUID(asked)), now)
        except ValueError:
            raise NotHere(_("그런 사람을 찾을 수 없습니다."), code="not_found") from None
    form = FindForm(request.POST if request.method == "POST" else None)
    found: list[dict[str, Any]] | None = None
    if form.is_valid():
        persons = find_persons(viewer, dong_id=viewer.dong_id, **form.asked())[:MOST_SHOWN]
        known = queries.active_persons([one.pk for one in persons])
        found = present.pick_rows(persons, known)
    wrong = form.is_bound and bool(form.errors)
    context = {"form": form, "found": found}
    return render(request, "couriers/new.html", context, status=422 if wrong else 200)


def _details(request: StaffRequest, person: Person | None, now: Any) -> HttpResponse:
    viewer = request.viewer
    initial = {"since": seoul_day(now), "tasks": [Task.DELIVER]}
    form = CourierForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = add_courier(
                viewer,
                now=now,
                person_id=person.pk if person else None,
                officer_id=None if person else viewer.officer_id,
                **form.cleaned_data,
            )
        except NotHere:
            raise
        except Refused as refusal:
            form.add_error(None, ValidationError(refusal.message))
        else:
            toasts.success(request, _("봉사자로 정했습니다. 이제 나오는 시간을 적어 주세요."))
            return redirect("courier", made.pk)
    name = str(person.name) if person and person.name else viewer.name
    context = {"form": form, "name": name, "own": person is None}
    wrong = form.is_bound and bool(form.errors)
    return render(request, "couriers/new_details.html", context, status=422 if wrong else 200)


@require_safe
@viewer_required()
def courier(request: StaffRequest, courier_key: UUID) -> HttpResponse:
    """One courier: the week as a picture, coming days, what they may do."""
    row = queries.courier_of(request.viewer, courier_key)
    today = seoul_day(timezone.now())
    term = queries.term_of_courier(row, today)
    context = {
        "courier": row,
        "name": present.name_of(row),
        "tasks": present.task_words(row),
        "state": present.state_of(row, today),
        "week": present.week_of(term, today - timedelta(today.weekday())),
        "coming": present.coming(term, today),
        "windows": [
            {"window": one, "words": present.window_words(one)}
            for one in queries.windows_of(row, today)
        ],
        "may": may_keep(request.viewer, row.dong_id) and row.ended_at is None,
    }
    return render(request, "couriers/courier.html", context)


@ask
@viewer_required()
def courier_edit(request: StaffRequest, courier_key: UUID) -> HttpResponse:
    row = queries.courier_of(request.viewer, courier_key)
    require_keeping(request.viewer, row.dong_id)
    form = EditForm(request.POST if request.method == "POST" else None, initial=stored(row))
    if request.method == "POST" and form.is_valid():
        try:
            edit_courier(request.viewer, courier_id=row.pk, now=timezone.now(), **form.cleaned_data)
        except NotHere:
            raise
        except Refused as refusal:
            form.add_error(None, ValidationError(refusal.message))
        else:
            toasts.success(request, _("고쳤습니다."))
            return redirect("courier", row.pk)
    context = {"form": form, "courier": row, "name": present.name_of(row)}
    wrong = form.is_bound and bool(form.errors)
    return render(request, "couriers/edit.html", context, status=422 if wrong else 200)


@ask
@viewer_required()
def courier_end(request: StaffRequest, courier_key: UUID) -> HttpResponse:
    """Asks once more, with the reason."""
    row = queries.courier_of(request.viewer, courier_key)
    require_keeping(request.viewer, row.dong_id)
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        end_courier(
            request.viewer, courier_id=row.pk, why=form.cleaned_data["why"], now=timezone.now()
        )
        toasts.success(request, _("활동을 마쳤습니다. 이제 들어올 수 없습니다."))
        return redirect("couriers")
    context = {"form": form, "courier": row, "name": present.name_of(row)}
    wrong = form.is_bound and bool(form.errors)
    return render(request, "couriers/end.html", context, status=422 if wrong else 200)


@ask
@viewer_required()
def courier_window_new(request: StaffRequest, courier_key: UUID) -> HttpResponse:
    """Hours that somebody has told by telephone."""
    row = queries.courier_of(request.viewer, courier_key)
    require_keeping(request.viewer, row.dong_id)
    form = HoursForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and keep_hours(request.viewer, row, form):
        toasts.success(request, _("나오는 시간을 적었습니다."))
        return redirect("courier", row.pk)
    context = {"form": form, "courier": row, "name": present.name_of(row)}
    wrong = form.is_bound and bool(form.errors)
    return render(request, "couriers/window_new.html", context, status=422 if wrong else 200)


@require_POST
@viewer_required()
def courier_window_remove(
    request: StaffRequest, courier_key: UUID, window_key: UUID
) -> HttpResponse:
    """Hours no longer hold; adding them again takes it back."""
    row = queries.courier_of(request.viewer, courier_key)
    now = timezone.now()
    if window_key not in {one.pk for one in queries.windows_of(row, seoul_day(now))}:
        raise NotHere(_("그 시간을 찾을 수 없습니다."), code="window_not_found")
    remove_window(request.viewer, window_id=window_key, now=now)
    toasts.success(request, _("그 시간을 뺐습니다."))
    return redirect("courier", row.pk)


@require_POST
@viewer_required()
def courier_day(request: StaffRequest, courier_key: UUID) -> HttpResponse:
    """Somebody called that they can't come on a day, or can after all."""
    row = queries.courier_of(request.viewer, courier_key)
    day = read_day(request.POST.get("day", ""))
    if day is None:
        raise Refused(_("날짜를 다시 골라 주세요."), code="no_day")
    deed = be_back if request.POST.get("back") == "yes" else be_away
    deed(request.viewer, courier_id=row.pk, day=day, now=timezone.now())
    return HttpResponseRedirect(reverse("courier", args=[row.pk]) + "#coming")


@require_safe
@viewer_required()
def courier_consent(request: StaffRequest, courier_key: UUID) -> HttpResponse:
    """The paper to be signed. Names are written by hand on it."""
    row = queries.courier_of(request.viewer, courier_key)
    context = {"courier": row, "tasks": present.task_words(row), "today": timezone.now()}
    return render(request, "couriers/print_consent.html", context)


def _require_dong(request: StaffRequest) -> None:
    if not may_look(request.viewer):
        raise PermissionDenied(_("봉사자는 읍·면·동 주민센터에서 봅니다."))

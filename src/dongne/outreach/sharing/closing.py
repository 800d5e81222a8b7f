"""Pages of the month's steps: shared, closed, opened again, taken by the desk above."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from dongne.foundation.audit.public import AuditEntry, register_undo, register_words
from dongne.foundation.organisations.public import (
    Section,
    StaffRequest,
    done,
    register_card,
    undo_offer,
    viewer_required,
)
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import Role, Viewer
from dongne.lib.refusals import Forbidden, NotHere, Refused
from dongne.lib.seoul import Month, seoul_day

from . import queries, services, standing
from .forms import DueForm, ReopenForm
from .presenters import gap_text, month_text

LEADS = (Role.ADMINISTRATION_LEAD, Role.DONG_HEAD)


@viewer_required(*LEADS)
@require_http_methods(["GET", "HEAD", "POST"])
def month_share(request: StaffRequest, month: Month) -> HttpResponseBase:
    """What would be shared and who is missing; a POST shares it."""
    viewer, now = request.viewer, timezone.now()
    if request.method == "POST":
        row = services.share_month(viewer, month=month, now=now)
        return done(viewer, reverse("month", args=[month]), subject=row)
    dong = _own_dong(viewer)
    found = queries.roll_up(viewer, dong=dong, month=month)
    gaps = queries.gaps(viewer, dong=dong, month=month)
    context = {
        **_frame(viewer, month, now=now),
        "total": found.total,
        "counted": [(one.field.label, one.n) for one in found.fields],
        "missing": [(gap.officer, gap_text(gap)) for gap in gaps if gap.anything],
        "running": month.last >= seoul_day(now),
    }
    return render(request, "sharing/month_share.html", context)


@viewer_required(*LEADS)
@require_POST
def month_unshare(request: StaffRequest, month: Month) -> HttpResponseBase:
    row = services.unshare_month(request.viewer, month=month, now=timezone.now())
    return done(request.viewer, reverse("month", args=[month]), subject=row)


@viewer_required(*LEADS)
@require_http_methods(["GET", "HEAD", "POST"])
def month_close(request: StaffRequest, month: Month) -> HttpResponseBase:
    viewer, now = request.viewer, timezone.now()
    if request.method == "POST":
        row = services.close_month(viewer, month=month, now=now)
        return done(viewer, reverse("month", args=[month]), subject=row)
    return render(request, "sharing/month_close.html", _frame(viewer, month, now=now))


@viewer_required(*LEADS)
@require_http_methods(["GET", "HEAD", "POST"])
def month_reopen(request: StaffRequest, month: Month) -> HttpResponse | HttpResponseBase:
    """An exception: with a reason and an end, seen by everybody above."""
    viewer, now = request.viewer, timezone.now()
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            row = services.reopen_month(
                viewer, month=month, reason=given["reason"], until=given["until"], now=now
            )
        except Refused as refusal:
            if refusal.code != "until_past":
                raise
            form.add_error("until", refusal.message)
        else:
            return done(viewer, reverse("month", args=[month]), subject=row)
    late = queries.late_entries(viewer, dong_id=viewer.dong_key, month=month)
    context = {**_frame(viewer, month, now=now), "form": form, "late": late}
    status = 422 if form.errors else 200
    return render(request, "sharing/month_reopen.html", context, status=status)


@viewer_required(Role.DISTRICT_DESK)
@require_POST
def month_accept(request: StaffRequest, month: Month) -> HttpResponseBase:
    viewer = request.viewer
    dong = Dong.objects.for_viewer(viewer).filter(code=request.POST.get("dong", "")).first()
    if dong is None:
        raise NotHere(_("동을 찾을 수 없습니다."), code="not_found")
    row = services.accept_month(viewer, dong_id=dong.pk, month=month, now=timezone.now())
    return done(viewer, reverse("month", args=[month]), subject=row)


@viewer_required(*LEADS)
@require_http_methods(["GET", "HEAD", "POST"])
def month_due(request: StaffRequest) -> HttpResponseBase:
    """By when a month is to be shared, where that day is no working day."""
    viewer, now = request.viewer, timezone.now()
    dong = _own_dong(viewer)
    moves = dong.pk not in set(queries.fixed_dongs(viewer, [dong.pk]))
    form = DueForm(request.POST if request.method == "POST" else None, initial={"moves": moves})
    if request.method == "POST" and form.is_valid():
        try:
            row = services.set_due_rule(viewer, moves=form.cleaned_data["moves"], now=now)
        except Refused as problem:
            if isinstance(problem, Forbidden):
                raise
            form.add_error(None, problem.message)
        else:
            return done(viewer, reverse("month_due"), subject=row)
    today = seoul_day(now)
    months = [Month.of(today).previous(), Month.of(today), Month.of(today).next()]
    context = {
        "form": form,
        "undo": undo_offer(request),
        "due": [
            (
                month_text(month),
                queries.due_days(viewer, dong_ids=[dong.pk], month=month)[dong.pk],
            )
            for month in months
        ],
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "sharing/month_due.html", context, status=status)


def _own_dong(viewer: Viewer) -> Dong:
    return Dong.objects.for_viewer(viewer).select_related("district").get(pk=viewer.dong_key)


def _frame(viewer: Viewer, month: Month, *, now: datetime) -> dict[str, Any]:
    far = queries.month_standing(viewer, dong_id=viewer.dong_key, month=month, day=seoul_day(now))
    return {"month": month, "month_text": month_text(month), "word": standing.step_word(far)}


def _month_of(entry: AuditEntry) -> Month:
    return Month.parse(entry.changes["month"])


def _unshare(viewer: Viewer, entry: AuditEntry, now: datetime) -> None:
    services.unshare_month(viewer, month=_month_of(entry), now=now)


def _unclose(viewer: Viewer, entry: AuditEntry, now: datetime) -> None:
    services.unclose_month(viewer, month=_month_of(entry), now=now)


def _unaccept(viewer: Viewer, entry: AuditEntry, now: datetime) -> None:
    assert entry.dong_id is not None
    services.unaccept_month(viewer, dong_id=entry.dong_id, month=_month_of(entry), now=now)


def register() -> None:
    """How the steps are told and taken back on the office's page of changes."""
    for deed in ("shared", "unshared", "closed", "unclosed", "reopened", "accepted", "unaccepted"):
        register_words(f"month.{deed}", standing.told, kind=standing.MONTH)
    register_words("due.set", standing.told_due, kind=gettext_lazy("공유 마감일"))
    register_undo("due.set", services.undo_due_rule)
    register_card(
        Section.SETTINGS,
        gettext_lazy("공유 마감일"),
        gettext_lazy("마감일이 쉬는 날이면 다음 일하는 날로 미룰지 정합니다."),
        "month_due",
        "clock",
        lambda viewer: viewer.dong_id is not None and viewer.runs_outreach,
    )
    register_undo("month.shared", _unshare)
    register_undo("month.closed", _unclose)
    register_undo("month.accepted", _unaccept)

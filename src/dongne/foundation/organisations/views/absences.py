"""부재와 대직: the month's calendar, and one absence."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import NotHere, Refused
from dongne.lib.seoul import Month, seoul_day

from ..access import StaffRequest, viewer_required
from ..forms import AbsenceForm, DeputyForm, EndForm
from ..models import AbsenceKind, Officer
from ..office import days_off
from ..permissions import may_change, place_of, refuse_unless, runs
from ..presenters import away as calendar
from ..presenters import people as present
from ..presenters.undo import done
from ..queries import (
    AwayRow,
    Place,
    absence_of,
    absences_between,
    key_of,
    officers_for,
    staff_of,
)
from ..services import appoint_deputy, cancel_absence, end_absence, record_absence
from .ground import address, form_page, office_of, page, picker, refused

DAY = timedelta(days=1)


@require_safe
@viewer_required()
def absences(request: StaffRequest) -> HttpResponse:
    """Who is away in a month, and who stands in; days that nobody covers come first."""
    viewer, today = request.viewer, seoul_day(timezone.now())
    place = office_of(request)
    month = _month(request.GET.get("month", ""), Month.of(today))
    rows = absences_between(staff_of(viewer, place), first=month.first, last=month.last)
    leads = runs(viewer, place)
    off = days_off(place, month.first, month.last)
    told = {row.absence.pk: leads or row.absence.officer_id == viewer.officer_id for row in rows}
    listed = [present.absence(row, day=today, told=told[row.absence.pk]) for row in rows]
    here = address("absences", place, viewer)
    join = "&" if "?" in here else "?"
    return page(
        request,
        "organisations/absences.html",
        {
            "place": place,
            "key": key_of(place),
            "month": month,
            "today": today,
            "rows": listed,
            "uncovered": [
                row
                for row, found in zip(listed, rows, strict=True)
                if found.absence.ends_on is None or found.absence.ends_on >= today
                if any(last is None or last >= today for _first, last in found.uncovered)
            ],
            "days": calendar.days_of(month, off, today=today),
            "off": [(date_format(day, _("n. j.(D)")), name) for day, name in sorted(off.items())],
            "strips": calendar.strips(rows, month, off, told=told),
            "newer": f"{here}{join}month={month.next()}",
            "older": f"{here}{join}month={month.previous()}",
            "may_record": viewer.dong_id is not None or leads,
            "offices": picker(viewer, place),
        },
    )


def _month(text: str, otherwise: Month) -> Month:
    try:
        return Month.parse(text)
    except ValueError:
        return otherwise


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def absence_new(request: StaffRequest) -> HttpResponse:
    """One's own, or that of anybody whom the viewer looks after."""
    viewer, now = request.viewer, timezone.now()
    place = office_of(request)
    colleagues = list(staff_of(viewer, place).filter(is_active=True))
    away = colleagues
    if not runs(viewer, place):
        away = [one for one in colleagues if one.pk == viewer.officer_id]
        refuse_unless(bool(away))
    form = AbsenceForm(
        request.POST if request.method == "POST" else None,
        officers=away,
        deputies=colleagues,
        initial={
            "officer": request.GET.get("officer") or viewer.officer_id,
            "starts_on": seoul_day(now),
            "kind": AbsenceKind.ANNUAL,
        },
    )
    if form.is_valid():
        given = form.cleaned_data
        people = {str(one.pk): one for one in colleagues}
        try:
            absence = record_absence(
                viewer,
                officer=people[given["officer"]],
                kind=AbsenceKind(given["kind"]),
                starts_on=given["starts_on"],
                ends_on=given["ends_on"],
                deputy=people.get(given["deputy"]),
                reason=given["reason"],
                now=now,
            )
        except Refused as problem:
            field = {"overlaps": "starts_on"}.get(problem.code, "deputy")
            refused(form, problem, field)
        else:
            return done(viewer, reverse("absence", args=[absence.pk]), subject=absence)
    return form_page(
        request,
        form,
        title=_("부재 등록"),
        help=_(
            "휴가나 교육처럼 자리를 비우는 날을 적는 화면입니다. 기간과 대직자를 정하면 그동안의 "
            "결재와 업무가 대직자에게 갑니다."
        ),
        submit=_("저장"),
        back=address("absences", place, viewer),
        back_label=_("부재와 대직"),
    )


@require_safe
@viewer_required()
def absence(request: StaffRequest, absence_id: int) -> HttpResponse:
    viewer, today = request.viewer, seoul_day(timezone.now())
    found = _found(viewer, absence_id)
    one, officer = found.absence, found.absence.officer
    mine = viewer.officer_id == officer.pk
    changes = mine or may_change(viewer, officer)
    open_ = one.cancelled_at is None and (one.ends_on is None or one.ends_on >= today)
    begins = max(one.starts_on, today)
    return page(
        request,
        "organisations/absence.html",
        {
            "officer": officer,
            "person_url": present.url(officer),
            "row": present.absence(found, day=today, told=changes),
            "reason": one.reason if changes else "",
            "cancelled": one.cancelled_at is not None,
            "absence": one,
            "changes": changes and open_,
            "begun": one.starts_on < today,
            "end_form": EndForm(initial={"last_day": today - DAY}, auto_id="end_%s"),
            "deputy_form": DeputyForm(
                deputies=_deputies(viewer, officer), initial={"starts_on": begins}
            ),
            "back": address("absences", place_of(officer.team), viewer),
        },
    )


@require_POST
@viewer_required()
def absence_end(request: StaffRequest, absence_id: int) -> HttpResponse:
    """조기 복귀."""
    viewer, now = request.viewer, timezone.now()
    found = _to_change(viewer, absence_id)
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            end_absence(
                viewer, absence=found.absence, last_day=form.cleaned_data["last_day"], now=now
            )
        except Refused as problem:
            if problem.status == 409:
                raise
            refused(form, problem, "last_day")
        else:
            return done(viewer, _url(found), subject=found.absence)
    return _again(
        request,
        form,
        found,
        title=_("조기 복귀"),
        help=_("자리를 비운 마지막 날을 적습니다. 그다음 날부터 대직도 끝납니다."),
    )


@require_POST
@viewer_required()
def absence_cancel(request: StaffRequest, absence_id: int) -> HttpResponse:
    viewer = request.viewer
    found = _to_change(viewer, absence_id)
    cancel_absence(viewer, absence=found.absence, now=timezone.now())
    return done(viewer, _url(found), subject=found.absence)


@require_POST
@viewer_required()
def absence_deputy(request: StaffRequest, absence_id: int) -> HttpResponse:
    """대직 지정·변경, for what is left of the absence."""
    viewer, now = request.viewer, timezone.now()
    found = _to_change(viewer, absence_id)
    one = found.absence
    deputies = _deputies(viewer, one.officer)
    form = DeputyForm(request.POST, deputies=deputies)
    if form.is_valid():
        given = form.cleaned_data
        people = {str(officer.pk): officer for officer in deputies}
        try:
            deputyship = appoint_deputy(
                viewer,
                officer=one.officer,
                deputy=people[given["deputy"]],
                starts_on=max(given["starts_on"], one.starts_on),
                ends_on=one.ends_on,
                absence=one,
                reason=one.reason,
                now=now,
            )
        except Refused as problem:
            refused(form, problem, "deputy")
        else:
            return done(viewer, _url(found), subject=deputyship)
    return _again(
        request,
        form,
        found,
        title=_("대직자 정하기"),
        help=_("남은 부재 기간에 대신할 사람을 고릅니다. 먼저 있던 대직자는 그 전날까지 맡습니다."),
    )


def _again(
    request: StaffRequest, form: Any, found: AwayRow, *, title: str, help: str
) -> HttpResponse:
    """What was wrong stands at the form, which is now a page of its own."""
    return form_page(
        request,
        form,
        title=title,
        help=help,
        submit=_("저장"),
        back=_url(found),
        back_label=found.absence.officer.name,
    )


def _url(found: AwayRow) -> str:
    return reverse("absence", args=[found.absence.pk])


def _deputies(viewer: Viewer, officer: Officer) -> list[Officer]:
    place: Place = place_of(officer.team)
    return [one for one in staff_of(viewer, place).filter(is_active=True) if one.pk != officer.pk]


def _found(viewer: Viewer, absence_id: int) -> AwayRow:
    found = absence_of(viewer, officers_for(viewer), absence_id)
    if found is None:
        raise NotHere(_("부재를 찾을 수 없습니다."), code="not_found")
    return found


def _to_change(viewer: Viewer, absence_id: int) -> AwayRow:
    found = _found(viewer, absence_id)
    officer = found.absence.officer
    refuse_unless(viewer.officer_id == officer.pk or may_change(viewer, officer))
    return found

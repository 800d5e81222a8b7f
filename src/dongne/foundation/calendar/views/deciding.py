"""Days and hours are decided in two steps: what it would move is shown before it is saved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dongne.foundation.organisations.public import (
    StaffRequest,
    done,
    undo_offer,
    viewer_required,
)
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Forbidden, NotHere, Refused
from dongne.lib.seoul import Month, read_day, seoul_day

from .. import queries, services
from ..forms import (
    CLOSED,
    HOLIDAY,
    SHORTER,
    EntryForm,
    HoursForm,
    ReasonForm,
    day_forms,
    entry_initial,
)
from ..models import Closing, Holiday, Place
from ..permissions import may_decide, require_deciding
from ..presenters import pages as present
from ..presenters.previews import shown
from ..services import Kept, preview

Deed = Callable[[], Kept]


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def calendar_new(request: StaffRequest) -> HttpResponse:
    """휴일, 휴무, 단축 운영 of the place that `?at=` names."""
    viewer, now = request.viewer, timezone.now()
    place = queries.place_for(viewer, request.GET.get("at", ""))
    require_deciding(viewer, place)
    form = EntryForm(
        request.POST or None,
        only=(HOLIDAY,) if place is None else (),
        initial={
            "what": HOLIDAY,
            "first": read_day(request.GET.get("day", "")) or seoul_day(now),
        },
    )

    def deed() -> Kept:
        said = form.cleaned_data
        given: dict[str, Any] = {
            "place": place,
            "name": said["name"],
            "name_en": said["name_en"],
            "reason": said["reason"],
            "now": now,
        }
        if said["what"] == HOLIDAY:
            return services.add_holidays(viewer, first=said["first"], last=said["last"], **given)
        opens, closes = form.hours()
        return services.add_closing(viewer, day=said["first"], opens=opens, closes=closes, **given)

    return _steps(
        request,
        form,
        deed,
        place,
        title=_("쉬는 날 등록"),
        help=_(
            "쉬는 날이나 단축 운영하는 날을 적으면, 저장하기 전에 어떤 기한이 언제로 바뀌는지 먼저 "
            "보여 줍니다. 확인한 뒤에 저장해 주세요."
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def calendar_holiday(request: StaffRequest, holiday_id: int) -> HttpResponse:
    """One holiday: for everybody to read, for whoever keeps that calendar to change or cancel."""
    row, place = _found(request.viewer, Holiday, holiday_id)
    return _entry(
        request,
        row,
        place,
        change=lambda form, now: services.change_holiday(
            request.viewer,
            holiday_id=row.pk,
            day=form.cleaned_data["first"],
            name=form.cleaned_data["name"],
            name_en=form.cleaned_data["name_en"],
            reason=form.cleaned_data["reason"],
            now=now,
        ),
        cancel=lambda reason, now: services.cancel_holiday(
            request.viewer, holiday_id=row.pk, reason=reason, now=now
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def calendar_closing(request: StaffRequest, closing_id: int) -> HttpResponse:
    """One closing or shorter day, as `calendar_holiday`."""
    row, place = _found(request.viewer, Closing, closing_id)
    return _entry(
        request,
        row,
        place,
        change=lambda form, now: services.change_closing(
            request.viewer,
            closing_id=row.pk,
            day=form.cleaned_data["first"],
            name=form.cleaned_data["name"],
            name_en=form.cleaned_data["name_en"],
            reason=form.cleaned_data["reason"],
            opens=form.hours()[0],
            closes=form.hours()[1],
            now=now,
        ),
        cancel=lambda reason, now: services.cancel_closing(
            request.viewer, closing_id=row.pk, reason=reason, now=now
        ),
    )


def _entry(
    request: StaffRequest,
    row: Any,
    place: Place,
    *,
    change: Callable[[EntryForm, datetime], Kept],
    cancel: Callable[[str, datetime], Kept],
) -> HttpResponse:
    now = timezone.now()
    may = may_decide(request.viewer, place)
    if request.method == "POST":
        require_deciding(request.viewer, place)
    cancelling = request.POST.get("deed") == "cancel"
    only = (HOLIDAY,) if isinstance(row, Holiday) else (CLOSED, SHORTER)
    form = EntryForm(
        request.POST if request.method == "POST" and not cancelling else None,
        only=only,
        one=True,
        initial=entry_initial(row),
    )
    reason = ReasonForm(request.POST if cancelling else None, auto_id="cancel_%s")
    if request.method == "POST":
        chosen: Form = reason if cancelling else form
        return _steps(
            request,
            chosen,
            (lambda: cancel(reason.cleaned_data["reason"], now))
            if cancelling
            else (lambda: change(form, now)),
            place,
            title=_("휴일 취소") if cancelling else _("휴일 고치기"),
            help=_(
                "저장하기 전에 어떤 기한이 언제로 바뀌는지 보여 줍니다. 확인한 뒤에 저장해 주세요."
            ),
        )
    context = {
        "row": row,
        "entry": present.entry_of_row(row),
        "facts": present.facts(row, place),
        "form": form,
        "reason": reason,
        "may": may and row.cancelled_at is None,
        "back": f"{_back(place)}&month={Month.of(row.date)}",
        "title": present.calendar_title(place),
        "undo": undo_offer(request),
    }
    return render(request, "calendar/entry.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def calendar_hours(request: StaffRequest) -> HttpResponse:
    """The week of a place from a day on, all seven days at once; or a later week taken back."""
    viewer, now = request.viewer, timezone.now()
    place = queries.place_for(viewer, request.GET.get("at", ""))
    require_deciding(viewer, place)
    today = seoul_day(now)
    sheet, later = queries.sheets_of(place, today)
    data = request.POST or None
    form = HoursForm(data, initial={"valid_from": today})
    if request.POST.get("deed") == "cancel":
        return _steps(
            request,
            form,
            lambda: services.cancel_hours(
                viewer,
                place=place,
                valid_from=form.cleaned_data["valid_from"],
                reason=form.cleaned_data["reason"],
                now=now,
            ),
            place,
            title=_("근무시간 변경 취소"),
            help=_("예정된 근무시간을 취소하면 그 전의 시간이 이어집니다."),
        )
    days = day_forms(data, sheet.rows)

    def deed() -> Kept:
        return services.set_hours(
            viewer,
            place=place,
            valid_from=form.cleaned_data["valid_from"],
            week=[day.said() for day in days],
            reason=form.cleaned_data["reason"],
            now=now,
        )

    return _steps(
        request,
        form,
        deed,
        place,
        title=_("근무시간 정하기"),
        help=_(
            "요일마다 여는 시각과 닫는 시각, 점심시간, 야간 운영을 적습니다. 비워 두면 쉬는 "
            "요일입니다. 저장하기 전에 어떤 기한이 바뀌는지 보여 줍니다."
        ),
        template="calendar/hours.html",
        sound=lambda: all([day.is_valid() for day in days]),
        more={"days": days, "later": later, "key": queries.key_of_place(place)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def calendar_differences(request: StaffRequest) -> HttpResponse:
    """Where the package's holidays and those here differ: a person decides, day by day."""
    viewer, now = request.viewer, timezone.now()
    require_deciding(viewer, None)
    if request.method == "POST":
        form = ReasonForm(request.POST)
        day = read_day(request.POST.get("day", ""))
        if day is None:
            raise NotHere(_("날짜를 찾을 수 없습니다."), code="not_found")
        follow = request.POST.get("follow") == "1"
        return _steps(
            request,
            form,
            lambda: services.decide_difference(
                viewer, day=day, follow=follow, reason=form.cleaned_data["reason"], now=now
            ),
            None,
            title=_("자료대로 바꾸기") if follow else _("지금대로 두기"),
            help=_("저장하기 전에 어떤 기한이 언제로 바뀌는지 보여 줍니다."),
        )
    found = services.differences()
    context = {
        "missing": [(one, present.full_day(one.day)) for one in found.missing],
        "gone": [(row, present.full_day(row.date)) for row in found.gone],
        "back": _back(None),
        "undo": undo_offer(request),
    }
    return render(request, "calendar/differences.html", context)


def _steps(
    request: StaffRequest,
    form: Form,
    deed: Deed,
    place: Place,
    *,
    title: str,
    help: str,
    template: str = "calendar/form.html",
    sound: Callable[[], bool] = lambda: True,
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """The form, then what it would move, then done: `confirm` names the calendars that the preview
    was worked out with; when they have changed since, the preview is shown once more.
    """
    context = {
        "title": title,
        "help": help,
        "form": form,
        "back": _back(place),
        "back_label": present.calendar_title(place),
        **(more or {}),
    }
    status = 200
    if request.method == "POST" and sound() and form.is_valid():
        try:
            found = preview(deed)
            confirmed = request.POST.get("confirm")
            if confirmed is not None and confirmed == found.mark:
                kept = deed()
                return done(request.viewer, _address_of(kept), subject=kept.subject)
        except (Forbidden, NotHere):
            raise
        except Refused as problem:
            form.add_error(None, problem.message)
        else:
            sent = [
                (name, value)
                for name in request.POST
                if name not in ("csrfmiddlewaretoken", "confirm")
                for value in request.POST.getlist(name)
            ]
            told = {"preview": shown(found), "sent": sent, "again": confirmed is not None}
            return render(request, "calendar/preview.html", context | told)
    if request.method == "POST":
        status = 422
    return render(request, template, context, status=status)


def _address_of(kept: Kept) -> str:
    return f"{_back(kept.place)}&month={Month.of(kept.first)}"


def _back(place: Place) -> str:
    return f"{reverse('calendar')}?at={queries.key_of_place(place)}"


def _found(viewer: Viewer, model: type[Any], key: int) -> tuple[Any, Place]:
    """The row, if the viewer may see its place's calendar."""
    row = queries.entry_of(model, key)
    if row is not None:
        place = queries.place_of_row(row)
        # Strangers are told the same as for a row that never was.
        queries.place_for(viewer, queries.key_of_place(place))
        return row, place
    raise NotHere(_("달력에서 찾을 수 없습니다."), code="not_found")

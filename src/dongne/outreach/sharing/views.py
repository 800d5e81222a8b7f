"""The month: a dong's roll-up, the table of everything below a district or a city, the paper."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dongne.foundation.organisations.public import StaffRequest, undo_offer, viewer_required
from dongne.foundation.papers.public import Form, file_response
from dongne.foundation.places.public import City, District, Dong, dong_of
from dongne.foundation.scope.public import Role, Viewer
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import Month, seoul_day

from . import presenters, queries
from .forms import NotesForm
from .imported import imported_month, months_imported
from .papers import above_document, rollup_document
from .services import write_month_note
from .standing import below_page, shown

ABOVE = (Role.DISTRICT_DESK, Role.CITY_DESK)


def _may_read(viewer: Viewer) -> None:
    """Everybody in a dong shares the month (domain.md, rule 7); above it only the desks."""
    if viewer.dong_id is None and not viewer.has(*ABOVE):
        raise NotHere(_("볼 수 있는 취합이 없습니다."), code="not_found")


def _dong(request: HttpRequest, viewer: Viewer) -> Dong | None:
    """The dong that the page is about; None means all of them, one row each."""
    code = request.GET.get("dong", "")
    return dong_of(viewer, code) if code or viewer.dong_id else None


@viewer_required()
def months(request: StaffRequest) -> HttpResponseBase:
    """The month that was picked, else the current one."""
    _may_read(request.viewer)
    try:
        chosen = Month.parse(request.GET.get("month", ""))
    except ValueError:
        chosen = Month.of(seoul_day(timezone.now()))
    address = reverse("month", args=[chosen])
    if dong := request.GET.get("dong"):
        address += "?" + urlencode({"dong": dong})
    return redirect(address)


@viewer_required()
def month(request: StaffRequest, month: Month) -> HttpResponse:
    viewer = request.viewer
    _may_read(viewer)
    dong = _dong(request, viewer)
    today = seoul_day(timezone.now())
    frame = presenters.month_frame(viewer, month=month, dong=dong, today=today)
    frame["months"] = presenters.months_offered(
        queries.months_counted(viewer, dong=dong),
        shown=month,
        current=frame["current"],
        imported=months_imported(viewer, dong=dong),
    )
    if dong is None:
        rows = queries.roll_up_above(dongs=_below(viewer), month=month)
        steps = queries.standings_below(
            viewer, dong_ids=[row.dong.pk for row in rows], month=month, day=today
        )
        frame |= {"steps": below_page(rows, steps, viewer), "undo": undo_offer(request)}
        return render(request, "sharing/months_below.html", frame | presenters.tree_page(rows))
    found = queries.roll_up(viewer, dong=dong, month=month)
    missing = queries.gaps(viewer, dong=dong, month=month)
    frame |= presenters.imported_part(imported_month(viewer, dong=dong, month=month))
    far = queries.month_standing(viewer, dong_id=dong.pk, month=month, day=today)
    late = queries.late_entries(viewer, dong_id=dong.pk, month=month)
    frame |= {
        "standing": shown(viewer, far, late, total=found.total),
        "undo": undo_offer(request),
    }
    return render(
        request, "sharing/month.html", frame | presenters.month_page(viewer, found, missing)
    )


@viewer_required()
def month_paper(request: StaffRequest, month: Month, form: Form) -> HttpResponse:
    """The month as a file, in one of the forms of papers."""
    viewer, now = request.viewer, timezone.now()
    _may_read(viewer)
    dong = _dong(request, viewer)
    if dong is None:
        rows = queries.roll_up_above(dongs=_below(viewer), month=month)
        paper = above_document(rows, name=_place_of(viewer), month=month, now=now)
    else:
        found = queries.roll_up(viewer, dong=dong, month=month)
        paper = rollup_document(viewer, found, now=now)
    return file_response(paper, form, now=now)


@viewer_required(Role.ADMINISTRATION_LEAD, Role.DONG_HEAD)
def month_notes(request: StaffRequest, month: Month) -> HttpResponseBase:
    """주요내용과 비고, as the lead writes them for the meeting."""
    viewer = request.viewer
    dong = Dong.objects.for_viewer(viewer).select_related("district").get(pk=viewer.dong_key)
    found = queries.roll_up(viewer, dong=dong, month=month)
    form = NotesForm(request.POST or None, rows=found.fields)
    if request.method == "POST" and form.is_valid():
        for slug, contents, remarks in form.changed():
            write_month_note(
                viewer,
                dong_id=dong.pk,
                month=month,
                field=slug,
                contents=contents,
                remarks=remarks,
                now=timezone.now(),
            )
        messages.success(request, _("주요내용을 저장했습니다."))
        return redirect("month", month)
    context: dict[str, Any] = {"form": form, "month": month, "rows": form.rows_with_fields()}
    return render(request, "sharing/month_notes.html", context)


def _below(viewer: Viewer) -> Any:
    return Dong.objects.for_viewer(viewer).select_related("district").order_by("district", "code")


def _place_of(viewer: Viewer) -> str:
    """The district or the city whose dongs the viewer sees."""
    place: District | City | None
    if viewer.district_id:
        place = District.objects.filter(pk=viewer.district_id).first()
    else:
        place = City.objects.filter(pk=viewer.city_id or 0).first()
    return place.label if place else ""

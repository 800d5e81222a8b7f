"""`/courier/`: what waits for somebody, and their own hours. One thing a page, large letters."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages as toasts
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.foundation.scope.public import Viewer, ViewerKind
from dongne.lib.refusals import NotHere, Refused
from dongne.lib.seoul import read_day, seoul_day

from .. import queries
from ..access import CourierRequest, courier_required
from ..forms import HoursForm
from ..models import Courier
from ..presenters import hours as present
from ..services.hours import add_windows, be_away, be_back, remove_window
from ..services.signing_in import sharing


@require_safe
@courier_required
def courier_home(request: CourierRequest) -> HttpResponse:
    """Tiles of what there is to do; the next time one is expected."""
    viewer = request.courier_viewer
    own = queries.own_courier(viewer)
    today = seoul_day(timezone.now())
    coming = present.coming(queries.term_of_courier(own, today), today) if own else []
    context = {
        "own": own,
        "name": present.name_of(own) if own else viewer.name,
        "tiles": present.tiles_of(viewer),
        "next": next((one for one in coming if not one.away), None),
        "volunteer": viewer.kind is ViewerKind.VOLUNTEER,
        "others": [{"courier": one, "name": present.name_of(one)} for one in sharing(own)]
        if own and viewer.kind is ViewerKind.VOLUNTEER
        else [],
    }
    return render(request, "couriers/home.html", context)


@require_safe
@courier_required
def courier_hours(request: CourierRequest) -> HttpResponse:
    """The next two weeks, each day with a way to say that one can't come."""
    own = queries.own_courier(request.courier_viewer)
    today = seoul_day(timezone.now())
    term = queries.term_of_courier(own, today) if own else None
    context = {
        "own": own,
        "coming": present.coming(term, today) if term else [],
        "windows": [
            {"window": one, "words": present.window_words(one)}
            for one in queries.windows_of(own, today)
        ]
        if own
        else [],
    }
    return render(request, "couriers/hours.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@courier_required
def courier_hours_new(request: CourierRequest) -> HttpResponse:
    """When somebody can come: weekdays or one day, from and to."""
    own = _own(request)
    form = HoursForm(request.POST if request.method == "POST" else None)
    sent = request.method == "POST" and form.is_valid()
    if sent and keep_hours(request.courier_viewer, own, form):
        toasts.success(request, _("나올 수 있는 시간을 적었습니다. 고맙습니다."))
        return redirect("courier_hours")
    wrong = form.is_bound and bool(form.errors)
    return render(request, "couriers/hours_new.html", {"form": form}, status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@courier_required
def courier_hours_remove(request: CourierRequest, window_key: UUID) -> HttpResponse:
    """Asks once more, then takes the hours out."""
    own = _own(request)
    window = next(
        (w for w in queries.windows_of(own, seoul_day(timezone.now())) if w.pk == window_key), None
    )
    if window is None:
        raise NotHere(_("그 시간을 찾을 수 없습니다."), code="window_not_found")
    if request.method == "POST":
        remove_window(request.courier_viewer, window_id=window.pk, now=timezone.now())
        toasts.success(request, _("그 시간을 뺐습니다."))
        return redirect("courier_hours")
    context = {"words": present.window_words(window)}
    return render(request, "couriers/hours_remove.html", context)


@require_POST
@courier_required
def courier_away(request: CourierRequest) -> HttpResponse:
    """That day I can't, or I can after all: the list itself is the way back."""
    own = _own(request)
    day = read_day(request.POST.get("day", ""))
    if day is None:
        raise Refused(_("날짜를 다시 골라 주세요."), code="no_day")
    back = request.POST.get("back") == "yes"
    deed = be_back if back else be_away
    deed(request.courier_viewer, courier_id=own.pk, day=day, now=timezone.now())
    toasts.success(
        request,
        _("그날 다시 나오시는 것으로 적었습니다.")
        if back
        else _("그날은 못 나오시는 것으로 적었습니다. 일을 맡기지 않습니다."),
    )
    return redirect("courier_hours")


def keep_hours(viewer: Viewer, own: Courier, form: HoursForm) -> bool:
    """Every weekday that was chosen, or none of them where one is refused."""
    try:
        add_windows(viewer, courier_id=own.pk, now=timezone.now(), **form.cleaned_data)
    except NotHere:
        raise
    except Refused as refusal:
        form.add_error(None, ValidationError(refusal.message))
        return False
    return True


def _own(request: CourierRequest) -> Courier:
    own = queries.own_courier(request.courier_viewer)
    if own is None:
        raise NotHere(
            _("봉사자로 정해진 분만 시간을 적습니다. 봉사자 화면에서 먼저 정해 주세요."),
            code="no_courier",
        )
    return own

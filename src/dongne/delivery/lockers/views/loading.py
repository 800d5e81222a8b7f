"""택배함에 넣기: which bag, which locker, a door, closed. For couriers and the office alike."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages as toasts
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.delivery.couriers.public import CourierRequest, courier_required
from dongne.lib.refusals import NotHere, Refused

from ..forms import BagForm, LoadForm
from ..models import Opening
from ..presenters import walls as present
from ..queries import (
    compartment_for,
    counts_of,
    is_heard,
    locker_for,
    lockers_for,
    openings_of,
    to_load,
    wall_of,
)
from ..services.keeping import confirm_taken_back
from ..services.opening import give_up, open_to_load, open_to_take_back, reserve
from ..states import TAKES, Box, Step, Why

ask = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@courier_required
def locker_load(request: CourierRequest) -> HttpResponse:
    """Which locker; with one only, at once to the bags."""
    rows = list(lockers_for(request.courier_viewer))
    if len(rows) == 1:
        return redirect("locker_load_into", rows[0].pk)
    counts = counts_of([row.pk for row in rows])
    context = {
        "rows": [
            {
                "locker": row,
                "free": sum(n for state, n in counts[row.pk].items() if state in TAKES),
                "heard": is_heard(row, timezone.now()),
            }
            for row in rows
        ]
    }
    return render(request, "lockers/load/lockers.html", context)


@ask
@courier_required
def locker_load_into(request: CourierRequest, locker_key: UUID) -> HttpResponse:
    """Which of the bags in one's hands; then a compartment is kept for it."""
    viewer, now = request.courier_viewer, timezone.now()
    locker = locker_for(viewer, locker_key)
    parcels = [(str(one.pk), one.number) for one in to_load(viewer)]
    form = LoadForm(request.POST if request.method == "POST" else None, parcels=parcels)
    if request.method == "POST" and form.is_valid():
        try:
            box = reserve(
                viewer,
                locker_id=locker.pk,
                parcel_id=UUID(form.cleaned_data["parcel"]),
                size=form.cleaned_data["size"],
                low_reach=form.cleaned_data["low_reach"],
                now=now,
            )
        except NotHere:
            raise
        except Refused as refusal:
            form.add_error(None, ValidationError(refusal.message))
        else:
            return redirect("locker_load_door", locker.pk, box.pk)
    wrong = form.is_bound and bool(form.errors)
    context = {"locker": locker, "form": form, "parcels": parcels, "heard": is_heard(locker, now)}
    return render(request, "lockers/load/bag.html", context, status=422 if wrong else 200)


@ask
@courier_required
def locker_load_door(request: CourierRequest, locker_key: UUID, box_key: UUID) -> HttpResponse:
    """Stand in front of it, open, put in, close. The page follows the door."""
    viewer = request.courier_viewer
    box = compartment_for(viewer, box_key)
    if request.method == "POST":
        deed = give_up if request.POST.get("deed") == "give_up" else open_to_load
        deed(viewer, compartment_id=box.pk, now=timezone.now())
        if deed is give_up:
            toasts.success(request, _("칸을 놓았습니다. 봉투는 그대로 손에 있습니다."))
            return redirect("locker_load_into", box.locker_id)
        return redirect("locker_load_door", box.locker_id, box.pk)
    last = openings_of(box.locker, box).filter(why__in=(Why.LOAD, Why.TAKE_BACK)).first()
    context = {
        "locker": box.locker,
        "box": box,
        "place": present.place_words(box),
        "plan": present.wall(wall_of(box.locker), lit=box.pk, quiet=True),
        "stage": _stage(box.state, last),
        "form": BagForm(),
    }
    context["again"] = 2 if context["stage"] in ("waiting", "open") else 0
    return render(request, "lockers/load/door.html", context)


@require_POST
@courier_required
def locker_load_undo(request: CourierRequest, locker_key: UUID, box_key: UUID) -> HttpResponse:
    """Put in by mistake: open again, then scan the bag."""
    viewer, now = request.courier_viewer, timezone.now()
    box = compartment_for(viewer, box_key)
    bag = request.POST.get("bag", "")[:40]
    if not bag:
        open_to_take_back(viewer, compartment_id=box.pk, now=now)
        return redirect("locker_load_door", box.locker_id, box.pk)
    confirm_taken_back(viewer, compartment_id=box.pk, bag=bag, now=now)
    toasts.success(request, _("봉투가 다시 손에 있는 것으로 적었습니다."))
    return redirect("locker_load_into", box.locker_id)


def _stage(state: str, last: Opening | None) -> str:
    """What the page says: `ready waiting open loaded out stuck`."""
    step = Step(last.state) if last else None
    if last is not None and last.why == Why.TAKE_BACK and state in (Box.LOADED, Box.OPENING):
        return "out" if step is Step.CLOSED else "waiting" if step is not Step.OPENED else "open"
    if state == Box.LOADED:
        return "loaded"
    if state in (Box.ERROR, Box.UNKNOWN):
        return "stuck"
    if step in (Step.ALLOWED, Step.SENT, Step.ACKNOWLEDGED):
        return "waiting"
    return "open" if step is Step.OPENED else "ready"

"""`/lockers/`: the wall by state, what is to be done, one compartment and everything about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages as toasts
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.lib.refusals import NotHere, Refused

from .. import queries
from ..forms import BagForm, ReasonForm, SettleForm, SetUpForm
from ..models import Compartment
from ..permissions import may_keep, may_look, may_set_up, require_keeping, require_setting_up
from ..presenters import walls as present
from ..services import alarming, granting, keeping, opening
from ..states import CHECK, FILLED, TAKES, Box, Size, Step, Why
from ..words import ALARMS, STEPS

ask = require_http_methods(["GET", "HEAD", "POST"])
LISTED = 30


@require_safe
@viewer_required()
def lockers(request: StaffRequest) -> HttpResponse:
    """Every locker of the office: what is free, full, late, and what somebody has to look at."""
    _require_dong(request)
    now = timezone.now()
    rows = list(queries.lockers_for(request.viewer))
    counts = queries.counts_of([row.pk for row in rows])
    late = queries.overdue(request.viewer, now)
    context = {
        "rows": [
            {
                "locker": row,
                "health": present.health_of(row, now),
                "free": sum(n for state, n in counts[row.pk].items() if state in TAKES),
                "full": sum(n for state, n in counts[row.pk].items() if state in FILLED),
                "check": sum(n for state, n in counts[row.pk].items() if state in CHECK),
                "late": sum(1 for box in late if box.locker_id == row.pk),
            }
            for row in rows
        ],
        "alarms": _alarms(queries.alarms_of([row.pk for row in rows])),
        "may_set_up": may_set_up(request.viewer, request.viewer.dong_key),
    }
    return render(request, "lockers/list.html", context)


@never_cache
@ask
@viewer_required()
def locker_new(request: StaffRequest) -> HttpResponse:
    """A new wall; what comes back shows its controller's key, once."""
    viewer = request.viewer
    _require_dong(request)
    require_setting_up(viewer, viewer.dong_key)
    form = SetUpForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        column = keeping.Column(sizes=(Size.SMALL,) * said["rows"])
        made = keeping.add_locker(
            viewer,
            dong_id=viewer.dong_key,
            name=said["name"],
            place=said["place"],
            columns=[column] * said["columns"],
            now=timezone.now(),
        )
        return render(request, "lockers/key.html", {"locker": made.locker, "text": made.key})
    wrong = form.is_bound and bool(form.errors)
    return render(request, "lockers/new.html", {"form": form}, status=422 if wrong else 200)


@never_cache
@ask
@viewer_required()
def locker_key(request: StaffRequest, locker_key: UUID) -> HttpResponse:
    """Asks once more, then shows a new key."""
    row = queries.locker_for(request.viewer, locker_key)
    require_setting_up(request.viewer, row.dong_id)
    if request.method == "POST":
        made = keeping.new_key(request.viewer, locker_id=row.pk, now=timezone.now())
        return render(request, "lockers/key.html", {"locker": made.locker, "text": made.key})
    return render(request, "lockers/key_ask.html", {"locker": row})


@require_safe
@viewer_required()
def locker(request: StaffRequest, locker_key: UUID) -> HttpResponse:
    """The wall."""
    now = timezone.now()
    row = queries.locker_for(request.viewer, locker_key)
    boxes = queries.wall_of(row)
    parcels = queries.parcels_by_key([box.parcel for box in boxes if box.parcel])
    plan = present.wall(boxes, parcels=parcels, links=True, now=now)
    context = {
        "locker": row,
        "health": present.health_of(row, now),
        "plan": plan,
        "rows": [(cell, present.badge_of(cell.box)) for cell in plan.cells],
        "alarms": _alarms(queries.alarms_of([row.pk])),
        "openings": [present.opening_row(one) for one in queries.openings_of(row)[:LISTED]],
        "may": may_keep(request.viewer, row.dong_id),
        "may_set_up": may_set_up(request.viewer, row.dong_id),
    }
    return render(request, "lockers/locker.html", context)


@require_safe
@viewer_required()
def compartment(request: StaffRequest, locker_key: UUID, box_key: UUID) -> HttpResponse:
    """One compartment: what lies there, who may open it, every opening."""
    box = queries.compartment_for(request.viewer, box_key)
    parcel = queries.parcels_by_key([box.parcel]).get(box.parcel) if box.parcel else None
    rows = [present.opening_row(one) for one in queries.openings_of(box.locker, box)[:LISTED]]
    last = rows[0]["opening"] if rows else None
    context: dict[str, Any] = {
        "locker": box.locker,
        "box": box,
        "state": present.badge_of(box),
        "door": present.door_words(box),
        "size": present.size_words(box),
        "parcel": parcel,
        "grants": [one for one in queries.open_grants(box) if one.parcel == box.parcel],
        "openings": rows,
        "may": may_keep(request.viewer, box.locker.dong_id),
        "check": box.state in CHECK,
        "loaded": box.state == Box.LOADED,
        "free": box.state in TAKES,
        "blocked": box.state == Box.BLOCKED,
        "to_confirm": bool(
            last and last.why == Why.TAKE_BACK and last.state == Step.CLOSED and box.parcel
        ),
        "bag_form": BagForm(),
        "live": last is not None and last.ended_at is None,
        "live_word": STEPS[Step(last.state)] if last else "",
    }
    return render(request, "lockers/compartment.html", context)


@ask
@viewer_required()
def compartment_open(request: StaffRequest, locker_key: UUID, box_key: UUID) -> HttpResponse:
    """By the office, with a reason."""

    def deed(box: Compartment, form: Form) -> str:
        opening.open_by_staff(
            request.viewer,
            compartment_id=box.pk,
            reason=form.cleaned_data["reason"],
            now=timezone.now(),
        )
        return _("문을 열라고 했습니다. 확인한 뒤 꼭 닫아 주세요.")

    return _deed(request, box_key, "open", ReasonForm, deed)


@ask
@viewer_required()
def compartment_block(request: StaffRequest, locker_key: UUID, box_key: UUID) -> HttpResponse:
    """Out of use."""

    def deed(box: Compartment, form: Form) -> str:
        keeping.block(
            request.viewer,
            compartment_id=box.pk,
            reason=form.cleaned_data["reason"],
            now=timezone.now(),
        )
        return _("이 칸을 쓰지 않습니다.")

    return _deed(request, box_key, "block", ReasonForm, deed)


@require_POST
@viewer_required()
def compartment_unblock(request: StaffRequest, locker_key: UUID, box_key: UUID) -> HttpResponse:
    box = queries.compartment_for(request.viewer, box_key)
    keeping.unblock(request.viewer, compartment_id=box.pk, now=timezone.now())
    toasts.success(request, _("이 칸을 다시 씁니다."))
    return redirect("compartment", box.locker_id, box.pk)


@ask
@viewer_required()
def compartment_settle(request: StaffRequest, locker_key: UUID, box_key: UUID) -> HttpResponse:
    """Somebody has looked."""

    def deed(box: Compartment, form: Form) -> str:
        keeping.settle(
            request.viewer,
            compartment_id=box.pk,
            found=form.cleaned_data["found"],
            reason=form.cleaned_data["reason"],
            now=timezone.now(),
        )
        return _("확인한 것을 적었습니다.")

    return _deed(request, box_key, "settle", SettleForm, deed)


@require_POST
@viewer_required()
def compartment_take(request: StaffRequest, locker_key: UUID, box_key: UUID) -> HttpResponse:
    """Taking out: first the door, then the bag's code."""
    box = queries.compartment_for(request.viewer, box_key)
    require_keeping(request.viewer, box.locker.dong_id)
    now, bag = timezone.now(), request.POST.get("bag", "")[:40]
    if bag:
        keeping.confirm_taken_back(request.viewer, compartment_id=box.pk, bag=bag, now=now)
        toasts.success(request, _("꺼낸 봉투가 손에 있는 것으로 적었습니다."))
    else:
        opening.open_to_take_back(request.viewer, compartment_id=box.pk, now=now)
        toasts.success(request, _("문을 열라고 했습니다. 꺼낸 뒤 봉투의 번호를 적어 주세요."))
    return redirect("compartment", box.locker_id, box.pk)


@require_POST
@viewer_required()
def grant_again(request: StaffRequest, grant_key: UUID) -> HttpResponse:
    """Another code to the same person; nobody here sees it."""
    row = granting.send_again(request.viewer, grant_id=grant_key, now=timezone.now())
    if row.told_at:
        toasts.success(request, _("새 열림번호를 보냈습니다. 앞의 번호는 이제 열지 못합니다."))
    else:
        toasts.warning(request, _("알릴 연락처가 없습니다. 직접 전해 드려야 합니다."))
    return redirect("compartment", row.compartment.locker_id, row.compartment_id)


@ask
@viewer_required()
def grant_revoke(request: StaffRequest, grant_key: UUID) -> HttpResponse:
    """Asks for the reason, then the code opens nothing any more."""
    row = granting.grant_of(request.viewer, grant_key)

    def deed(box: Compartment, form: Form) -> str:
        granting.revoke_grant(
            request.viewer, grant_id=row.pk, why=form.cleaned_data["reason"], now=timezone.now()
        )
        return _("열림번호를 거두었습니다.")

    return _deed(request, row.compartment_id, "revoke", ReasonForm, deed)


@require_POST
@viewer_required()
def locker_alarm(request: StaffRequest, alarm_key: UUID) -> HttpResponse:
    """Somebody has looked, and says what they found."""
    row = alarming.end_alarm(
        request.viewer,
        alarm_id=alarm_key,
        finding=request.POST.get("finding", ""),
        now=timezone.now(),
    )
    toasts.success(request, _("확인한 것을 적었습니다."))
    return redirect("locker", row.locker_id)


def _deed(
    request: StaffRequest,
    box_key: UUID,
    name: str,
    kind: type[Form],
    deed: Callable[[Compartment, Form], str],
) -> HttpResponse:
    box = queries.compartment_for(request.viewer, box_key)
    require_keeping(request.viewer, box.locker.dong_id)
    form = kind(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            said = deed(box, form)
        except NotHere:
            raise
        except Refused as refusal:
            form.add_error(None, ValidationError(refusal.message))
        else:
            toasts.success(request, said)
            return redirect("compartment", box.locker_id, box.pk)
    wrong = form.is_bound and bool(form.errors)
    context = {"form": form, "box": box, "locker": box.locker}
    return render(request, f"lockers/{name}.html", context, status=422 if wrong else 200)


def _alarms(rows: list[Any]) -> list[dict[str, Any]]:
    return [{"alarm": one, "what": ALARMS[one.kind]} for one in rows]


def _require_dong(request: StaffRequest) -> None:
    if not may_look(request.viewer):
        raise PermissionDenied(_("택배함은 읍·면·동 주민센터에서 봅니다."))

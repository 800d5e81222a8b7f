"""`/courier/parcels`: one parcel at a time, on a phone that may have no network. What is in a bag
stands on none of these pages.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dongne.delivery.couriers.public import CourierRequest, courier_required
from dongne.delivery.ways.public import Identity
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import NotHere, Refused
from dongne.lib.seoul import read_day, seoul_day

from .. import rules
from ..models import Parcel, Transfer
from ..permissions import gives
from ..presenters import courier as present
from ..queries import rounds
from ..rules import Shown
from ..services import (
    OnPhone,
    decline_offer,
    give_taker_code,
    hand_to,
    nobody_at_home,
    offer,
    open_way,
    report_broken,
    report_lost,
    take,
)
from ..services.coding import good_code, has_phone
from ..services.ground import concerns, refuse, setting_of
from ..services.visiting import in_window
from ..states import AttemptWhy, TransferState

MOST_DEEDS = 50
LONGEST = 64_000


@require_safe
@courier_required
def courier_parcels(request: CourierRequest) -> HttpResponse:
    """What to take along, then the way from door to door."""
    viewer, now = request.courier_viewer, timezone.now()
    offers = rounds.offers_to(viewer)
    carried = rounds.round_of(viewer, now=now)
    context = {
        "offers": present.offers(offers),
        "stops": present.stops(carried, now=now),
        "who": _who(viewer),
        "lead": present.lead(len(offers), carried),
    }
    return render(request, "custody/courier_parcels.html", context)


@require_safe
@courier_required
def courier_parcel(request: CourierRequest, parcel_key: UUID) -> HttpResponse:
    """The one thing to do now: take it, bring it, or bring it back."""
    return _page(request, _mine(request.courier_viewer, parcel_key))


def _page(
    request: CourierRequest,
    parcel: Parcel,
    *,
    refusal: str = "",
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    viewer, now = request.courier_viewer, timezone.now()
    offered = _offer(parcel)
    has = gives(viewer, parcel)
    code = good_code(parcel, now=now)
    setting = setting_of(parcel.dong_id)
    context = {
        "parcel": parcel,
        "who": _who(viewer),
        "offered": offered if not has else None,
        "leaving": offered if has else None,
        "has": has,
        "stop": present.stop_of(parcel, now=now),
        "at_door": has and present.to_a_door(parcel),
        "in_window": in_window(parcel, now=now) or viewer.courier_id is None,
        "code": code,
        "has_phone": has_phone(parcel.receiver),
        "sees_card": viewer.courier_id is None
        or (not has_phone(parcel.receiver) and setting.volunteers_see_cards),
        "more_tries": parcel.tries + 1 < setting.most_tries,
        "tomorrow": (seoul_day(now) + timedelta(days=1)).isoformat(),
        "whys": present.whys(),
        "refusal": refusal,
        **more,
    }
    response = render(request, "custody/courier_parcel.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def _who(viewer: Viewer) -> str:
    """Whose phone it is: what one could not send, the next one must not send for them."""
    return str(viewer.courier_id or f"o{viewer.officer_id}")


def _mine(viewer: Viewer, parcel_key: UUID) -> Parcel:
    rows = Parcel.objects.for_viewer(SYSTEM).select_related("dong", "receiver__tong")
    found = rows.filter(pk=parcel_key).first()
    if found is None or not (gives(viewer, found) or concerns(viewer, found)):
        raise NotHere(_("이 봉투는 이제 내 손에 없습니다."), code="not_found")
    return found


def _offer(parcel: Parcel) -> Transfer | None:
    rows = Transfer.objects.for_viewer(SYSTEM)
    return rows.filter(parcel=parcel, state=TransferState.OFFERED).first()


@require_POST
@courier_required
def courier_deed(request: CourierRequest, parcel_key: UUID, parcel_deed: str) -> HttpResponse:
    """Without JavaScript: each button sends its form here."""
    viewer, now = request.courier_viewer, timezone.now()
    parcel = _mine(viewer, parcel_key)
    data = request.POST.dict()
    try:
        match parcel_deed:
            case "where":
                way = open_way(viewer, parcel_id=parcel.pk, now=now)
                return _page(request, parcel, way=way)
            case "code":
                give_taker_code(viewer, parcel_id=parcel.pk, now=now)
                toasts.success(request, _("받는 분에게 확인번호를 문자로 보냈습니다."))
                return redirect("courier_parcel", parcel_key=parcel.pk)
            case "back":
                made = offer(
                    viewer, parcel_id=parcel.pk, to=rules.office_desk(parcel.dong_id), now=now
                )
                return _page(request, _mine(viewer, parcel.pk), shown_code=made.code)
            case "decline":
                decline_offer(viewer, parcel_id=parcel.pk, now=now)
            case "broken":
                report_broken(viewer, parcel_id=parcel.pk, text=data.get("text", ""), now=now)
            case "lost":
                report_lost(viewer, parcel_id=parcel.pk, text=data.get("text", ""), now=now)
            case _kept:
                said = _do(viewer, parcel.pk, parcel_deed, data, OnPhone(), now, deed_id=None)
                toasts.success(request, said)
                return redirect("courier_parcels")
    except Refused as problem:
        if problem.status == 404:
            raise
        return _page(request, parcel, refusal=problem.message, status=int(problem.status))
    toasts.success(request, _("적었습니다. 고맙습니다."))
    return redirect("courier_parcels")


@require_POST
@courier_required
def courier_send(request: CourierRequest) -> HttpResponse:
    """What a phone kept: each deed once, whatever became of the ones before.

    `{sent_at, device, deeds: [{id, kind, parcel, at, …}]}` → `{results: [{id, state, message}]}`;
    `done`, `refused` (somebody has to do it again), `check` (a person of the office looks first).
    """
    viewer, now = request.courier_viewer, timezone.now()
    given = _read(request)
    if given is None:
        return JsonResponse({"results": [], "message": _("읽을 수 없습니다.")}, status=400)
    skew = _skew(given.get("sent_at"), now)
    device = str(given.get("device", ""))[:60]
    results = []
    for one in given["deeds"][:MOST_DEEDS]:
        id_ = str(one.get("id", ""))[:40] if isinstance(one, dict) else ""
        try:
            deed_id, parcel_id = UUID(id_), UUID(str(one["parcel"]))
        except (ValueError, KeyError, TypeError):
            results.append({"id": id_, "state": "refused", "message": _("읽을 수 없습니다.")})
            continue
        at = _moment(one.get("at"))
        phone = OnPhone(at=at if one.get("late") else None, skew=skew, device=device)
        try:
            said = _do(viewer, parcel_id, str(one.get("kind", "")), one, phone, now, deed_id)
        except Refused as problem:
            state = "check" if problem.code == "late_contradicts" else "refused"
            results.append({"id": id_, "state": state, "message": problem.message})
        else:
            results.append({"id": id_, "state": "done", "message": said})
    return JsonResponse({"results": results})


def _do(
    viewer: Viewer,
    parcel_id: UUID,
    kind: str,
    data: dict[str, Any],
    phone: OnPhone,
    now: datetime,
    deed_id: UUID | None,
) -> str:
    def text(name: str) -> str:
        return str(data.get(name, ""))[:200]

    deeds: dict[str, Callable[[], str]] = {
        "take": lambda: _take(viewer, parcel_id, text, phone, now, deed_id),
        "hand": lambda: _hand(viewer, parcel_id, text, phone, now, deed_id),
        "nobody": lambda: _nobody(viewer, parcel_id, text, phone, now, deed_id),
    }
    if kind not in deeds:
        refuse("not_found")
    return deeds[kind]()


def _take(
    viewer: Viewer,
    parcel_id: UUID,
    text: Callable[[str], str],
    phone: OnPhone,
    now: datetime,
    deed_id: UUID | None,
) -> str:
    given = text("code")
    is_bag = len(rules.signs(given)) > rules.CODE_SIGNS
    take(
        viewer,
        parcel_id=parcel_id,
        code="" if is_bag else given,
        bag=given if is_bag else "",
        broken=text("broken") == "yes",
        transfer_id=deed_id,
        phone=phone,
        now=now,
    )
    return _("넘겨받았습니다. 조심히 다녀오세요.")


def _hand(
    viewer: Viewer,
    parcel_id: UUID,
    text: Callable[[str], str],
    phone: OnPhone,
    now: datetime,
    deed_id: UUID | None,
) -> str:
    kind = text("identity")
    shown = Shown(
        kind=Identity(kind) if kind in set(Identity) else Identity.NONE,
        code=text("code"),
        birth_date=text("birth"),
        proof=text("proof"),
    )
    hand_to(viewer, parcel_id=parcel_id, shown=shown, deed_id=deed_id, phone=phone, now=now)
    return _("전했습니다. 수고하셨습니다.")


def _nobody(
    viewer: Viewer,
    parcel_id: UUID,
    text: Callable[[str], str],
    phone: OnPhone,
    now: datetime,
    deed_id: UUID | None,
) -> str:
    next_on: date | None = read_day(text("next_on"))
    nobody_at_home(
        viewer,
        parcel_id=parcel_id,
        why=text("why") or AttemptWhy.NOBODY,
        next_on=next_on,
        deed_id=deed_id,
        phone=phone,
        now=now,
    )
    if next_on is not None:
        return _("적었습니다. 그날 다시 부탁드립니다.")
    return _("적었습니다. 봉투를 사무실로 가져와 주세요.")


def _read(request: HttpRequest) -> dict[str, Any] | None:
    if len(request.body) > LONGEST:
        return None
    try:
        given = json.loads(request.body)
    except ValueError:
        return None
    return given if isinstance(given, dict) and isinstance(given.get("deeds"), list) else None


def _moment(text: object) -> datetime | None:
    try:
        found = parse_datetime(str(text)[:40])
    except ValueError:
        return None
    return found if found is not None and timezone.is_aware(found) else None


def _skew(text: object, now: datetime) -> int | None:
    """By how many seconds the phone's clock is behind ours."""
    sent = _moment(text)
    if sent is None:
        return None
    seconds = round((now - sent).total_seconds())
    return max(-(2**31), min(2**31 - 1, seconds))

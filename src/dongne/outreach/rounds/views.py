"""Pages of a round: the way to walk, choosing where to stop, and what a phone ticks off."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.foundation.organisations.public import StaffRequest, done, undo_offer, viewer_required
from dongne.foundation.scope.public import Viewer
from dongne.lib.ids import new_id
from dongne.lib.refusals import Refused
from dongne.outreach.fieldwork.public import Outing

from .forms import PlaceForm, read_choices
from .permissions import outing_to_see, outing_to_walk, walks
from .presenters import choosing
from .presenters import stops as present
from .queries.stops import offered_stops, round_of, stops_in, told_of
from .rules import Tick
from .services.planning import add_place, choose_stops, move_stop, order_round, remove_stop
from .services.ticking import MOST_TICKS, tick

LONGEST = 128_000


@require_safe
@viewer_required()
def round_page(request: StaffRequest, outing_id: UUID) -> HttpResponse:
    """The way to walk, with what is done of it."""
    viewer, now = request.viewer, timezone.now()
    outing = outing_to_see(viewer, outing_id)
    undo = undo_offer(request)
    moved = request.GET.get("moved", "") if undo and undo.undoable else ""
    context = _read(viewer, outing, now=now) | {
        "may_walk": walks(viewer, outing),
        "undo": undo,
        # Which stop was just moved: there it is offered to undo it.
        "moved": moved,
    }
    return render(request, "rounds/round.html", context)


@require_safe
@viewer_required()
def round_print(request: StaffRequest, outing_id: UUID) -> HttpResponse:
    """On paper, as on the phone: first names and numbers, and a box to tick by hand."""
    viewer = request.viewer
    outing = outing_to_walk(viewer, outing_id)
    context = _read(viewer, outing, now=timezone.now(), carried=True)
    return render(request, "rounds/print_round.html", context)


def _read(
    viewer: Viewer, outing: Outing, *, now: datetime, carried: bool = False
) -> dict[str, Any]:
    found = round_of(viewer, outing)
    stops = stops_in(viewer, [found]) if found else []
    rows = present.rows(stops, told_of(viewer, stops, now=now, carried=carried))
    return {
        "outing": outing,
        "round": found,
        "rows": rows,
        "left": sum(1 for one in stops if one.done_at is None),
        "points": present.points(rows, stops),
        "lead": present.lead(found, stops),
        "measured": present.measured(found) if found and found.metres else "",
    }


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def round_stops(request: StaffRequest, outing_id: UUID) -> HttpResponse:
    """Where to stop: ticked things are in the round, those unticked on this page are not."""
    viewer, now = request.viewer, timezone.now()
    outing = outing_to_walk(viewer, outing_id)
    found = round_of(viewer, outing)
    stops = stops_in(viewer, [found]) if found else []
    if request.method == "POST":
        shown = set(read_choices(request.POST.getlist("shown")))
        wanted = read_choices(request.POST.getlist("stop"))
        drop = {one.pk for one in stops if (one.kind, one.of) in shown - set(wanted)}
        changed = choose_stops(viewer, outing_id=outing.pk, add=wanted, drop=drop, now=now)
        return done(viewer, _address(outing), subject=changed)
    groups = choosing.groups(
        offered_stops(viewer, day=outing.day, now=now),
        {(one.kind, one.of) for one in stops},
        outing.dong.numbered,
    )
    context = {"outing": outing, "groups": groups, "chosen": len(stops)}
    return render(request, "rounds/stops.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def round_place(request: StaffRequest, outing_id: UUID) -> HttpResponse:
    """A place of one's own, on the map."""
    viewer = request.viewer
    outing = outing_to_walk(viewer, outing_id)
    form = PlaceForm(request.POST or None, initial={"id": new_id()})
    if form.is_valid():
        values = dict(form.cleaned_data)
        try:
            changed = add_place(
                viewer,
                outing_id=outing.pk,
                stop_id=values.pop("id"),
                now=timezone.now(),
                **values,
            )
        except Refused as refusal:
            form.add_error("title", refusal.message)
        else:
            return done(viewer, _address(outing), subject=changed)
    context = {"form": form, "outing": outing}
    return render(request, "rounds/place.html", context, status=422 if form.errors else 200)


@require_POST
@viewer_required()
def round_order(request: StaffRequest, outing_id: UUID) -> HttpResponse:
    """A short way again, whatever was ordered by hand."""
    viewer = request.viewer
    changed = order_round(viewer, outing_id=outing_id, now=timezone.now())
    return done(viewer, reverse("round", args=[outing_id]), subject=changed)


@require_POST
@viewer_required()
def round_move(request: StaffRequest, outing_id: UUID) -> HttpResponse:
    """`move` = `<stop>:<place>`, places from 0; `version` of the round that was seen."""
    key, place = _pair(request, "move")
    version = request.POST.get("version", "")
    if key is None or not place.isdecimal() or not version.isdecimal():
        raise Refused(_("무엇을 어디로 옮길지 알 수 없습니다."), code="no_move")
    changed = move_stop(
        request.viewer,
        outing_id=outing_id,
        stop_id=key,
        to=int(place[:4]),
        version=int(version[:9]),
        now=timezone.now(),
    )
    here = f"{reverse('round', args=[outing_id])}?moved={key}"
    return HttpResponseRedirect(f"{done(request.viewer, here, subject=changed).url}#stop-{key}")


@require_POST
@viewer_required()
def round_remove(request: StaffRequest, outing_id: UUID) -> HttpResponse:
    viewer = request.viewer
    key, _nothing = _pair(request, "stop")
    if key is None:
        raise Refused(_("어느 곳을 뺄지 알 수 없습니다."), code="no_stop")
    changed = remove_stop(viewer, outing_id=outing_id, stop_id=key, now=timezone.now())
    return done(viewer, reverse("round", args=[outing_id]), subject=changed)


@require_POST
@viewer_required()
def round_tick(request: StaffRequest, outing_id: UUID) -> HttpResponse:
    """`tick` = `<stop>:1` was there, `<stop>:0` was not."""
    now = timezone.now()
    outing_to_walk(request.viewer, outing_id)
    key, said = _pair(request, "tick")
    if key is None:
        raise Refused(_("어느 곳인지 알 수 없습니다."), code="no_stop")
    word = Tick(outing=outing_id, key=str(key), done=said == "1", at=now)
    tick(request.viewer, ticks=[word], now=now)
    return HttpResponseRedirect(f"{reverse('round', args=[outing_id])}#stop-{key}")


@require_POST
def field_rounds_done(request: HttpRequest) -> JsonResponse:
    """Ticks of a phone, sent when it can and as often as it likes.

    `{ticks: [{outing, key, done_at, at}]}`: `done_at` null where somebody was not there after all,
    `at` when that was said, both by the phone's corrected clock →
    `{now, ticks: [{outing, key, status: done|undone|same|gone|unreadable, done_at}]}` in the same
    order. Whoever is signed out is told so (401), and keeps what was to be sent.
    """
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    now = timezone.now()
    if not viewer.signed_in:
        return _problem(401, "signed_out", _("로그인한 뒤에 다시 보내 주세요."))
    asked = _asked(request)
    if asked is None:
        return _problem(422, "unreadable", _("보낸 내용을 읽을 수 없습니다."))
    ticks = [_tick(one) for one in asked]
    try:
        found = iter(tick(viewer, ticks=[one for one in ticks if one], now=now))
    except Refused as refusal:
        return _problem(int(refusal.status), refusal.code, refusal.message)
    answers = []
    for given, one in zip(asked, ticks, strict=True):
        known = next(found) if one else None
        answers.append(
            {
                "outing": _text(given, "outing"),
                "key": _text(given, "key"),
                "status": known.status if known else "unreadable",
                "done_at": localtime(known.done_at).isoformat()
                if known and known.done_at
                else None,
            }
        )
    return JsonResponse({"now": localtime(now).isoformat(), "ticks": answers})


def _asked(request: HttpRequest) -> list[Any] | None:
    if len(request.body) > LONGEST:
        return None
    try:
        given = json.loads(request.body)
    except (ValueError, RecursionError):
        return None
    rows = given.get("ticks") if isinstance(given, dict) else None
    return rows if isinstance(rows, list) and len(rows) <= MOST_TICKS else None


def _tick(given: Any) -> Tick | None:
    try:
        at = parse_datetime(_text(given, "at"))
        outing = UUID(_text(given, "outing"))
    except ValueError:
        return None
    if at is None or timezone.is_naive(at) or "done_at" not in given:
        return None
    return Tick(outing=outing, key=_text(given, "key"), done=given["done_at"] is not None, at=at)


def _text(given: Any, name: str) -> str:
    value = given.get(name) if isinstance(given, dict) else None
    return value[:64] if isinstance(value, str) else ""


def _problem(status: int, code: str, sentence: str) -> JsonResponse:
    return JsonResponse(
        {"title": sentence, "status": status, "code": code},
        status=status,
        content_type="application/problem+json",
    )


def _pair(request: HttpRequest, name: str) -> tuple[UUID | None, str]:
    key, _colon, rest = request.POST.get(name, "").partition(":")
    try:
        return UUID(key), rest
    except ValueError:
        return None, rest


def _address(outing: Outing) -> str:
    return reverse("round", args=[outing.pk])

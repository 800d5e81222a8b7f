"""Pages that mend what the board warns of: zones, hand-overs, single tongs, stand-ins."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dongne.foundation.organisations.public import (
    Absence,
    Officer,
    StaffRequest,
    appoint_deputy,
    done,
    viewer_required,
)
from dongne.lib.refusals import NotHere, Refused
from dongne.lib.seoul import seoul_day

from .. import queries
from ..forms.arranging import FromDay, GiveTongForm, HandOverForm, StandInForm, ZoneForm
from ..presenters import board as present
from ..presenters.candidates import for_stand_in, for_tong
from ..queries.history import charges_with, zones_of, zones_with
from ..services.arranging import give_tong, hand_over, set_zone, zones_from_charges
from .ground import day_of, dong_to_arrange, dong_to_arrange_of, page, refuse, row_of


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def zone_of(request: StaffRequest, officer_id: int) -> HttpResponse:
    """An officer's zone from a day on, and all that they have had."""
    viewer, now = request.viewer, timezone.now()
    dong = dong_to_arrange_of(viewer, officer_id)
    day = day_of(request, seoul_day(now))
    board = queries.board(viewer, dong_id=dong.pk, day=day)
    row = row_of(board, officer_id)
    initial = {
        "tongs": list(row.charge.tongs if row.charge else row.tong_charges),
        "deputy": row.deputy.pk if row.deputy else None,
        "starts_on": day,
    }
    form = ZoneForm(
        request.POST or None, initial=initial, board=board, row=row, unit=dong.unit_name
    )
    if form.is_valid():
        said = form.cleaned_data
        try:
            set_zone(
                viewer,
                dong_id=dong.pk,
                officer_id=officer_id,
                tongs=said["tongs"],
                deputy_id=said["deputy"],
                starts_on=said["starts_on"],
                now=now,
            )
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return done(viewer, reverse("zones"), subject=row.officer)
    history = zones_of(viewer, dong_id=dong.pk, officer_id=officer_id)
    proposed = row.charge is None and bool(row.tong_charges)
    context = {
        "dong": dong,
        "row": row,
        "form": form,
        "history": history,
        "proposed": proposed,
        "charges": present.numbers_text(row.tong_charges, dong.unit_name),
    }
    return page(request, "zones/zone.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def zone_hand_over(request: StaffRequest, officer_id: int) -> HttpResponse:
    """Some or all tongs of an officer go to another from a day on."""
    viewer, now = request.viewer, timezone.now()
    dong = dong_to_arrange_of(viewer, officer_id)
    day = day_of(request, seoul_day(now))
    board = queries.board(viewer, dong_id=dong.pk, day=day)
    row = row_of(board, officer_id)
    initial = {"tongs": list(row.charge.tongs if row.charge else ()), "starts_on": day}
    form = HandOverForm(
        request.POST or None, initial=initial, board=board, row=row, unit=dong.unit_name
    )
    if form.is_valid():
        said = form.cleaned_data
        try:
            hand_over(
                viewer,
                dong_id=dong.pk,
                officer_id=officer_id,
                to_id=said["to"],
                tongs=said["tongs"],
                starts_on=said["starts_on"],
                now=now,
            )
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return done(viewer, reverse("zones"), subject=row.officer)
    return page(request, "zones/hand_over.html", {"dong": dong, "row": row, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def zone_tong(request: StaffRequest, number: int) -> HttpResponse:
    """Who looks after one tong from a day on: nobody yet, or too many."""
    viewer, now = request.viewer, timezone.now()
    dong = dong_to_arrange(viewer)
    day = day_of(request, seoul_day(now))
    tongs = queries.tongs_with_outlines(viewer, dong_id=dong.pk)
    tong = next((one for one in tongs if one.number == number), None)
    if tong is None:
        raise NotHere(_("통을 찾을 수 없습니다."), code="not_found")
    board = queries.board(viewer, dong_id=dong.pk, day=day)
    holders = [row.officer.pk for row in board.holders.get(number, [])]
    outlines = {one.number: one.outline for one in tongs if one.outline}
    choices = for_tong(board, outlines, number)
    # The one that suggests itself: who is in charge of it otherwise, or the next best.
    first = holders or [key for key, _said in choices[:1]]
    form = GiveTongForm(
        request.POST or None, initial={"officers": first, "starts_on": day}, choices=choices
    )
    if form.is_valid():
        said = form.cleaned_data
        try:
            give_tong(
                viewer,
                dong_id=dong.pk,
                tong=number,
                officer_ids=said["officers"],
                starts_on=said["starts_on"],
                now=now,
            )
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return done(viewer, reverse("zones"), subject=tong)
    context = {
        "dong": dong,
        "tong": tong,
        "form": form,
        "several": len(holders) > 1,
        "history": zones_with(viewer, tong),
        "charges": charges_with(viewer, tong),
    }
    return page(request, "zones/tong.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def zone_stand_in(request: StaffRequest, officer_id: int) -> HttpResponse:
    """Who stands in while an officer is away."""
    viewer, now = request.viewer, timezone.now()
    dong = dong_to_arrange_of(viewer, officer_id)
    day = day_of(request, seoul_day(now))
    board = queries.board(viewer, dong_id=dong.pk, day=day)
    row = row_of(board, officer_id)
    if row.away is None:
        raise NotHere(_("그날 자리를 비우지 않은 직원입니다."), code="not_away")
    choices = for_stand_in(board, row)
    initial = {"deputy": choices[0][0] if choices else None}
    form = StandInForm(request.POST or None, initial=initial, choices=choices)
    if form.is_valid():
        try:
            deputy = _officer(request, dong.pk, form.cleaned_data["deputy"])
            given = appoint_deputy(
                viewer,
                officer=row.officer,
                deputy=deputy,
                starts_on=max(day, row.away.starts_on),
                ends_on=row.away.ends_on,
                absence=_absence(request, row.away.starts_on, officer_id),
                now=now,
            )
        except Refused as refusal:
            refuse(form, refusal, "deputy")
        else:
            return done(viewer, reverse("zones"), subject=given)
    context = {"dong": dong, "row": row, "form": form, "away": present.away_text(row, told=True)}
    return page(request, "zones/stand_in.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def zones_by_charge(request: StaffRequest) -> HttpResponse:
    """통담당대로 구역 정하기: what would become whose zone, and the button that does it."""
    viewer, now = request.viewer, timezone.now()
    dong = dong_to_arrange(viewer)
    day = day_of(request, seoul_day(now))
    found = queries.proposals(viewer, dong_id=dong.pk, day=day)
    form = FromDay(request.POST or None, initial={"starts_on": day})
    if form.is_valid():
        chosen = [int(key) for key in request.POST.getlist("officer") if key.isdecimal()]
        try:
            zones_from_charges(
                viewer,
                dong_id=dong.pk,
                officer_ids=chosen,
                starts_on=form.cleaned_data["starts_on"],
                now=now,
            )
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return done(viewer, reverse("zones"), subject=dong)
    if not found and not form.is_bound:
        return HttpResponseRedirect(reverse("zones"))
    return page(request, "zones/by_charge.html", {"dong": dong, "found": found, "form": form})


def _officer(request: StaffRequest, dong_id: int, officer_id: int) -> Officer:
    return (
        Officer.objects.for_viewer(request.viewer)
        .select_related("team__dong", "team__district", "team__city")
        .get(pk=officer_id, dong_id=dong_id)
    )


def _absence(request: StaffRequest, starts_on: date, officer_id: int) -> Absence | None:
    return (
        Absence.objects.for_viewer(request.viewer)
        .filter(officer_id=officer_id, starts_on=starts_on, cancelled_at=None)
        .first()
    )

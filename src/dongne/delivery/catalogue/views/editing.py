"""Changing a service: the form, what it would change for whom, and its publication."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dongne.foundation.calendar.public import place_for
from dongne.foundation.organisations.public import StaffRequest, done, viewer_required
from dongne.foundation.places.public import City, District, Dong
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import NotHere, Refused
from dongne.lib.seoul import seoul_day

from ..forms import Sheet, filled, sent
from ..permissions import require_deciding
from ..presenters import changing, pages, parts
from ..queries.holding import Place, catalogue_at
from ..rules.content import DEFAULTS, service_from, ways_in
from ..services import Prepared, Unfit, last_number, prepared, publish
from ..subjects import channels, running_with
from ..words import DIRECTIONS
from .reading import found_in


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def office_service_new(request: StaffRequest) -> HttpResponse:
    """A service of the place's own."""
    place = place_for(request.viewer, request.GET.get("at", ""))
    return _edit(request, place, "", DEFAULTS, {})


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def office_service_edit(request: StaffRequest, service_slug: str) -> HttpResponse:
    """What the place says otherwise than those above it."""
    place = place_for(request.viewer, request.GET.get("at", ""))
    found = catalogue_at(place, day=seoul_day(timezone.now()))
    _service, merged = found_in(found, service_slug)
    origins = {
        key: _("%(who)s에서 정함") % {"who": word}
        for key, level in merged.origins.items()
        if (word := parts.whose_words(level, place))
    }
    return _edit(request, place, service_slug, merged.content, origins)


def _edit(
    request: StaffRequest,
    place: Place,
    code: str,
    content: Mapping[str, Any],
    origins: Mapping[str, str],
) -> HttpResponse:
    viewer, now = request.viewer, timezone.now()
    require_deciding(viewer, place)
    known = parts.in_channel_order([*channels(), *(one for _d, one, _w in ways_in(content))])
    settings: dict[str, Any] = {
        "new": not code,
        "origins": origins,
        "first": {"valid_from": seoul_day(now), "seen": last_number(place, code) if code else 0},
    }
    if request.method != "POST":
        return _form(request, place, code, filled(content, known, **settings), content)
    sheet = sent(request.POST, content, known, **settings)
    if request.POST.get("back"):
        sheet.is_valid()
        for part in (sheet.form, *sheet.lines.values()):
            part.errors.clear()
        return _form(request, place, code, sheet, content)
    if not sheet.is_valid():
        return _form(request, place, code, sheet, content, status=422)
    said = sheet.form.cleaned_data
    given = {
        "place": place,
        "code": code or said["code"],
        "values": sheet.values(),
        "valid_from": said["valid_from"],
        "reason": said["reason"],
        "now": now,
    }
    try:
        if not code and given["code"] in catalogue_at(place, day=said["valid_from"]).services:
            raise Refused(_("같은 짧은 이름의 민원사무가 이미 있습니다."), code="code_taken")
        if request.POST.get("step") == "publish":
            row = publish(viewer, seen=said["seen"], **given)
            return done(viewer, parts.address("office_service", place, row.code), subject=row)
        made = prepared(viewer, **given)
    except Unfit as refused:
        return _form(request, place, code, sheet, content, refused.parts, status=422)
    except Refused as refused:
        if isinstance(refused, NotHere):
            raise
        wrong = [("", refused.message)]
        return _form(request, place, code, sheet, content, wrong, status=int(refused.status))
    return _preview(request, place, given, made)


def _form(
    request: StaffRequest,
    place: Place,
    code: str,
    sheet: Sheet,
    content: Mapping[str, Any],
    refusals: list[tuple[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    wrong = {where for where, _message in refusals or ()}
    service = service_from(code or "new", content)
    told = {line.channel: line for line in pages.lines(service)}
    names = list(dict.fromkeys(part.partition(".")[2] for part in sheet.lines))
    context = {
        "place_label": parts.place_label(place),
        "code": code,
        "name": parts.in_language(content["name"]),
        "form": sheet.form,
        "channels": [
            {
                "name": parts.channel_name(one),
                "icon": parts.channel_icon(one),
                "apply": sheet.lines.get(f"apply.{one}"),
                "receive": sheet.lines.get(f"receive.{one}"),
                "told": told.get(one),
                "open": any(
                    f"{direction}.{one}" in wrong
                    or (f"{direction}.{one}" in sheet.lines and line.is_bound and line.errors)
                    for direction in ("apply", "receive")
                    if (line := sheet.lines.get(f"{direction}.{one}")) is not None
                ),
            }
            for one in names
        ],
        "directions": DIRECTIONS,
        "refusals": [message for _where, message in refusals or ()],
        "back_url": parts.address("office_service", place, code)
        if code
        else parts.address("office_services", place),
    }
    return render(request, "catalogue/office_edit.html", context, status=status)


def _preview(
    request: StaffRequest, place: Place, given: Mapping[str, Any], made: Prepared
) -> HttpResponse:
    held = catalogue_at(place, day=given["valid_from"]).merged.get(given["code"])
    before = held.content if held is not None else DEFAULTS
    context: dict[str, Any] = {
        "place_label": parts.place_label(place),
        "title": parts.in_language(made.content["name"]),
        "new": held is None,
        "cells": changing.cell_rows(made.changes),
        "fees": changing.fee_rows(made.changes),
        "parts": changing.part_rows(made.changes, before, made.content),
        "running": running_with(made.replaced),
        "page": pages.for_public(service_from(given["code"], made.content)),
        "sent": [
            (name, value)
            for name, values in request.POST.lists()
            if name not in ("csrfmiddlewaretoken", "step", "back")
            for value in values
        ],
        "valid_from": given["valid_from"],
        "today": given["valid_from"] <= seoul_day(given["now"]),
        "below": _dongs_below(place),
    }
    return render(request, "catalogue/office_preview.html", context)


def _dongs_below(place: Place) -> int:
    """How many dongs follow what a place above them says."""
    dongs = Dong.objects.for_viewer(SYSTEM)
    if isinstance(place, District):
        return dongs.filter(district=place).count()
    if isinstance(place, City):
        return dongs.filter(district__city=place).count()
    return 0 if place is not None else dongs.count()

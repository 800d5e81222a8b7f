"""민원사무: the office's list, one of them, what was changed when."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dongne.foundation.calendar.public import key_of_place, place_for, places_for
from dongne.foundation.organisations.public import StaffRequest, undo_offer, viewer_required
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import seoul_day

from ..permissions import may_decide
from ..presenters import changing, pages, parts
from ..queries.holding import Catalogue, Place, catalogue_at
from ..queries.versions import turns_of, undoable
from ..rules.changes import changes
from ..rules.content import service_from


@require_safe
@viewer_required()
def office_services(request: StaffRequest) -> HttpResponse:
    """`?at=` whose, `?q=` words, `?group=`, `?show=` one of `pages.SHOWS`."""
    viewer = request.viewer
    place = place_for(viewer, request.GET.get("at", ""))
    found = catalogue_at(place, day=seoul_day(timezone.now()))
    sought = " ".join(request.GET.get("q", "").split())[:60]
    group, show = request.GET.get("group", ""), request.GET.get("show", "all")
    if show not in pages.SHOWS:
        show = "all"
    groups = pages.rows(found, place, sought=sought, group=group, show=show)
    context = {
        "title": pages_title(place),
        "groups": groups,
        "count": sum(len(rows) for _name, rows in groups),
        "offices": picker(viewer, place),
        "sought": sought,
        "group": group,
        "show": show,
        "group_choices": pages.group_choices(found),
        "show_choices": show_choices(),
        "may_decide": may_decide(viewer, place),
        "new_url": parts.address("office_service_new", place),
        "table_url": parts.address("office_service_table", place),
        "all_url": parts.address("office_services", place),
        "undo": undo_offer(request),
    }
    return render(request, "catalogue/office_services.html", context)


@require_safe
@viewer_required()
def office_service(request: StaffRequest, service_slug: str) -> HttpResponse:
    """Every row of one and where it stands; with `?as=resident` as everybody reads it."""
    viewer = request.viewer
    place = place_for(viewer, request.GET.get("at", ""))
    found = catalogue_at(place, day=seoul_day(timezone.now()))
    service, merged = found_in(found, service_slug)
    as_resident = request.GET.get("as") == "resident"
    here = parts.address("office_service", place, service_slug)
    context: dict[str, Any] = {
        "title": parts.name_of(service),
        "service": service,
        "help_text": parts.in_language(service.helps),
        "place_label": parts.place_label(place),
        "views": [
            {"label": _("담당자가 보는 것"), "url": here, "current": not as_resident},
            {
                "label": _("주민이 보는 것"),
                "url": f"{here}&as=resident",
                "current": as_resident,
            },
        ],
        "as_resident": as_resident,
        "may_decide": may_decide(viewer, place),
        "edit_url": parts.address("office_service_edit", place, service_slug),
        "history_url": parts.address("office_service_history", place, service_slug),
        "back_url": parts.address("office_services", place),
        "undo": undo_offer(request),
    }
    if as_resident:
        context["page"] = pages.for_public(service)
    else:
        said = sorted(key for key, level in merged.origins.items() if level)
        context |= {
            "facts": pages.facts(service),
            "lines": pages.lines(service, place, merged.origins),
            "bring": pages.bring_lines(service),
            "basis": parts.basis_words(service.basis),
            "basis_open": service.basis.kind.value == "open",
            "said": [
                (parts.part_words(key), parts.whose_words(merged.origins[key], place))
                for key in said
            ],
            "open": [parts.part_words(part) for part in parts.open_parts(merged.content)],
        }
    return render(request, "catalogue/office_service.html", context)


@require_safe
@viewer_required()
def office_service_history(request: StaffRequest, service_slug: str) -> HttpResponse:
    """What this place and those above it have said, and what each changed for whom."""
    viewer, today = request.viewer, seoul_day(timezone.now())
    place = place_for(viewer, request.GET.get("at", ""))
    service, _merged = found_in(catalogue_at(place, day=today), service_slug)
    turns = turns_of(place, service_slug, today=today)
    entries = undoable(turns, place) if may_decide(viewer, place) else {}
    told = []
    for turn in turns:
        before, after = turn.before, turn.after
        did = changes(
            service_from(service_slug, before), service_from(service_slug, after), (before, after)
        )
        told.append(
            {
                "version": turn.version,
                "state": turn.state,
                "owner": parts.place_label(turn.version.owner),
                "entry": entries.get(turn.version.pk),
                "cells": changing.cell_rows(did),
                "fees": changing.fee_rows(did),
                "parts": changing.part_rows(did, before, after),
            }
        )
    context = {
        "title": parts.name_of(service),
        "turns": told,
        "back_url": parts.address("office_service", place, service_slug),
        "here": parts.address("office_service_history", place, service_slug),
    }
    return render(request, "catalogue/office_history.html", context)


def pages_title(place: Place) -> str:
    if place is None:
        return _("처음 주어진 민원사무")
    return _("%(place)s 민원사무") % {"place": place.label}


def show_choices() -> list[tuple[str, str]]:
    return [
        ("all", _("하는 것 모두")),
        ("own", _("우리 기관이 고친 것")),
        ("open", _("확인할 것이 있는 것")),
        ("unused", _("하지 않는 것")),
    ]


def found_in(found: Catalogue, code: str) -> tuple[Any, Any]:
    """Also one that is not offered. Raises NotHere."""
    service = found.services.get(code)
    if service is None:
        raise NotHere(_("민원사무를 찾을 수 없습니다."), code="not_found")
    return service, found.merged[code]


def picker(viewer: Viewer, place: Place) -> list[dict[str, Any]]:
    here = key_of_place(place)
    return [
        {
            "key": key_of_place(one),
            "label": parts.place_label(one),
            "current": key_of_place(one) == here,
        }
        for one in places_for(viewer)
    ]

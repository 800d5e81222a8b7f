"""Changing a category: the form, what would become of it, and its publication."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dongne.foundation.calendar.public import place_for
from dongne.foundation.organisations.public import (
    Officer,
    StaffRequest,
    Team,
    done,
    viewer_required,
)
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import NotHere, Refused
from dongne.lib.seoul import seoul_day
from dongne.outreach.vocabulary.public import STANDARD_FIELDS, vocabulary_of

from ..forms import Sheet, filled, sent
from ..permissions import Place, require_deciding
from ..presenters import pages as present
from ..presenters import parts
from ..queries import facts_of, in_language, teams_named, words_from
from ..queries.holding import categories_at
from ..rules import DEFAULTS, half_changed
from ..services import Unfit, last_number, prepared, publish, units_for
from ..states import UnitKind
from ..words import KEYS, UNITS
from .reading import chosen_tong, dongs_below, open_tongs


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def category_new(request: StaffRequest) -> HttpResponse:
    """A category of the place's own."""
    place = place_for(request.viewer, request.GET.get("at", ""))
    return _edit(request, place, "", DEFAULTS, {})


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def category_edit(request: StaffRequest, code: str) -> HttpResponse:
    """What the place says otherwise than those above it."""
    place = place_for(request.viewer, request.GET.get("at", ""))
    words = categories_at(place, day=seoul_day(timezone.now())).everything.get(code)
    if words is None:
        raise NotHere(_("분류를 찾을 수 없습니다."), code="not_found")
    origins = {key: parts.origin_text(words, key, place) for key in words.content}
    return _edit(request, place, code, words.content, origins)


def _edit(
    request: StaffRequest,
    place: Place,
    code: str,
    content: Mapping[str, Any],
    origins: Mapping[str, str],
) -> HttpResponse:
    viewer, now = request.viewer, timezone.now()
    require_deciding(viewer, place)
    settings: dict[str, Any] = {
        "new": not code,
        "units": _units(place),
        "fields": _fields(place),
        "origins": origins,
        "first": {
            "valid_from": seoul_day(now),
            "seen": last_number(place, code) if code else 0,
        },
    }
    if request.method != "POST":
        return _form(request, place, code, filled(content, **settings), content)
    sheet = sent(request.POST, content, **settings)
    if any(request.POST.get(name) for name in ("move", "drop", "more", "back")):
        sheet.quiet()
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
        if not code and categories_at(place, day=said["valid_from"]).everything.get(given["code"]):
            raise Refused(_("같은 짧은 이름의 분류가 이미 있습니다."), code="code_taken")
        if request.POST.get("step") == "publish":
            row = publish(viewer, seen=said["seen"], **given)
            return done(viewer, present.address("category", place, given["code"]), subject=row)
        _said, whole = prepared(viewer, **given)
    except Unfit as refused:
        return _form(request, place, code, sheet, content, refused.parts, status=422)
    except Refused as refused:
        if isinstance(refused, NotHere):
            raise
        wrong = [("", refused.message)]
        return _form(request, place, code, sheet, content, wrong, status=int(refused.status))
    return _preview(request, place, given, content, whole, now)


def _form(
    request: StaffRequest,
    place: Place,
    code: str,
    sheet: Sheet,
    content: Mapping[str, Any],
    refusals: list[tuple[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "place": place,
        "place_label": present.place_label(place),
        "code": code,
        "name": in_language(content["name"]),
        "form": sheet.form,
        "pairs": sheet.form.pairs(),
        "questions": sheet.questions,
        "tongs": sheet.tongs if isinstance(place, Dong) else [],
        "refusals": [message for _where, message in refusals or ()],
        "back_url": present.address("category", place, code)
        if code
        else present.address("categories", place),
        "further": [
            sheet.form[name]
            for name in sheet.form.fields
            if name.rpartition("_")[2] in ("zh", "vi")
        ],
    }
    return render(request, "categories/edit.html", context, status=status)


def _preview(
    request: StaffRequest,
    place: Place,
    given: Mapping[str, Any],
    before: Mapping[str, Any],
    whole: Mapping[str, Any],
    now: datetime,
) -> HttpResponse:
    viewer, code = request.viewer, given["code"]
    words = words_from(code, whole)
    below = [place] if isinstance(place, Dong) else dongs_below(viewer, place)
    context: dict[str, Any] = {
        "place": place,
        "place_label": present.place_label(place),
        "words": words,
        "title": words.name(),
        "differences": parts.differences(
            before, whole, parts.named(parts.units_in([before, whole]))
        ),
        "half_changed": [KEYS[key] for key in half_changed(before, whole)],
        "sent": [
            (name, value)
            for name, values in request.POST.lists()
            if name not in ("csrfmiddlewaretoken", "step", "move", "drop", "more", "back")
            for value in values
        ],
        "valid_from": given["valid_from"],
        "today": given["valid_from"] <= seoul_day(now),
        "below": len(below),
    }
    if below:
        dong = below[0]
        tong = chosen_tong(request.POST.get("tong", ""), open_tongs(dong))
        day: date = max(given["valid_from"], seoul_day(now))
        facts = facts_of([dong.pk], team_ids=teams_named([words]), day=day)
        context["sample"] = present.sample(words, dong, tong, facts, now)
    return render(request, "categories/preview.html", context)


def _units(place: Place) -> list[Any]:
    """What may be chosen as unit: four by what they are, then teams and the people in them."""
    found: list[Any] = [(kind, UNITS[kind]) for kind in UnitKind if kind in UNITS]
    teams: list[Team] = list(units_for(place).filter(closed_on=None).select_related("district"))
    people: dict[int, list[Officer]] = {}
    crew = Officer.objects.for_viewer(SYSTEM).filter(
        team__in=[team.pk for team in teams], is_active=True
    )
    for officer in crew.order_by(F("position"), "pk"):
        people.setdefault(officer.team_id, []).append(officer)
    for team in sorted(teams, key=lambda team: team.dong_id is None):
        name = parts.team_name(team)
        whose = team.district.label if team.district else ""
        label = f"{whose} {name}".strip()
        options = [(f"team:{team.pk}", _("%(team)s (업무분장에 따라)") % {"team": name})]
        options += [
            (f"team:{team.pk}:{one.pk}", parts.officer_name(one)) for one in people.get(team.pk, [])
        ]
        found.append((label, options))
    return found


def _fields(place: Place) -> list[tuple[str, str]]:
    """The standard fields, in the words of the office."""
    words = vocabulary_of(place.pk if isinstance(place, Dong) else None)
    names = {one.standard: one.label for one in words.known_fields.values()}
    return [(slug, str(names.get(slug, slug))) for slug in STANDARD_FIELDS]

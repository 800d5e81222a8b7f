"""생활민원 분류: the list, one of them, what was changed when, who is responsible where."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dongne.foundation.audit.public import AuditEntry
from dongne.foundation.calendar.public import key_of_place, place_for, places_for
from dongne.foundation.organisations.public import StaffRequest, undo_offer, viewer_required
from dongne.foundation.places.public import District, Dong, Tong
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import seoul_day

from ..permissions import Place, may_decide
from ..presenters import pages as present
from ..presenters import parts
from ..queries import Words, categories_in, facts_of, teams_named
from ..queries.holding import categories_at
from ..queries.versions import turns_of
from ..subjects import shares_of

MOST_PLACES = 60


@require_safe
@viewer_required()
def categories(request: StaffRequest) -> HttpResponse:
    """`?at=` whose; with `?all=1` those not in use too."""
    viewer, now = request.viewer, timezone.now()
    place = place_for(viewer, request.GET.get("at", ""))
    today = seoul_day(now)
    found = categories_at(place, day=today)
    unused = [words for words in found.everything.values() if not words.offered]
    shown = found.list()
    facts = None
    if isinstance(place, Dong):
        facts = facts_of([place.pk], team_ids=teams_named(shown), day=today)
    names = parts.named(
        unit for words in shown for unit in (words.unit, *(one.unit for one in words.tong_units))
    )
    context = {
        "place": place,
        "key": key_of_place(place),
        "title": present.page_title(place),
        "groups": present.rows(
            shown, place, facts=facts, names=names, shares=shares_of(place, today)
        ),
        "unused": [
            (words.name(), present.address("category", place, words.code)) for words in unused
        ],
        "offices": picker(viewer, place),
        "may_decide": may_decide(viewer, place),
        "is_dong": isinstance(place, Dong),
        "new_url": present.address("category_new", place),
        "matrix_url": present.address("category_matrix", place),
        "undo": undo_offer(request),
    }
    return render(request, "categories/categories.html", context)


@require_safe
@viewer_required()
def category(request: StaffRequest, code: str) -> HttpResponse:
    """Every part of one, whose word each is, who takes it where, and what becomes of a report."""
    viewer, now = request.viewer, timezone.now()
    place = place_for(viewer, request.GET.get("at", ""))
    words = find(place, code, now)
    names = parts.named([words.unit, *(one.unit for one in words.tong_units)])
    context: dict[str, Any] = {
        "place": place,
        "words": words,
        "title": words.name(),
        "parts": parts.told(words, place, names),
        "may_decide": may_decide(viewer, place),
        "edit_url": present.address("category_edit", place, code),
        "history_url": present.address("category_history", place, code),
        "back_url": present.address("categories", place),
        "place_label": present.place_label(place),
        "undo": undo_offer(request),
    }
    if isinstance(place, Dong):
        tongs = open_tongs(place)
        facts = facts_of([place.pk], team_ids=teams_named([words]), day=seoul_day(now))
        context["spread"] = present.by_tong(words, place, tongs, facts)
        tong = chosen_tong(request.GET.get("tong", ""), tongs)
        context["sample"] = present.sample(words, place, tong, facts, now)
        context["tongs"] = tongs
        context["tong"] = tong
        context["unit"] = present.unit_name(place)
    return render(request, "categories/category.html", context)


@require_safe
@viewer_required()
def category_history(request: StaffRequest, code: str) -> HttpResponse:
    """What this place and those above it have said, and what differed each time."""
    now = timezone.now()
    place = place_for(request.viewer, request.GET.get("at", ""))
    words = find(place, code, now)
    turns = turns_of(place, code, today=seoul_day(now))
    entries = (
        entries_of(turn.version.pk for turn in turns) if may_decide(request.viewer, place) else {}
    )
    names = parts.named(
        unit for turn in turns for unit in parts.units_in([turn.before, turn.after])
    )
    context = {
        "words": words,
        "title": words.name(),
        "back_url": present.address("category", place, code),
        "turns": [
            (
                turn,
                present.place_label(turn.version.owner),
                parts.differences(turn.before, turn.after, names),
                entries.get(turn.version.pk)
                if turn.state != "undone" and turn.version.owner == place
                else None,
            )
            for turn in turns
        ],
        "here": present.address("category_history", place, code),
    }
    return render(request, "categories/history.html", context)


@require_safe
@viewer_required()
def category_matrix(request: StaffRequest) -> HttpResponse:
    """Who is responsible where: by tong in a dong, by dong above it."""
    viewer, now = request.viewer, timezone.now()
    place = place_for(viewer, request.GET.get("at", ""))
    day = seoul_day(now)
    rows: list[tuple[str, Dong, int | None]]
    more = 0
    if isinstance(place, Dong):
        unit = present.unit_name(place)
        rows = [(f"{number}{unit}", place, number) for number in open_tongs(place)]
        dongs = [place]
    else:
        dongs = dongs_below(viewer, place)
        more = max(0, len(dongs) - MOST_PLACES)
        dongs = dongs[:MOST_PLACES]
        rows = [(dong.label, dong, None) for dong in dongs]
    own = {
        dong_id: list(found.list())
        for dong_id, found in categories_in([dong.pk for dong in dongs], day=day).items()
    }
    named = teams_named(words for some in own.values() for words in some)
    facts = facts_of([dong.pk for dong in dongs], team_ids=named, day=day)
    context = {
        "place": place,
        "key": key_of_place(place),
        "title": present.page_title(place),
        "matrix": present.matrix(rows, own, facts),
        "more": more,
        "offices": picker(viewer, place),
        "back_url": present.address("categories", place),
        "is_dong": isinstance(place, Dong),
    }
    return render(request, "categories/matrix.html", context)


def entries_of(versions: Iterable[UUID]) -> dict[UUID, int]:
    """The rows of the log by which publications are taken back. One statement."""
    rows = AuditEntry.objects.filter(
        action="category.published", subject_id__in=[str(key) for key in versions]
    )
    return {UUID(subject): pk for subject, pk in rows.values_list("subject_id", "pk")}


def find(place: Place, code: str, now: Any) -> Words:
    """Also one that is not in use. Raises NotHere."""
    words = categories_at(place, day=seoul_day(now)).everything.get(code)
    if words is None:
        raise NotHere(_("분류를 찾을 수 없습니다."), code="not_found")
    return words


def picker(viewer: Viewer, place: Place) -> list[dict[str, Any]]:
    here = key_of_place(place)
    return [
        {
            "key": key_of_place(one),
            "label": present.place_label(one),
            "current": key_of_place(one) == here,
        }
        for one in places_for(viewer)
    ]


def open_tongs(dong: Dong) -> list[int]:
    tongs = Tong.objects.for_viewer(SYSTEM).filter(dong=dong, closed_on=None)
    return list(tongs.order_by("number").values_list("number", flat=True))


def dongs_below(viewer: Viewer, place: Place) -> list[Dong]:
    dongs = Dong.objects.for_viewer(SYSTEM if viewer.administers else viewer)
    if isinstance(place, District):
        dongs = dongs.filter(district=place)
    elif place is not None:
        dongs = dongs.filter(district__city=place.pk)
    return list(dongs.select_related("district").order_by("district__code", "code"))


def chosen_tong(text: str, tongs: list[int]) -> int | None:
    if text.isdecimal() and len(text) < 4 and int(text) in tongs:
        return int(text)
    return tongs[0] if tongs else None

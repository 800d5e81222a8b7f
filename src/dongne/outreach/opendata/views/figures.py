"""How long things take: figures of a city, district or dong, for everybody."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dongne.lib.refusals import NotHere
from dongne.lib.seoul import seoul_day
from dongne.outreach.categories.public import Categories, categories_anywhere, categories_of

from ..forms import FiguresForm
from ..presenters import dictionary as columns
from ..presenters import figures as present
from ..queries import figures as queries
from ..rules.months import ALL, read_period, spoken
from ..states import Level


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """The figures of one place and period, by kind, by place below and by month; and the files."""
    tree = queries.tree()
    level, code = request.GET.get("level", ""), request.GET.get("place", "")[:40]
    if at := request.GET.get("at", ""):
        # The form's own, which names both in one choice.
        level, _dot, code = at[:60].partition(".")
    place = tree.find(level, code) if level and code else tree.top()
    period = read_period(request.GET.get("period", ""))
    if (place is None and code) or period is None:
        raise NotHere(_("그런 곳이나 기간의 통계가 없습니다."), code="not_found")
    as_of = queries.as_of()
    context: dict[str, object] = {"title": _("얼마나 걸렸나 · 공개 자료"), "as_of": as_of}
    if place is None or as_of is None:
        return _shown(request, context)
    category = request.GET.get("category", "")[:40]
    counted = queries.kinds_counted(place)
    kinds = kinds_of(place, counted=counted)
    known = kinds.everything.get(category)
    category = category if known and known.public else ""
    page = queries.figures_page(place, tree, period=period, category=category)
    query = {
        "level": place.level.value,
        "place": place.code,
        "period": spoken(period),
        "category": category,
    }
    below = present.place_rows(page, tree, place, query)
    periods = [(spoken(one), present.period_words(one)) for one in (ALL, *page.periods)]
    form = FiguresForm(query, tree=tree, kinds=kinds, periods=periods)
    whole = page.whole if page.whole and not page.whole.withheld else None
    return _shown(
        request,
        context
        | {
            "place": place,
            "crumbs": present.crumbs(place, query),
            "form": form,
            "kind": kinds.everything[category].name() if category else "",
            "period": present.period_words(period),
            "withheld": bool(page.whole and page.whole.withheld),
            "whole": present.cells(whole) if whole else None,
            "tiles": present.tiles(whole) if whole else [],
            "sentence": present.sentence(whole, place, period) if whole else "",
            "kinds": [] if category else present.kind_rows(page, kinds, query),
            "below": below,
            "bars": present.kept_bars(below),
            "months": present.month_rows(page, query),
            "month_bars": present.month_bars(page),
        },
    )


def _shown(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    response = render(request, "opendata/figures.html", context)
    response["Cache-Control"] = "private, no-cache"
    return response


def kinds_of(place: queries.Place, *, counted: Iterable[str]) -> Categories:
    """The kinds in the words of that office; above a dong also those `counted` that only some
    office below has."""
    day = seoul_day(timezone.now())
    if place.level is Level.DONG:
        return categories_of(place.pk, day=day)
    if place.level is Level.DISTRICT:
        own = categories_of(None, day=day, district_id=place.pk)
    else:
        own = categories_of(None, day=day, city_id=place.pk)
    missing = sorted(set(counted) - set(own.everything))
    theirs = categories_anywhere(day=day) if missing else {}
    more = {code: theirs[code] for code in missing if code in theirs}
    return Categories({**own.everything, **more})


@require_safe
def dictionary(request: HttpRequest) -> HttpResponse:
    """What each column of the files means, and how the figures are counted."""
    context = {"cases": columns.CASES, "figures": columns.FIGURES}
    return render(request, "opendata/dictionary.html", context)

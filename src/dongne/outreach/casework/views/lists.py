"""Lists of cases: the inbox of whoever works on them, and who holds how much."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dongne.foundation.organisations.public import Officer, StaffRequest, people_of, viewer_required
from dongne.foundation.places.public import Dong, dong_of
from dongne.foundation.scope.public import Role, Viewer
from dongne.lib.bigrams import searched
from dongne.lib.reference_numbers import tidy_number
from dongne.lib.seoul import seoul_day
from dongne.outreach.categories.public import categories_in, categories_of

from ..forms.lists import Asked, FilterForm
from ..models import Case
from ..presenters import lists as present
from ..presenters.load import load_page
from ..presenters.rows import rows_html
from ..queries import lists as queries
from ..queries.finding import numbered
from ..queries.lists import COUNTED_TO, FOUND_COUNTED_TO, Show
from ..queries.load import loads, people_of_team
from ..queries.orders import BY_DUE
from .ground import ground_address
from .many import given_offer

URGENCY = (
    Show.OPEN,
    Show.TODAY,
    Show.OVERDUE,
    Show.TELLING,
    Show.WAITING,
    Show.RETURNED,
    Show.REOPENED,
)
"""What is counted on the second row of tabs; what is over is not."""


@require_safe
@viewer_required()
def cases(request: StaffRequest) -> HttpResponse:
    """Whose and how they stand by two rows of tabs, narrowed by the filters. A number that was
    typed, in any spelling, leads to its case at once."""
    viewer, now = request.viewer, timezone.now()
    asked = Asked.read(request.GET, viewer, today=seoul_day(now))
    if (number := tidy_number(asked.by.words)) and (found := numbered(viewer, number)):
        return HttpResponseRedirect(reverse("case", args=[found]))
    context = list_page(viewer, asked, request.GET, now=now)
    if given := given_offer(request):
        # Said once: such a page is not for keeping.
        request.kept_under = None  # type: ignore[attr-defined]
    return render(request, "casework/cases.html", context | {"given": given})


@require_safe
@viewer_required()
def cases_load(request: StaffRequest) -> HttpResponse:
    """Who holds how much, who is away, what nobody has."""
    viewer, now = request.viewer, timezone.now()
    return render(request, "casework/cases_load.html", load_page(viewer, loads(viewer, now=now)))


def found_by(viewer: Viewer, asked: Asked, now: datetime) -> tuple[Any, Asked, Dong | None]:
    """The cases that the address asks for, the address with its dong's key, and the dong."""
    dong = dong_of(viewer, asked.dong) if asked.dong else None
    if dong is not None:
        asked = replace(asked, by=replace(asked.by, dong_id=dong.pk))
    found = queries.standing(queries.cases_of(viewer, asked.whose), asked.show, now)
    return queries.narrowed(viewer, found, asked.by), asked, dong


def list_page(viewer: Viewer, asked: Asked, data: QueryDict, *, now: datetime) -> dict[str, Any]:
    """Everything the page says. Eight statements at most, session and account among them."""
    today = seoul_day(now)
    found, asked, dong = found_by(viewer, asked, now)
    order = queries.order_of(asked.show, asked.sort)
    sought = searched(asked.by.words)
    page = queries.case_page(
        found,
        order,
        after=data.get("after", ""),
        before=data.get("before", ""),
        sought=sought,
    )
    offered = queries.whose_offered(viewer)
    wanted = [(whose, Show.OPEN) for whose in offered if len(offered) > 1]
    shows = queries.shows_offered(viewer)
    wanted += [(asked.whose, show) for show in URGENCY if show in shows]
    # The index of words finds what it finds; everything else is counted in the list's order.
    counted = found if sought else found.order_by(*order.columns)
    counts, count = queries.counts(viewer, wanted, now=now, found=counted)
    categories = _categories(viewer, page.items, today)
    rows = [
        present.row_of(
            case,
            categories,
            now=now,
            dong=viewer.dong_id is None,
            sought=sought,
        )
        for case in page.items
    ]
    narrowed = asked.by.anything or asked.sort is not None
    # The filters are looked for when somebody wants them; a word is what most look for.
    form = _filters(viewer, asked, today) if narrowed or "filter" in data else None
    ticks = bool(viewer.dong_id) or viewer.has(Role.DEPARTMENT)
    title, text, icon = _empty(asked)
    return {
        "form": form,
        "asked": asked,
        "dong": dong,
        "whose_tabs": [
            {
                "label": present.whose_word(whose, viewer),
                "url": _moved(data, whose=whose),
                "current": whose is asked.whose,
                "count": present.bounded(counts[whose, Show.OPEN], COUNTED_TO),
            }
            for whose in offered
            if len(offered) > 1
        ],
        "show_tabs": [
            {
                "label": present.SHOWS[show],
                "url": _moved(data, show=show),
                "current": show is asked.show,
                "tone": present.TAB_TONES.get(show, "") if counts.get((asked.whose, show)) else "",
                "count": present.bounded(counts[asked.whose, show], COUNTED_TO)
                if show in URGENCY
                else "",
            }
            for show in shows
        ],
        "sifted": form.sifted() if form else "",
        "narrowed": narrowed,
        "filter_url": _moved(data, filter="1"),
        "count": min(count, FOUND_COUNTED_TO),
        "whole": count <= FOUND_COUNTED_TO,
        "rows": rows_html(rows, sought=sought, ticks=ticks),
        "ticks": ticks,
        "may_assign": viewer.runs_outreach or viewer.has(Role.TEAM_LEAD, Role.DEPARTMENT),
        "may_enter": viewer.dong_id is not None,
        "points": present.points_of(page.items, rows) if asked.map else None,
        "map_ground": ground_address(viewer, page.items[0]) if page.items else "",
        "map_url": _moved(data, map="" if asked.map else "1"),
        "export_query": data.urlencode(),
        "all_url": _moved(QueryDict(), whose=asked.whose, show=Show.OPEN),
        "before": _moved(data, before=page.before) if page.before else "",
        "after": _moved(data, after=page.after) if page.after else "",
        "by_due": order is BY_DUE,
        "empty": {"title": title, "text": text, "icon": icon},
    }


def _filters(viewer: Viewer, asked: Asked, today: date) -> FilterForm:
    """Two statements."""
    own = categories_of(viewer.dong_id, day=today) if viewer.dong_id else None
    return FilterForm(
        asked,
        categories=own or categories_of(None, day=today, district_id=viewer.district_id),
        people=_people(viewer),
        dongs=_dongs(viewer),
    )


def _empty(asked: Asked) -> Any:
    """What is said where nothing is: of this tab, not of lists in general."""
    if asked.by.anything:
        return (
            _("맞는 건이 없습니다"),
            _("거르는 조건을 바꾸거나 조건 없이 보기를 눌러 주세요."),
            "search",
        )
    if asked.show is Show.OPEN and asked.whose in present.EMPTY_WHOSE:
        return present.EMPTY_WHOSE[asked.whose]
    return present.EMPTY[asked.show]


def _categories(viewer: Viewer, items: list[Case], today: date) -> dict[int, Any]:
    """Of each dong of the page: one statement, or none where the request has asked before."""
    ids = {case.dong_id for case in items}
    if ids <= {viewer.dong_id}:
        return {key: categories_of(key, day=today) for key in ids}
    return categories_in(ids, day=today)


def _people(viewer: Viewer) -> Iterable[Officer]:
    """Who can be filtered by: of the dong or the department; one statement."""
    if viewer.dong_id is not None:
        return people_of(viewer, dong_id=viewer.dong_id)
    return people_of_team(viewer) if viewer.has(Role.DEPARTMENT) else ()


def _dongs(viewer: Viewer) -> Any:
    if viewer.dong_id is not None:
        return ()
    return Dong.objects.for_viewer(viewer).select_related("district").order_by("district", "code")


def _moved(asked: QueryDict, **to: str) -> str:
    kept = asked.copy()
    for name in ("before", "after"):
        kept.pop(name, None)
    for name, value in to.items():
        kept[name] = value
        if not value:
            del kept[name]
    return f"?{kept.urlencode()}"

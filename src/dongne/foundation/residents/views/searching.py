"""Finding a resident. Never a book to leaf through: without a question only one's own work."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dongne.foundation.openings.public import Opening
from dongne.foundation.organisations.public import StaffRequest
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.seoul import seoul_day

from .. import holders, presenters
from ..forms import SearchForm
from ..models import Person
from ..permissions import may_edit
from ..queries.households import households_of_tongs, members_of
from ..queries.persons import MOST_FOUND, find_persons, persons_for
from ..rules import Unfit, tidy_birth_date
from ..words import UNFIT
from .ground import page, require_residents, resident_page

LATELY = timedelta(days=14)
MOST_LATELY = 8
PER_PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
@resident_page
def residents(request: StaffRequest) -> HttpResponse:
    """The question is sent, not put into the address, where logs would keep it."""
    viewer, now = request.viewer, timezone.now()
    require_residents(viewer)
    form = SearchForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        form.fields["words"].widget.attrs["autofocus"] = True
    found: list[presenters.Row] | None = None
    too_many = False
    if form.is_valid():
        asked = form.asked()
        try:
            asked["birth_date"] = tidy_birth_date(asked["birth_date"], today=seoul_day(now))
        except Unfit as problem:
            form.add_error("birth_date", str(UNFIT[problem.code]))
        else:
            persons = find_persons(viewer, **asked)  # type: ignore[arg-type]
            too_many = len(persons) > MOST_FOUND
            found = [presenters.row(one) for one in persons[:MOST_FOUND]]
    context: dict[str, Any] = {
        "form": form,
        "found": found,
        "too_many": too_many,
        "most": MOST_FOUND,
    }
    context["may_add"] = viewer.dong_id is not None and may_edit(viewer, viewer.dong_id)
    if found is None:
        context |= _own_work(request, viewer)
    status = 422 if request.method == "POST" and form.errors else 200
    return page(request, "residents", context, status=status)


def _own_work(request: StaffRequest, viewer: Viewer) -> dict[str, Any]:
    """Whom the viewer opened lately, and the households of their own zone."""
    tongs = holders.tongs_of(viewer, seoul_day(timezone.now()))
    after = _key(request.GET.get("after", ""))
    rows = households_of_tongs(viewer, tongs, after=after, limit=PER_PAGE) if tongs else []
    members = members_of(viewer, [one.pk for one in rows[:PER_PAGE]]) if rows else {}
    listed = [presenters.household_row(one, members.get(one.pk, [])) for one in rows[:PER_PAGE]]
    more = f"{reverse('residents')}?after={rows[PER_PAGE - 1].pk}" if len(rows) > PER_PAGE else ""
    return {
        "lately": [presenters.row(one) for one in _opened_lately(viewer)] if not after else [],
        "households": listed,
        "has_zone": bool(tongs),
        "older": more,
        "newer": reverse("residents") if after else "",
    }


def _opened_lately(viewer: Viewer) -> list[Person]:
    """Newest first. Two statements."""
    if viewer.officer_id is None:
        return []
    rows = (
        Opening.objects.for_viewer(SYSTEM)
        .filter(
            officer_id=viewer.officer_id,
            at__gte=timezone.now() - LATELY,
            subject_type=Person._meta.label_lower,
        )
        .order_by("-at")
        .values_list("subject_id", flat=True)[:100]
    )
    keys = list(dict.fromkeys(rows))[:MOST_LATELY]
    persons = persons_for(viewer).filter(pk__in=keys, destroyed_at=None, merged_into=None)
    return sorted(persons.select_related("dong", "tong"), key=lambda one: keys.index(str(one.pk)))


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None

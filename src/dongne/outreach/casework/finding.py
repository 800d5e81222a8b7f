"""Cases for the search of the whole program."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dongne.foundation.scope.public import Viewer
from dongne.foundation.search.public import SHOWN, Hit, Hits, Source, register
from dongne.lib.bigrams import searched
from dongne.lib.reference_numbers import tidy_number
from dongne.outreach.categories.public import categories_in

from .models import Case
from .presenters.lists import excerpt, row_of
from .queries.lists import Narrowed, Show, Whose, for_rows, narrowed
from .queries.orders import BY_AGE
from .states import CaseState


def _find(viewer: Viewer, text: str, day: date) -> Hits:
    """The case of that number, or the newest that hold every word. Two statements."""
    cases = Case.objects.for_viewer(viewer)
    sought: list[str] = []
    if number := tidy_number(text):
        found = for_rows(cases.filter(number=number))
    else:
        sought = searched(text)
        found = for_rows(narrowed(viewer, cases, Narrowed(words=text)), sought)
    items = list(found.order_by(*BY_AGE.columns)[: SHOWN + 1])
    categories = categories_in({case.dong_id for case in items}, day=day)
    now = timezone.now()
    hits = []
    for case in items[:SHOWN]:
        row = row_of(case, categories, now=now, dong=viewer.dong_id is None, sought=sought)
        # What is over needs no due date.
        said = [row["state"], row["due"].words, row["place"]]
        if case.state == CaseState.CLOSED:
            said = [row["due"].words, row["place"]]
        hits.append(
            Hit(
                title=row["title"],
                url=row["url"],
                note=" · ".join(part for part in said if part),
                why=excerpt(case, row["title"], sought) or case.number,
                thumb=row["thumb"],
            )
        )
    asked = urlencode({"q": text, "whose": Whose.OFFICE, "show": Show.ALL})
    more = f"{reverse('cases')}?{asked}" if len(items) > SHOWN else ""
    return Hits(hits=hits, more_url=more)


def register_source() -> None:
    register(Source(name="cases", title=lambda: _("생활민원·인계"), position=35, find=_find))

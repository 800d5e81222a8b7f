"""Numbers in texts for the search of the whole program: by the last four digits, or all of them."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from dongne.foundation.scope.public import Viewer
from dongne.foundation.search.public import SHOWN, Hit, Hits, Source, register

from .presenters import shown
from .queries import find_by_last_four
from .rules import digits
from .subjects import places_of


def _find(viewer: Viewer, text: str, day: date) -> Hits:
    """One statement, and one for each kind of text that has such a number."""
    plain = digits(text)
    if len(plain) < 4 or any(c.isalpha() for c in text):
        return Hits(hits=[])
    asides = find_by_last_four(viewer, plain, limit=SHOWN)
    places = places_of(viewer, asides)
    return Hits(
        hits=[
            Hit(title=places[one.pk].title, url=places[one.pk].url, why=shown(one).masked)
            for one in asides
            if one.pk in places
        ]
    )


def register_source() -> None:
    register(Source(name="asides", title=lambda: _("글 속 전화번호"), position=60, find=_find))

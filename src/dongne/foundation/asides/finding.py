"""Numbers in texts for the search of the whole program, by the last four digits or all of them; and
as a part of what is held of a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.foundation.residents.public import Held, Holder, persons_for, register_holder
from dongne.foundation.scope.public import Viewer
from dongne.foundation.search.public import SHOWN, Hit, Hits, Source, register

from .presenters import shown
from .queries import asides_about, find_by_last_four
from .rules import digits
from .services import retire
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


def _held(viewer: Viewer, person_id: UUID) -> Sequence[Held]:
    """Numbers of theirs in texts that the viewer may read."""
    person = persons_for(viewer).filter(pk=person_id).first()
    rows = list(asides_about(viewer, person)) if person else []
    places = places_of(viewer, rows)
    return [
        Held(
            text=_("%(where)s에 적힌 %(number)s")
            % {"where": places[one.pk].title, "number": shown(one).masked},
            at=one.created_at,
            url=places[one.pk].url,
        )
        for one in rows
        if one.pk in places
    ]


def _retire(viewer: Viewer, person_id: UUID, now: datetime) -> None:
    retire(viewer, person_id=person_id, now=now)


def register_holding() -> None:
    register_holder(
        "asides", Holder(title=gettext_lazy("글 속 전화번호"), list_held=_held, retire=_retire)
    )


def register_source() -> None:
    register(Source(name="asides", title=lambda: _("글 속 전화번호"), position=60, find=_find))

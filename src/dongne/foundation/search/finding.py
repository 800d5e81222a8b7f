"""People and duties for the search: their modules stand below this one and cannot register."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from dongne.foundation.duties.public import find_duty
from dongne.foundation.organisations.public import Away, away_on, find_officers
from dongne.foundation.scope.public import Viewer

from .sources import SHOWN, Hit, Hits, Source, register


def _people(viewer: Viewer, text: str, day: date) -> Hits:
    """By name, title, team or account. Three statements."""
    officers = find_officers(viewer, text=text, limit=SHOWN + 1)
    away = _away(viewer, (officer.pk for officer in officers), day)
    hits = [
        Hit(
            title=officer.name,
            url=reverse("person", args=[officer.pk]),
            note=" · ".join((officer.team.name, officer.title)),
            why=_instead(away.get(officer.pk)),
        )
        for officer in officers[:SHOWN]
    ]
    more = f"{reverse('people')}?{urlencode({'q': text})}" if len(officers) > SHOWN else ""
    return Hits(hits=hits, more_url=more)


def _duties(viewer: Viewer, text: str, day: date) -> Hits:
    """Whose duty it is, with the stand-in where that officer is away. Three statements."""
    if viewer.dong_id is None:
        return Hits(hits=[])
    duties = find_duty(viewer, dong_id=viewer.dong_id, words=text, day=day, limit=SHOWN)
    away = _away(viewer, (duty.officer_id for duty in duties), day)
    hits = []
    for duty in duties:
        instead = _instead(away.get(duty.officer_id))
        if not instead and duty.deputy:
            instead = _("업무대행 %(name)s") % {"name": duty.deputy.name}
        hits.append(
            Hit(
                title=duty.title,
                url=reverse("person", args=[duty.officer_id]),
                note=" · ".join((duty.officer.name, duty.team.name)),
                why=instead,
            )
        )
    return Hits(hits=hits, more_url=reverse("duties") if hits else "")


def _away(viewer: Viewer, officer_ids: Iterable[int], day: date) -> dict[int, Away]:
    return away_on(viewer, day=day, officer_ids=officer_ids)


def _instead(away: Away | None) -> str:
    if away is None:
        return ""
    if away.deputy_name:
        return _("오늘 부재, 대직자 %(name)s") % {"name": away.deputy_name}
    return _("오늘 부재, 대직자 없음")


def register_sources() -> None:
    register(Source(name="people", title=lambda: _("사람"), position=20, find=_people))
    register(Source(name="duties", title=lambda: _("업무"), position=30, find=_duties))

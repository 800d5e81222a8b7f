"""Tongs and addresses for the search: who is responsible for this house?"""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import Viewer
from dongne.foundation.search.public import SHOWN, Hit, Hits, Source, register

from .queries import Responsible, responsible_for

_TONG = re.compile(r"(?:제\s*)?(\d{1,3})\s*(?:통|리)?")


def _find(viewer: Viewer, text: str, day: date) -> Hits:
    """A number is a tong; anything else is read as an address. Above the dong nobody is near."""
    if viewer.dong_id is None:
        return Hits(hits=[])
    if number := _TONG.fullmatch(text):
        found = responsible_for(viewer, dong_id=viewer.dong_id, day=day, tong=int(number[1]))
        more = reverse("zones")
    else:
        found = responsible_for(viewer, dong_id=viewer.dong_id, day=day, address=text)
        more = f"{reverse('zones')}?{urlencode({'address': text})}"
    if not found:
        return Hits(hits=[])
    unit = Dong.objects.for_viewer(viewer).get(pk=viewer.dong_id).unit_name
    return Hits(hits=[_hit(one, unit) for one in found[:SHOWN]], more_url=more)


def _hit(one: Responsible, unit: str) -> Hit:
    place = f"{one.tong}{unit}"
    if one.officer is None:
        title, url = _("%(place)s · 담당자 없음") % {"place": place}, reverse("zones")
    else:
        title = f"{place} · {one.officer.name}"
        url = reverse("person", args=[one.officer.pk])
    note = ""
    if one.away and one.deputy:
        note = _("오늘 부재, 대직자 %(name)s") % {"name": one.deputy.name}
    elif one.away:
        note = _("오늘 부재, 대직자 없음")
    return Hit(title=title, url=url, note=note, why=one.why)


def register_source() -> None:
    register(Source(name="places", title=lambda: _("담당 구역"), position=10, find=_find))

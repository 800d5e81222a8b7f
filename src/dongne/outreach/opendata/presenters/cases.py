"""The map's list, one case, and what the map says in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dongne.outreach.categories.public import Categories, Words

from ..models import PublicCase
from ..queries.listing import MOST_COUNTED, Listing, Told
from ..rules.cells import SCALE
from ..states import Shows
from ..words import ENDED, STATES, state_words


def kind_name(categories: Categories, code: str) -> str:
    words = categories.everything.get(code)
    return words.name() if words else code


def icon_of(words: Words | None) -> str:
    return words.icon if words else "help"


def rows(
    found: Iterable[PublicCase], kinds: Mapping[int, Categories], *, several: bool
) -> list[dict[str, Any]]:
    """`several`: the list is of more than one dong, so each row names its own."""
    return [row_of(row, kinds[row.dong_id], names=several) for row in found]


def row_of(row: PublicCase, categories: Categories, *, names: bool) -> dict[str, Any]:
    word, tone, icon = state_words(row.state, row.outcome)
    return {
        "url": reverse("public_case", args=[row.number]),
        "number": row.number,
        "kind": kind_name(categories, row.category),
        "icon": icon_of(categories.everything.get(row.category)),
        "place": place(row, names=names),
        "on_map": row.cell is not None,
        "state": word,
        "tone": tone,
        "state_icon": icon,
        "day": row.day,
        "ended": row.closed_on,
    }


def place(row: PublicCase, *, names: bool) -> str:
    """Dong and tong, as far as they are told."""
    said = [row.dong.label] if names or row.tong is None else []
    if row.tong is not None:
        said.append(f"{row.tong}{row.dong.unit_name}")
    return " ".join(said)


def count_words(found: Listing) -> str:
    if found.count > MOST_COUNTED:
        return _("%(n)s건이 넘습니다.") % {"n": f"{MOST_COUNTED:,}"}
    said = ngettext("모두 %(n)d건입니다.", "모두 %(n)d건입니다.", found.count) % {"n": found.count}
    if found.without_place:
        said += " " + ngettext(
            "그중 %(n)d건은 곳을 밝히지 않아 목록에만 있습니다.",
            "그중 %(n)d건은 곳을 밝히지 않아 목록에만 있습니다.",
            found.without_place,
        ) % {"n": min(found.without_place, MOST_COUNTED)}
    return said


def map_words(categories: Categories) -> dict[str, Any]:
    """What the map's script needs to speak: names by code, and sentences with `{n}`."""
    return {
        "kinds": {
            words.code: {"name": words.name(), "icon": words.icon}
            for words in categories.everything.values()
            if words.public
        },
        "states": {state: str(word) for state, (word, _tone, _icon) in STATES.items()},
        "ended": {outcome: str(word) for outcome, (word, _tone, _icon) in ENDED.items()},
        "group": _("{n}건 모임, 처리 중 {open}건"),
        "closer": _("누르면 크게 봅니다"),
        "here": _("여기 {n}건"),
        "list": _("이 {n}건을 목록으로 보기"),
        "single": _("{kind}, {state}, {day} 접수"),
        "received": _("{day} 접수"),
        "about": _("통까지만 밝힌 곳입니다. 정확한 곳이 아닙니다."),
        "more": _("자세히 보기"),
        "seen": _("지금 보이는 지도에 {n}건이 있습니다. 처리 중 {open}건, 마친 건 {closed}건."),
        "none": _("지금 보이는 지도에는 건이 없습니다. 지도를 옮기거나 작게 보세요."),
        "failed": _("지도의 건을 불러오지 못했습니다. 아래 목록을 보아 주세요."),
        "case": reverse("public_case", args=["NUMBER"]),
    }


def case_page(told: Told, categories: Categories) -> dict[str, Any]:
    row = told.row
    word, tone, icon = state_words(row.state, row.outcome)
    kind = kind_name(categories, row.category)
    return {
        "title": told.title or kind,
        "kind": kind,
        "kind_icon": icon_of(categories.everything.get(row.category)),
        "number": row.number,
        "place": place(row, names=True),
        "state": word,
        "tone": tone,
        "icon": icon,
        "facts": [
            (_("종류"), kind),
            (_("곳"), where(told)),
            (_("접수한 날"), _day(row.day)),
            *([(_("결과를 알린 날"), _day(row.told_on))] if row.told_on else []),
            *([(_("마친 날"), _day(row.closed_on))] if row.closed_on else []),
            *([(_("약속한 기한"), _kept(row))] if row.in_time is not None else []),
        ],
        "text": told.text,
        "measure": told.measure,
        "photos": [
            {
                "src": reverse("public_photo", args=[row.number, shown.pk, "thumb"]),
                "href": reverse("public_photo", args=[row.number, shown.pk, "full"]),
                "caption": {"before": _("처리 전"), "after": _("처리 후")}.get(shown.role, ""),
                "alt": _("%(kind)s 사진") % {"kind": kind},
                "width": photo.width,
                "height": photo.height,
            }
            for shown, photo in told.photos
        ],
        "marker": marker(row, kind, str(word), tone),
        "list_url": f"{reverse('public_map')}?{urlencode({'dong': row.dong.code})}",
    }


def where(told: Told) -> str:
    row = told.row
    said = place(row, names=True)
    if told.address:
        return f"{said} · {told.address}"
    if row.cell is None:
        return _("%(place)s (곳은 밝히지 않습니다)") % {"place": said}
    if row.shows == Shows.TONG:
        return _("%(place)s 안 (정확한 곳은 밝히지 않습니다)") % {"place": said}
    return said


def marker(row: PublicCase, kind: str, word: str, tone: str) -> dict[str, Any] | None:
    """GeoJSON of the one point, as the map component reads it."""
    if row.latitude is None or row.longitude is None:
        return None
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {
                    "type": "Point",
                    "coordinates": [row.longitude / SCALE, row.latitude / SCALE],
                },
                "properties": {"title": kind, "text": word, "tone": tone},
            }
        ],
    }


def _kept(row: PublicCase) -> str:
    return _("기한 안에 알렸습니다") if row.in_time else _("기한이 지나 알렸습니다")


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")

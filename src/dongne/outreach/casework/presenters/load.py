"""Who holds how much, in words and as bars."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dongne.foundation.organisations.public import Away
from dongne.foundation.scope.public import Viewer

from ..queries.lists import Show, Whose
from ..queries.load import Held, Load, Loads


def load_page(viewer: Viewer, found: Loads) -> dict[str, Any]:
    rows = [_row(one) for one in found.people] + [
        {"name": dong.label, "note": "", "held": held, "url": _dong_url(dong.code), "away": ""}
        for dong, held in found.by_dong
    ]
    if found.people and found.free.open:
        rows.append(
            {
                "name": _("맡을 사람 없음"),
                "note": "",
                "held": found.free,
                "url": _address(whose=Whose.UNCLAIMED),
                "away": "",
            }
        )
    if found.elsewhere.open:
        rows.append(
            {
                "name": _("다른 부서가 맡음"),
                "note": "",
                "held": found.elsewhere,
                "url": _address(whose=Whose.OFFICE),
                "away": "",
            }
        )
    return {
        "rows": rows,
        "bars": [
            {
                "label": row["name"],
                "value": row["held"].open,
                "note": " · ".join(filter(None, (row["away"], _pressing(row["held"])))),
                "href": row["url"],
                "tone": "accent" if row["held"].overdue else "",
            }
            for row in rows
        ],
        "sentence": _sentence(found),
        "people": bool(found.people),
    }


def _row(one: Load) -> dict[str, Any]:
    return {
        "name": one.officer.name,
        "note": one.officer.team.label,
        "held": one.held,
        "url": _address(whose=Whose.OFFICE, holder=f"o{one.officer.pk}"),
        "away": away_words(one.away),
        "tongs": tongs_words(one),
    }


def load_words(one: Load) -> str:
    """Beside a name to choose: how much is held, how urgent, whether anybody is there."""
    held = one.held
    said = [ngettext("맡은 건 %(n)d건", "맡은 건 %(n)d건", held.open) % {"n": held.open}]
    said.append(_pressing(held))
    said.append(tongs_words(one))
    return " · ".join(filter(None, said))


def tongs_words(one: Load) -> str:
    if not one.tongs:
        return ""
    return _("%(tongs)s통") % {"tongs": ", ".join(str(number) for number in one.tongs)}


def away_words(away: Away | None) -> str:
    if away is None:
        return ""
    word = away.kind.label
    if away.deputy_name:
        return _("%(why)s, 대직자 %(name)s") % {"why": word, "name": away.deputy_name}
    return _("%(why)s, 대직자 없음") % {"why": word}


def _pressing(held: Held) -> str:
    said = []
    if held.overdue:
        said.append(
            ngettext("기한 지남 %(n)d건", "기한 지남 %(n)d건", held.overdue) % {"n": held.overdue}
        )
    if held.today:
        said.append(
            ngettext("오늘까지 %(n)d건", "오늘까지 %(n)d건", held.today) % {"n": held.today}
        )
    return " · ".join(said)


def _sentence(found: Loads) -> str:
    """What the bars show, for whoever does not look at them."""
    held = [one.held for one in found.people] + [held for _dong, held in found.by_dong]
    held += [found.free, found.elsewhere]
    total, late = sum(one.open for one in held), sum(one.overdue for one in held)
    said = _("끝나지 않은 건은 모두 %(n)d건이고, 기한이 지난 건은 %(late)d건입니다.") % {
        "n": total,
        "late": late,
    }
    most = max(found.people, key=lambda one: one.held.open, default=None)
    if most is not None and most.held.open:
        said += " " + _("가장 많이 맡은 사람은 %(name)s(%(n)d건)입니다.") % {
            "name": most.officer.name,
            "n": most.held.open,
        }
    return said


def _address(**asked: str) -> str:
    return f"{reverse('cases')}?{urlencode(asked)}"


def _dong_url(code: str) -> str:
    return _address(dong=code, whose=Whose.OFFICE, show=Show.OPEN)

"""What an officer takes along for a day: frontend/src/offline/types.ts, `Today`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from dongne.foundation.organisations.public import Officer, people_of, role_word
from dongne.foundation.places.public import Dong
from dongne.foundation.residents.public import households_to_visit
from dongne.foundation.scope.public import Role, Viewer
from dongne.lib.seoul import iso_seoul
from dongne.outreach.casework.public import carried_cases
from dongne.outreach.fieldwork.public import Outing
from dongne.outreach.phones.public import told_key
from dongne.outreach.rounds.public import rounds_for
from dongne.outreach.suggestions.public import model_address
from dongne.outreach.vocabulary.public import Vocabulary, vocabulary_of
from dongne.outreach.zones.public import Charge, charge_of, tong_charges

LOCK_MINUTES = 5
LONG_SIDE = 1600
"""Of a photo as it is sent, in pixels."""
OFFLINE_HOURS = 12
OUTINGS = 5


def today_of(viewer: Viewer, *, day: date, now: datetime) -> dict[str, Any]:
    """Everything but what belongs to the session. A fixed number of statements."""
    dong = Dong.objects.for_viewer(viewer).select_related("district").get(pk=viewer.dong_key)
    people = people_of(viewer, dong_id=dong.pk)
    me = next(one for one in people if one.pk == viewer.officer_key)
    charge = charge_of(viewer, day=day)
    cases = carried_cases(viewer, now=now)
    rounds = rounds_for(viewer, day=day, now=now)
    return {
        "now": iso_seoul(now),
        "officer": {"id": me.pk, "name": me.name, "team": me.team.label},
        "dong": {"code": dong.code, "name": dong.label},
        "office_key": told_key(viewer, now=now),
        "words": _words(vocabulary_of(dong.pk, day)),
        "outings": _outings(viewer, day=day),
        "zone": _zone(viewer, dong, charge, cases, day=day),
        "contacts": _contacts(people, me, charge),
        "cases": cases,
        "households": _households(viewer, dong, rounds, now=now),
        "missions": [],
        "rounds": rounds,
        "areas": reverse("base_map"),
        "tiles": reverse("map_tiles") if settings.TILES else "",
        "suggestions": model_address(viewer),
        "settings": {
            "lock_minutes": LOCK_MINUTES,
            "long_side": LONG_SIDE,
            "offline_hours": OFFLINE_HOURS,
        },
    }


def _words(words: Vocabulary) -> dict[str, Any]:
    return {
        "kinds": [
            {"slug": one.slug, "name": one.label, "counted": one.counted}
            for one in words.kinds.values()
        ],
        "fields": [{"slug": one.slug, "name": one.label} for one in words.fields.values()],
    }


def _outings(viewer: Viewer, *, day: date) -> list[dict[str, Any]]:
    """The viewer's own of today and what comes next. One statement."""
    rows = Outing.objects.for_viewer(viewer).filter(officer_id=viewer.officer_key, day__gte=day)
    return [
        {
            "id": str(one.pk),
            "day": one.day.isoformat(),
            "purpose": one.purpose,
            "place": one.place,
            "starts_at": f"{one.starts_at:%H:%M}" if one.starts_at else None,
            "ends_at": f"{one.ends_at:%H:%M}" if one.ends_at else None,
        }
        for one in rows.order_by("day", "starts_at", "id")[:OUTINGS]
    ]


def _zone(
    viewer: Viewer, dong: Dong, charge: Charge | None, cases: list[dict[str, Any]], *, day: date
) -> dict[str, Any]:
    """What is known of the zone, in sentences. One statement."""
    tongs = list(charge.tongs) if charge else []
    numbers = ", ".join(dong.numbered(number) for number in tongs)
    lines = []
    if tongs:
        others: dict[str, list[int]] = {}
        for row in tong_charges(viewer, dong_id=dong.pk, day=day):
            if row.tong.number in tongs and row.officer_id != viewer.officer_key:
                others.setdefault(row.officer.name, []).append(row.tong.number)
        for name, theirs in others.items():
            told = ", ".join(dong.numbered(number) for number in theirs)
            lines.append(_("%(tongs)s 통담당: %(name)s") % {"tongs": told, "name": name})
        if charge and charge.deputy_name:
            lines.append(_("내가 없을 때: %(name)s") % {"name": charge.deputy_name})
        late = sum(one["overdue"] for one in cases)
        lines.append(
            _("끝나지 않은 건 %(n)d건, 그 가운데 기한 지난 건 %(late)d건")
            % {"n": len(cases), "late": late}
        )
    return {
        "tongs": tongs,
        "deputy": bool(viewer.deputy_for),
        "title": f"{dong.label} {numbers}".strip(),
        "lines": lines,
    }


def _contacts(
    people: Iterable[Officer], me: Officer, charge: Charge | None
) -> list[dict[str, str]]:
    """Whom one asks: names only, and colleagues only. Numbers stand in the office's own book."""
    found = []
    if charge and charge.deputy_name:
        found.append({"title": _("대직자"), "name": charge.deputy_name})
    asked = (Role.TEAM_LEAD, Role.ADMINISTRATION_LEAD, Role.DONG_HEAD)
    for one in people:
        roles = [role for role in asked if role in one.roles]
        own_lead = roles == [Role.TEAM_LEAD] and one.team_id != me.team_id
        if roles and one.pk != me.pk and not own_lead:
            found.append({"title": role_word(one.roles), "name": one.name})
    return found


def _households(
    viewer: Viewer, dong: Dong, rounds: list[dict[str, Any]], *, now: datetime
) -> list[dict[str, Any]]:
    """Those that a round of today leads to, and no others: a phone gets lost."""
    keys = [
        UUID(stop["key"].rpartition(":")[2])
        for one in rounds
        for stop in one["stops"]
        if stop["kind"] == "household"
    ]
    found = []
    for one in households_to_visit(viewer, household_ids=keys, now=now):
        tong = one.household.tong
        found.append(
            {
                "id": str(one.household.pk),
                "first_name": one.first_name,
                "number": f"{dong.numbered(tong.number) if tong else ''} {one.number}".strip(),
                "tong": tong.number if tong else None,
                "latitude": None,
                "longitude": None,
            }
        )
    return found

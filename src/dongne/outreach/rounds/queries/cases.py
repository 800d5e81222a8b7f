"""Open cases as stops: those in hand, and those of the zone."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import seoul_day
from dongne.outreach.casework.public import OPEN, Case, carried_cases, cases_for
from dongne.outreach.categories.public import categories_in

from ..rules import Offer
from ..states import StopKind
from .middles import middles

LONGEST = 80


def offered(viewer: Viewer, day: date, now: datetime) -> list[Offer]:
    """The most pressing first."""
    keys = [one["id"] for one in carried_cases(viewer, now=now)]
    found = told(viewer, keys, now)
    return [found[key] for key in keys if key in found]


def told(viewer: Viewer, keys: Collection[str], now: datetime) -> dict[str, Offer]:
    """Of a restricted one only of what kind it is. At most four statements."""
    rows = cases_for(viewer).filter(pk__in=[key for key in map(_key, keys) if key])
    cases = list(rows.select_related("tong", "dong"))
    categories = categories_in({case.dong_id for case in cases}, day=seoul_day(now))
    places = middles(viewer, {case.tong_id for case in _unplaced(cases) if case.tong_id})
    found = {}
    for case in cases:
        words = categories[case.dong_id].everything.get(case.category)
        found[str(case.pk)] = _offer(case, words.name() if words else case.category, places, now)
    return found


def _unplaced(cases: Iterable[Case]) -> list[Case]:
    return [case for case in cases if case.latitude is None or case.restricted]


def _offer(case: Case, kind: str, places: dict[int, tuple[float, float]], now: datetime) -> Offer:
    title = kind
    if not case.restricted:
        title = case.title or case.text.strip().partition("\n")[0] or kind
    spot: tuple[Any, Any] = (case.latitude, case.longitude)
    roughly = case.restricted or case.latitude is None
    if roughly:
        spot = places.get(case.tong_id or 0, (None, None))
    is_open = case.state in OPEN
    return Offer(
        kind=StopKind.CASE,
        of=str(case.pk),
        title=title if len(title) <= LONGEST else f"{title[: LONGEST - 1]}…",
        note=" · ".join(part for part in (_where(case), _when(case, is_open)) if part),
        latitude=spot[0],
        longitude=spot[1],
        tong=case.tong.number if case.tong else None,
        roughly=roughly and spot[0] is not None,
        urgent=is_open and case.due_at is not None and case.due_at < now,
        href=reverse("case", args=[case.pk]),
    )


def _where(case: Case) -> str:
    tong = case.dong.numbered(case.tong.number) if case.tong else ""
    return " ".join(part for part in (tong, "" if case.restricted else case.address) if part)


def _when(case: Case, is_open: bool) -> str:
    if not is_open:
        return _("끝난 건")
    if case.due_at is None:
        return ""
    return _("기한 %(day)s") % {"day": date_format(localtime(case.due_at), _("n. j."))}


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None

"""Rows of the list of outings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from ..models import Outing
from .days import day_words


def outing_rows(
    outings: Iterable[Outing], *, today: date
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Those of today and later, soonest first; and the earlier ones, latest first."""
    coming: list[dict[str, Any]] = []
    past: list[dict[str, Any]] = []
    for outing in outings:
        (coming if outing.day >= today else past).append(_row(outing, today))
    coming.reverse()
    return coming, past


def _row(outing: Outing, today: date) -> dict[str, Any]:
    clock = "–".join(f"{time:%H:%M}" for time in (outing.starts_at, outing.ends_at) if time)
    length = getattr(outing, "length", 0)
    return {
        "title": outing.purpose,
        "note": " · ".join(
            part for part in (day_words(outing.day, today=today), clock, outing.place) if part
        ),
        "length": ngettext("활동 %(n)s건", "활동 %(n)s건", length) % {"n": length}
        if length
        else "",
        "key": outing.pk,
        "record": f"{reverse('activity_new')}?outing={outing.pk}" if outing.day <= today else "",
        "list": f"{reverse('activities')}?day={outing.day}&officer=me",
    }

"""Rounds as they lie on a phone: `Round` of the phone page's types."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.timezone import localtime

from dongne.foundation.scope.public import Viewer

from ..models import Stop
from ..queries.stops import rounds_of, stops_in, told_of
from ..rules import Offer
from .stops import words_of


def rounds_for(viewer: Viewer, *, day: date, now: datetime) -> list[dict[str, Any]]:
    """Of the viewer's own outings of that day, in the order of their hours. No surname, no
    telephone number, no address of a home. A fixed number of statements."""
    rounds = rounds_of(viewer, day=day)
    stops = stops_in(viewer, rounds)
    told = told_of(viewer, stops, now=now, carried=True)
    return [
        {
            "outing": str(one.outing_id),
            "version": one.version,
            "metres": one.metres,
            "stops": [
                _stop(stop, told.get(str(stop.pk))) for stop in stops if stop.round_id == one.pk
            ],
        }
        for one in rounds
    ]


def _stop(stop: Stop, offer: Offer | None) -> dict[str, Any]:
    title, note = words_of(stop, offer)
    return {
        "key": stop.key,
        "kind": stop.kind,
        "title": title,
        "note": note,
        "latitude": stop.latitude,
        "longitude": stop.longitude,
        "metres": stop.metres,
        "done_at": localtime(stop.done_at).isoformat() if stop.done_at else None,
    }

"""What the planner is told: sessions as hours, and slots where an appointment is needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from dongne.delivery.ways.public import DAY, Run, Site, Spans
from dongne.delivery.ways.public import Slot as Bookable
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.seoul import seoul_day

from ..models import OutreachSite, Session
from ..rules import slots_of
from .sessions import taken_in

SETS_OUT_BEFORE = 60
"""Minutes: what is ready by then is taken along to the session."""
CARRIES = 100
"""More bags than anybody has at a counter in the open."""


def supply_outreach(
    dong_id: int, starts: datetime, days: int, sites: Sequence[Site]
) -> Sequence[Site]:
    """A place with sessions is open in them and in nothing else. Where one may simply come, no
    slot is needed; else each slot tells what is left. A place of which nobody has said anything
    here stays as it is. With each session somebody sets out who takes along what is to be fetched
    there. Three statements."""
    known = {
        row.pk: row
        for row in OutreachSite.objects.for_viewer(SYSTEM).filter(
            pk__in=[site.id for site in sites]
        )
    }
    if not known:
        return sites
    first = seoul_day(starts)
    sessions = list(
        Session.objects.for_viewer(SYSTEM).filter(
            outreach__in=known,
            cancelled_at=None,
            day__gte=first,
            day__lt=first + timedelta(days=days),
        )
    )
    only_booked = [one.pk for one in sessions if not known[one.outreach_id].walk_in]
    taken = taken_in(only_booked) if only_booked else {}
    found = []
    for site in sites:
        row = known.get(site.id)
        if row is None:
            found.append(site)
            continue
        own = [one for one in sessions if one.outreach_id == row.pk]
        open_: Spans = tuple(
            sorted(
                (_offset(one, first) + one.starts, _offset(one, first) + one.ends) for one in own
            )
        )
        # What is fetched here comes along with whoever sets out for the session.
        runs = tuple(
            Run(leaves=max(begin - SETS_OUT_BEFORE, 0), back=begin, takes=CARRIES)
            for begin, _end in open_
        )
        slots = None
        if not row.walk_in:
            slots = tuple(
                Bookable(
                    begins=_offset(one, first) + begins,
                    ends=_offset(one, first) + begins + one.slot_minutes,
                    left=max(one.cap - taken.get(one.pk, {}).get(begins, 0), 0),
                )
                for one in own
                for begins in slots_of(one.starts, one.ends, one.slot_minutes)
            )
        found.append(replace(site, open=open_, slots=slots, runs=runs))
    return found


def _offset(session: Session, first: date) -> int:
    return (session.day - first).days * DAY

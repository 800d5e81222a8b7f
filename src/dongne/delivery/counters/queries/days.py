"""On which days, and how long, a place can be sat at: holidays, closings, the place's own hours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dongne.delivery.channels.public import ChannelSite, SiteClosing
from dongne.foundation.calendar.public import OfficeCalendar, calendar_of, special_days

from ..models import OutreachSite
from ..rules import Span

MIDNIGHT = 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Everything that binds a counter between two days."""

    site: ChannelSite
    office: OfficeCalendar
    closings: Sequence[SiteClosing]
    names: dict[date, str]
    """What holidays and closings of the office are called."""

    def limits(self, day: date) -> list[Span] | None:
        """Hours inside of which people can be there; None where they can't at all.

        An hour after the office's own is no matter: for whoever works all day they sit there in
        the evening. But where the office closes earlier than usual, so does this.
        """
        if self.office.is_holiday(day) or self.office.closed_all_day(day):
            return None
        if (self.site.open_from and day < self.site.open_from) or (
            self.site.open_until and day > self.site.open_until
        ):
            return None
        found: list[Span] = []
        usual = self.office.hours_on(day).serving
        if usual:
            left = self.office.hours_left(day).serving
            if not left:
                return None
            found.append(
                (
                    left[0][0] if left[0][0] > usual[0][0] else 0,
                    left[-1][1] if left[-1][1] < usual[-1][1] else MIDNIGHT,
                )
            )
        for one in self.closings:
            if one.first_on <= day <= one.last_on:
                if one.opens is None or one.closes is None:
                    return None
                found.append((one.opens, one.closes))
        if self.site.hours is not None:
            hours = self.site.hours[day.weekday()]
            if not hours:
                return None
            found.append((hours[0][0], hours[-1][1]))
        return found

    def why(self, day: date) -> str:
        """Why not, as people are told it; empty where nobody has said."""
        for one in self.closings:
            if one.first_on <= day <= one.last_on:
                return one.reason
        return self.names.get(day, "")


def calendar_between(outreach: OutreachSite, first: date, last: date) -> Calendar:
    """Four statements at most."""
    closings = SiteClosing.objects.filter(
        site=outreach.pk, cancelled_at=None, first_on__lte=last, last_on__gte=first
    )
    return Calendar(
        site=outreach.site,
        office=calendar_of(outreach.dong_id),
        closings=list(closings),
        names=special_days(first, last, dong_id=outreach.dong_id),
    )

"""Pure decisions: how long things hold, when a session is over, who must have a second factor."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from .states import LinkPurpose, Required, SessionKind

LINK_LIFE = {LinkPurpose.RECOVER: timedelta(hours=24), LinkPurpose.FIRST: timedelta(hours=24)}
GRACE = timedelta(days=14)
"""How long whoever must have a second factor may still work without one."""
CONFIRMED_FOR = timedelta(minutes=5)
"""So long after signing in, or confirming, nothing is asked again before a sensitive change."""
KEPT_YEARS = 3
SEEN_EVERY = timedelta(minutes=1)
"""A session's last moment is written at most this often, so it may lie as much behind."""

LEADS = frozenset(
    {
        "team_lead",
        "administration_lead",
        "dong_head",
        "district_desk",
        "city_desk",
        "system_administrator",
    }
)
"""The roles (`scope.Role`, which knows Django) that "leads and desks" means."""


def idle_seconds(kind: SessionKind, *, desk_minutes: int, field_minutes: int) -> int:
    return 60 * (field_minutes if kind is SessionKind.FIELD else desk_minutes)


def is_over(*, seen: datetime, now: datetime, idle: int) -> bool:
    """Whether nothing was done for `idle` seconds; what was not yet written down is granted."""
    return now - seen > timedelta(seconds=idle) + SEEN_EVERY


def years_before(now: datetime, years: int = KEPT_YEARS) -> datetime:
    """The same day and time `years` ago; of 29 February, the 28th, which keeps a day more."""
    try:
        return now.replace(year=now.year - years)
    except ValueError:
        return now.replace(year=now.year - years, day=28)


def must_have_factor(required: Required, roles: Iterable[str]) -> bool:
    if required is Required.EVERYBODY:
        return True
    return required is Required.LEADS and not LEADS.isdisjoint(roles)


def tidy_code(text: str) -> str:
    """A code as somebody types it, with spaces and dashes, as the program knows it."""
    return re.sub(r"[\s\-·]", "", text)


# Of several that match, the first: Edge calls itself Chrome too, and Chrome Safari.
_BROWSERS = (
    ("Whale", r"Whale/"),
    ("Edge", r"Edg(e|A|iOS)?/"),
    ("Samsung Internet", r"SamsungBrowser/"),
    ("Opera", r"OPR/"),
    ("Firefox", r"(Firefox|FxiOS)/"),
    ("Chrome", r"(Chrome|CriOS)/"),
    ("Safari", r"Safari/"),
)
_SYSTEMS = (
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Android", r"Android"),
    ("Windows", r"Windows"),
    ("Mac", r"Macintosh|Mac OS"),
    ("Linux", r"Linux|X11"),
)


def device_of(user_agent: str) -> tuple[str, str]:
    """`(system, browser)` by their own names; empty where the device does not say."""

    def first(known: tuple[tuple[str, str], ...]) -> str:
        return next((name for name, sign in known if re.search(sign, user_agent)), "")

    return first(_SYSTEMS), first(_BROWSERS)

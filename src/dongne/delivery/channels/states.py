"""What a site's calendar can be."""

from __future__ import annotations

from enum import StrEnum


class OnHolidays(StrEnum):
    """What own hours do on a public holiday."""

    CLOSED = "closed"
    USUAL = "usual"
    """As on that weekday: a machine that never sleeps."""
    SUNDAY = "sunday"
    """As on a Sunday."""


class Home(StrEnum):
    """Where a channel is for which a dong has no row of its own."""

    OFFICE = "office"
    """In the dong's own office, in its hours."""
    HOURS = "hours"
    """Nowhere, in the office's hours: the telephone."""
    ALWAYS = "always"
    """Nowhere, at any hour: the net, the post."""
    NONE = ""
    """Not there at all until somebody says where."""

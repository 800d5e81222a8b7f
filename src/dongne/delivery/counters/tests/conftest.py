"""A counter every Wednesday from two to five, for tests."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from dongne.delivery.channels.public import SiteGiven, add_site
from dongne.delivery.counters import public as counters
from dongne.foundation.scope.public import SYSTEM, Viewer
from tests.cast import NOW, Cast


def a_place(lead: Viewer, dong: Any, **more: Any) -> UUID:
    site = add_site(
        lead,
        place=dong,
        given=SiteGiven(channel="outreach", name="복지관 출장 창구", **more),
        now=NOW,
    )
    return counters.open_counter(lead, site_id=site.pk, now=NOW).pk


def weekly(lead: Viewer, site_id: UUID, **more: Any) -> list[counters.Session]:
    """Wednesdays 14–17 from today on; the sessions that follow."""
    said: dict[str, Any] = {
        "weekday": 2, "starts": 840, "ends": 1020, "since": date(2026, 11, 20),
    }  # fmt: skip
    given = counters.RhythmGiven(**(said | more))
    counters.add_rhythm(lead, site_id=site_id, given=given, now=NOW)
    counters.tend_counter(SYSTEM, site_id=site_id, now=NOW)
    return sessions(site_id)


def sessions(site_id: UUID) -> list[counters.Session]:
    return list(counters.sessions_for(SYSTEM).filter(outreach=site_id).order_by("day"))


@pytest.fixture
def lead(cast: Cast) -> Viewer:
    return cast.viewer(cast.own.lead)


@pytest.fixture
def place(cast: Cast, lead: Viewer) -> UUID:
    return a_place(lead, cast.own.dong)

"""A charge without a zone, somebody excluded, somebody away, and a file of the lead's."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dongne.foundation.organisations.public import AbsenceKind, record_absence
from dongne.lib.outlines import Area
from dongne.outreach.zones.public import exclude_officer, set_tong_charges
from dongne.outreach.zones.services.boundaries import keep_draft
from tests.cast import NOW

from . import Made

if TYPE_CHECKING:
    from tests.architecture.things import Things

SINCE = date(2026, 11, 2)
CORNERS = "126.85000, 37.52000\n126.85200, 37.52000\n126.85200, 37.52200"
RING = [[126.85, 37.52], [126.852, 37.52], [126.852, 37.522], [126.85, 37.52]]


def make(things: Things) -> Made:
    own = things.cast.own
    lead = things.cast.viewer(own.lead)
    set_tong_charges(lead, dong_id=own.dong.pk, charges={6: own.head.pk}, starts_on=SINCE, now=NOW)
    excluded = exclude_officer(
        lead,
        dong_id=own.dong.pk,
        officer_id=own.welfare_officer.pk,
        reason="복지 상담",
        starts_on=SINCE,
        now=NOW,
    )
    record_absence(
        lead, officer=own.welfare_officer, kind=AbsenceKind.SICK, starts_on=SINCE, now=NOW
    )
    outline = {"type": "Polygon", "coordinates": [RING]}
    areas = [Area({"통": "1"}, outline, mended=False)]
    keep_draft(lead, dong_id=own.dong.pk, name="tongs.geojson", areas=areas, now=NOW)
    ours = "?dong=sinjeong4"
    listed = ["zone_map", "zone_paper", "tong_charges", "exclusions", "tong_addresses"]
    day = {"starts_on": "2027-01-04"}
    return Made(
        always={
            "officer_id": own.officer.pk,
            "number": 1,
            "form": "xlsx",
            "exclusion_id": excluded.pk,
        },
        states={"sick": {"officer_id": own.welfare_officer.pk}},
        queries=dict.fromkeys([*listed, "duties", "duties_paper"], ours),
        bodies={
            "zone_of": {"tongs": ["1"], **day},
            "zone_hand_over": {"tongs": ["1"], "to": str(own.colleague.pk), **day},
            "zone_stand_in": {"deputy": str(own.colleague.pk)},
            "zone_tong": {"officers": [str(own.colleague.pk)], **day},
            "zones_by_charge": {"officer": [str(own.head.pk)], **day},
            "boundary_file": {"property": "통"},
            "boundary": {"outline": CORNERS},
            "tong_address": {"lines": "신월로 1~9"},
            "tong_charges": {"tong-6": "", **day},
            "exclusions": {"officer": str(own.colleague.pk), "reason": "민원대", **day},
            "duties_edit": {
                "lines": "1",
                "line-0-title": "청소",
                "line-0-officer": str(own.officer.pk),
                **day,
            },
        },
    )

"""What the public map and files are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dongne.foundation.places.public import Tong
from dongne.foundation.scope.public import SYSTEM, program_viewer
from dongne.lib.seoul import seoul_day
from dongne.outreach.casework.public import Channel, Opening, open_case
from dongne.outreach.categories.public import categories_of
from dongne.outreach.opendata.services import place_case
from tests.cast import NOW

from . import Made

if TYPE_CHECKING:
    from tests.architecture.things import Things


def _draw(dong_id: int) -> None:
    """An outline around the points that are asked for."""
    west, south, east, north = 126.8, 37.4, 126.9, 37.6
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    tongs = Tong.objects.for_viewer(SYSTEM).filter(dong=dong_id, number=1)
    tongs.update(outline={"type": "Polygon", "coordinates": [ring]})


def make(things: Things) -> Made:
    dong = things.cast.own.dong
    _draw(dong.pk)

    def case(may_be_public: bool) -> str:
        given = Opening(
            category="road",
            text="보도블록이 들떠 있습니다",
            channel=Channel.OPEN311,
            dong_id=dong.pk,
            latitude=37.5229,
            longitude=126.8561,
            may_be_public=may_be_public,
        )
        found = open_case(program_viewer(), given=given, now=NOW).case
        place_case(SYSTEM, case_id=found.pk, now=NOW)
        return found.number

    kinds = categories_of(dong.pk, day=seoul_day(NOW))
    exact = {words.code: "exact" for words in kinds if words.public and not words.restricted}
    return Made(
        always={"public_number": case(True), "shown_id": 1, "variant": "full"},
        states={"unseen": {"public_number": case(False)}},
        bodies={"places_shown": exact, "report_here": {"latitude": "37.5", "longitude": "126.8"}},
        queries={"map_cases": "?bbox=126.8,37.4,126.9,37.6&zoom=14"},
    )

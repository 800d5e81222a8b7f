"""Which dong a point lies in, before and after outlines change."""

from __future__ import annotations

import math

from dongne.foundation.places.public import LegalDong, Tong, spot_at
from tests.cast import Cast


def square(west: float, south: float, side: float = 0.01) -> dict[str, object]:
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def test_a_point_belongs_to_the_tong_around_it_and_to_nobody_far_away(cast: Cast) -> None:
    own = cast.own.dong
    tong = Tong.objects.for_viewer(cast.viewer(cast.own.lead)).get(number=2)
    tong.outline = square(126.85, 37.52)
    tong.save()
    assert (found := spot_at(37.525, 126.855)) is not None
    assert (found.dong_id, found.tong_number) == (own.pk, 2)
    assert spot_at(37.7, 126.855) is None
    assert spot_at(math.nan, 126.855) is None
    tong.outline = square(126.95, 37.52)
    tong.save()
    assert spot_at(37.525, 126.855) is None
    assert spot_at(37.525, 126.955) is not None


def test_a_gap_inside_the_district_belongs_to_the_nearest_dong(cast: Cast) -> None:
    legal = {"district": cast.yangcheon, "code": "1147010100", "name": "신정동"}
    LegalDong.objects.create(**legal, outline=square(126.8, 37.5, 0.1))
    for office, west in ((cast.own, 126.81), (cast.near, 126.88)):
        viewer = cast.viewer(office.lead)
        tong = Tong.objects.for_viewer(viewer).get(number=1)
        tong.outline = square(west, 37.55)
        tong.save()
    left, right = spot_at(37.59, 126.82), spot_at(37.51, 126.89)
    assert left is not None
    assert right is not None
    assert (left.dong_id, left.tong_id) == (cast.own.dong.pk, None)
    assert right.dong_id == cast.near.dong.pk

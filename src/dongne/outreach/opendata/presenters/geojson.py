"""Markers as GeoJSON text (RFC 7946), written straight: nothing in it needs escaping.

Numbers, slugs and states are of our own alphabets, and no text of anybody's is in it.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..queries.markers import Group, Markers, Single


def markers_text(found: Markers) -> str:
    features = ",".join(_feature(group, found.singles) for group in found.groups)
    return f'{{"type":"FeatureCollection","resolution":{found.resolution},"features":[{features}]}}'


def _feature(group: Group, singles: Mapping[int, Single]) -> str:
    # Of several, `point` is a sum, which may be the key of another one.
    single = singles.get(group.point) if group.n == 1 else None
    return _group(group) if single is None else _single(group, single)


def _point(group: Group) -> str:
    return (
        '{"type":"Feature","geometry":{"type":"Point","coordinates":'
        f"[{group.longitude:.5f},{group.latitude:.5f}]}}"
    )


def _group(group: Group) -> str:
    told = f'"n":{group.n},"open":{group.open},"cell":"{group.cell:x}"'
    return f'{_point(group)},"properties":{{{told}}}}}'


def _single(group: Group, single: Single) -> str:
    return (
        f'{_point(group)},"properties":{{"n":1,"open":{group.open},"number":"{single.number}",'
        f'"category":"{single.category}","state":"{single.state}","outcome":"{single.outcome}",'
        f'"received":"{single.day}","place":"{single.shows}"}}}}'
    )

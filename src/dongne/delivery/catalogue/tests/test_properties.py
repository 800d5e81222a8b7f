"""Whatever the rows say: narrower never lets more in, fees are never below nothing, exemptions
never make dearer, a block holds everywhere."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dongne.delivery.ways.public import (
    Asker,
    Circle,
    Identity,
    fee_of,
    may_apply,
    may_receive,
    may_way,
)

from ..rules.changes import What, changes
from ..rules.content import DIRECTIONS, service_from, ways_in
from ..rules.law import widenings
from ..standard import STANDARD
from .making import content_of

CODES = st.sampled_from(sorted(STANDARD))
CHANNELS = sorted(
    {key.partition(".")[2] for told in STANDARD.values() for key in told if "." in key}
)
GROUPS = [
    "basic_livelihood",
    "disabled",
    "basic_pension",
    "single_parent",
    "veteran",
    "north_korean_defector",
    "age_65",
]

calm = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
"""A machine that many share is slow now and then, which says nothing of the rules."""

askers = st.builds(
    Asker,
    circle=st.sampled_from(Circle),
    blocked=st.booleans(),
    letter=st.booleans(),
    identity=st.sampled_from(Identity),
)


@st.composite
def narrowed(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """A content, and one that lets fewer in by whatever can be narrowed."""
    content = content_of(draw(CODES))
    told = dict(content)
    for direction, channel, way in ways_in(content):
        part = f"{direction}.{channel}"
        if "closed" in way:
            continue
        if draw(st.booleans()):
            told[part] = None
        elif draw(st.booleans()):
            kept = draw(st.sets(st.sampled_from(way["circles"]), min_size=1))
            asked = list(Identity).index(Identity(way.get("identity", "none")))
            stronger = draw(st.sampled_from(list(Identity)[asked:]))
            told[part] = {**way, "circles": sorted(kept), "identity": stronger}
    if draw(st.booleans()):
        told["circles"] = sorted(draw(st.sets(st.sampled_from(content["circles"]), min_size=1)))
    told["fee"] = draw(st.integers(0, content["fee"]))
    return content, told


@calm
@given(contents=narrowed(), asker=askers)
def test_narrower_rows_never_let_anybody_more_in(
    contents: tuple[dict[str, Any], dict[str, Any]], asker: Asker
) -> None:
    before, after = (service_from("any", one) for one in contents)
    for channel in CHANNELS:
        assert may_apply(before, channel, asker).allowed >= may_apply(after, channel, asker).allowed
        assert (
            may_receive(before, channel, asker).allowed
            >= may_receive(after, channel, asker).allowed
        )


@calm
@given(contents=narrowed())
def test_what_only_narrows_is_never_held_to_be_wider_than_the_law(
    contents: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    before, after = contents
    assert not widenings(before, after)
    did = changes(service_from("any", before), service_from("any", after), contents)
    assert not any(one.what is What.OPENS for one in did.cells)


@calm
@given(
    code=CODES,
    channel=st.sampled_from(CHANNELS),
    copies=st.integers(1, 50),
    groups=st.frozensets(st.sampled_from(GROUPS)),
    more=st.sampled_from(GROUPS),
)
def test_a_fee_is_never_below_nothing_and_no_exemption_makes_it_dearer(
    code: str, channel: str, copies: int, groups: frozenset[str], more: str
) -> None:
    service = service_from(code, content_of(code))
    fee = fee_of(service, channel, copies=copies, groups=groups)
    assert 0 <= fee_of(service, channel, copies=copies, groups=groups | {more}) <= fee
    assert fee <= fee_of(service, channel, copies=copies + 1, groups=groups)


@calm
@given(code=CODES, asker=askers, channels=st.tuples(*[st.sampled_from(CHANNELS)] * 2))
def test_a_block_holds_on_every_channel(code: str, asker: Asker, channels: tuple[str, str]) -> None:
    service = service_from(code, content_of(code))
    if asker.blocked and service.heeds_blocks:
        assert not may_way(service, *channels, asker).allowed


@calm
@given(code=CODES, direction=st.sampled_from(DIRECTIONS), channel=st.sampled_from(CHANNELS))
def test_a_place_that_opens_what_a_statute_closed_is_found_out(
    code: str, direction: str, channel: str
) -> None:
    content = content_of(code)
    part = f"{direction}.{channel}"
    told = content.get(part)
    if told is None or "closed" not in told or told["basis"]["kind"] != "statute":
        return
    opened = {**content, part: {"circles": ["self"], "identity": "card", "basis": told["basis"]}}
    assert any(one.where == part for one in widenings(content, opened))

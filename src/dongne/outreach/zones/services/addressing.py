"""Writes: which addresses belong to a tong (관할구역)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import Rows
from dongne.foundation.places.public import AddressRange
from dongne.foundation.scope.public import Viewer
from dongne.lib.addresses import Range, Unreadable, parse_range, written
from dongne.lib.refusals import Refused

from ..permissions import require_arranging
from ..words import unreadable_text
from .ground import hold, keep, tongs_of

MOST_LINES = 300


def read_lines(text: str) -> tuple[list[Range], list[tuple[int, str, str]]]:
    """The ranges of a text of one line each, and what is wrong: `(number, line, sentence)`."""
    found: list[Range] = []
    wrong: list[tuple[int, str, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            range_ = parse_range(line)
        except Unreadable as fault:
            wrong.append((number, line.strip()[:80], unreadable_text(fault)))
        else:
            if range_ not in found:
                found.append(range_)
    return found, wrong


@transaction.atomic
def set_addresses(
    viewer: Viewer, *, dong_id: int, tong: int, ranges: Sequence[Range], now: datetime
) -> int:
    """The tong's addresses are exactly these ranges. How many there are now."""
    dong = hold(viewer, dong_id)
    require_arranging(viewer, dong.pk)
    if len(ranges) > MOST_LINES:
        raise Refused(
            _("한 통에 %(most)d줄까지 적을 수 있습니다.") % {"most": MOST_LINES},
            code="too_many_lines",
        )
    [place] = tongs_of(viewer, dong.pk, [tong])
    kept = list(AddressRange.objects.for_viewer(viewer).filter(tong=place))
    wanted = list(ranges)
    rows = Rows()
    for row in kept:
        if row.range in wanted:
            wanted.remove(row.range)
        else:
            rows.remove(row)
    for one in wanted:
        rows.add(
            AddressRange(
                dong=dong,
                tong=place,
                kind=one.kind.value,
                name=one.name,
                from_number=one.first,
                from_minor=one.first_minor,
                to_number=one.last,
                to_minor=one.last_minor,
                parity=one.parity.value,
                buildings=one.buildings,
                note=one.note,
            )
        )
    keep(
        viewer,
        rows,
        action="addresses.set",
        subject=place,
        dong_id=dong.pk,
        now=now,
        tong=tong,
        lines=[written(one) for one in ranges],
        lines_before=[written(row.range) for row in kept],
    )
    return len(ranges)

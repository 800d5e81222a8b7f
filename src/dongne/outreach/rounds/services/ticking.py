"""Writes: stops ticked off, from the page or sent later by a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record_many
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Refused

from ..models import Stop
from ..rules import Tick, ticked
from ..states import TickStatus

MOST_TICKS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked:
    """`done_at` is what is known now."""

    tick: Tick
    status: TickStatus
    done_at: datetime | None = None


@transaction.atomic
def tick(viewer: Viewer, *, ticks: Sequence[Tick], now: datetime) -> list[Ticked]:
    """In any order and any number of times: the latest word on each stop counts.

    A stop that is not there, or of an outing of somebody whom the viewer does not stand for, is
    answered `gone` and keeps no other from counting. Three statements, whatever the number.
    """
    if len(ticks) > MOST_TICKS:
        raise Refused(
            _("한 번에 %(most)d개까지 보낼 수 있습니다.") % {"most": MOST_TICKS}, code="too_many"
        )
    own = [viewer.officer_key, *viewer.deputy_for]
    rows = (
        Stop.objects.for_viewer(viewer)
        .select_for_update(of=("self",))
        .filter(
            round__outing__in={one.outing for one in ticks},
            round__officer__in=own,
        )
        .select_related("round")
        .order_by("pk")
    )
    stops = list(rows)
    found = {(one.round.outing_id, name): one for one in stops for name in (one.key, str(one.pk))}
    was = {one.pk: (one.done_at, one.ticked_at) for one in stops}
    answers = []
    for one in ticks:
        stop = found.get((one.outing, one.key))
        if stop is None:
            answers.append(Ticked(tick=one, status=TickStatus.GONE))
            continue
        stop.done_at, stop.ticked_at, status = ticked(stop.done_at, stop.ticked_at, one, now)
        answers.append(Ticked(tick=one, status=status, done_at=stop.done_at))
    changed = [one for one in stops if (one.done_at, one.ticked_at) != was[one.pk]]
    Stop.objects.for_viewer(viewer).bulk_update(changed, ["done_at", "ticked_at"])
    record_many(
        viewer,
        action="stop.ticked",
        subjects=[(one, {"done": [was[one.pk][0], one.done_at]}) for one in changed],
        now=now,
        dong_id=viewer.dong_id,
    )
    return answers

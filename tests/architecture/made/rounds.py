"""A round of own's with one stop, and of another outing nothing yet."""

from __future__ import annotations

from typing import Any

from dongne.foundation.scope.public import SYSTEM
from dongne.lib.ids import new_id
from dongne.lib.seoul import seoul_day
from dongne.outreach.fieldwork.public import plan_outing
from dongne.outreach.rounds.public import Stop, add_place
from tests.cast import NOW

from . import Made


def make(things: Any) -> Made:
    me = things.me
    walked, empty = (
        plan_outing(me, day=seoul_day(NOW), purpose=purpose, now=NOW)
        for purpose in ("순찰", "면담")
    )
    round_ = add_place(me, outing_id=walked.pk, title="어린이공원", now=NOW)
    stop = Stop.objects.for_viewer(SYSTEM).get(round=round_)
    return Made(
        always={"outing_id": walked.pk},
        states={"empty": {"outing_id": empty.pk}},
        bodies={
            "round_place": {"id": str(new_id()), "title": "경로당"},
            "round_move": {"move": f"{stop.pk}:0", "version": str(round_.version)},
            "round_remove": {"stop": str(stop.pk)},
            "round_tick": {"tick": f"{stop.pk}:1"},
        },
    )

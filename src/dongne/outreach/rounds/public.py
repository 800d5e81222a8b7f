"""Rounds: the stops of an outing in walking order, ticked off; what others can stop at."""

from .models import Round, Stop
from .presenters.carried import rounds_for
from .queries.stops import offered_stops
from .rules import Offer, Tick
from .services.planning import add_place, choose_stops, move_stop, order_round, remove_stop
from .services.ticking import tick
from .states import Measure, StopKind, TickStatus
from .subjects import Stops, register_stops

__all__ = [
    "Measure",
    "Offer",
    "Round",
    "Stop",
    "StopKind",
    "Stops",
    "Tick",
    "TickStatus",
    "add_place",
    "choose_stops",
    "move_stop",
    "offered_stops",
    "order_round",
    "register_stops",
    "remove_stop",
    "rounds_for",
    "tick",
]

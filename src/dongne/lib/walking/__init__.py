"""The order in which somebody walks: short, and inside the hours in which people can be met.

Pure but for an engine that may be asked how far things are by the streets; without one, or when it
does not answer, distances are those of the straight line, lengthened.
"""

from .engine import EngineSilent, streets
from .measures import Spot, Table, metres, straight
from .order import Leg, Stop, Walk, as_ordered, walk

__all__ = [
    "EngineSilent",
    "Leg",
    "Spot",
    "Stop",
    "Table",
    "Walk",
    "as_ordered",
    "metres",
    "straight",
    "streets",
    "walk",
]

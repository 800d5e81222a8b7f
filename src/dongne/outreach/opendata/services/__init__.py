"""Writes: cases onto the map and off it, the tally, the figures, what a dong decides."""

from .deciding import decide_places
from .figuring import make_figures
from .folding import fold, rebuild_tally
from .placing import changed, follow_settings, opened, place_all, place_case

__all__ = [
    "changed",
    "decide_places",
    "fold",
    "follow_settings",
    "make_figures",
    "opened",
    "place_all",
    "place_case",
    "rebuild_tally",
]

"""What everybody may see of cases."""

from .models import PublicCase
from .queries.wanting import Ground, ground_of, may_be_seen, wanted_row
from .services import make_figures
from .states import Shows

__all__ = [
    "Ground",
    "PublicCase",
    "Shows",
    "ground_of",
    "make_figures",
    "may_be_seen",
    "wanted_row",
]

"""Which officer looks after which tongs, and who stands in."""

from .models import Zone
from .queries import Board, BoardRow, Charge, board, charge_of, charges, officer_of_tong
from .services import assign_zone

__all__ = [
    "Board",
    "BoardRow",
    "Charge",
    "Zone",
    "assign_zone",
    "board",
    "charge_of",
    "charges",
    "officer_of_tong",
]

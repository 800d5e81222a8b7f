"""Reads: zones, charges and exclusions of a day; the board; who is responsible; outlines."""

from .areas import board_map, tong_at, tongs_with_outlines
from .board import Board, BoardRow, board
from .charging import Proposal, excluded_on, exclusions, proposals, tong_charges
from .holding import Charge, charge_of, charges, officer_of_tong, tongs_in_charge, tongs_of
from .responsible import Responsible, responsible_for

__all__ = [
    "Board",
    "BoardRow",
    "Charge",
    "Proposal",
    "Responsible",
    "board",
    "board_map",
    "charge_of",
    "charges",
    "excluded_on",
    "exclusions",
    "officer_of_tong",
    "proposals",
    "responsible_for",
    "tong_at",
    "tong_charges",
    "tongs_in_charge",
    "tongs_of",
    "tongs_with_outlines",
]

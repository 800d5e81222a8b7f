"""Which officer looks after which tongs, who stands in, and who is responsible for a house."""

from .models import Exclusion, TongCharge, Zone
from .queries import (
    Board,
    BoardRow,
    Charge,
    Proposal,
    Responsible,
    board,
    charge_of,
    charges,
    excluded_on,
    exclusions,
    officer_of_tong,
    proposals,
    responsible_for,
    tong_at,
    tong_charges,
)
from .services.addressing import read_lines, set_addresses
from .services.arranging import assign_zone, give_tong, hand_over, set_zone, zones_from_charges
from .services.boundaries import set_outlines
from .services.charging import end_exclusion, exclude_officer, set_tong_charges

__all__ = [
    "Board",
    "BoardRow",
    "Charge",
    "Exclusion",
    "Proposal",
    "Responsible",
    "TongCharge",
    "Zone",
    "assign_zone",
    "board",
    "charge_of",
    "charges",
    "end_exclusion",
    "exclude_officer",
    "excluded_on",
    "exclusions",
    "give_tong",
    "hand_over",
    "officer_of_tong",
    "proposals",
    "read_lines",
    "responsible_for",
    "set_addresses",
    "set_outlines",
    "set_tong_charges",
    "set_zone",
    "tong_at",
    "tong_charges",
    "zones_from_charges",
]

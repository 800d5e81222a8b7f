"""Writes: phones and their PINs, keys of the office, what phones send, what is kept."""

from .enrolling import Enrolled, end_phone, enrol, leave, see
from .keeping import Opened, Typed, discard, open_kept, take_over, take_up
from .keys import make_key, office_key, rotate_key, rotate_old_keys, told_key
from .pieces import Arrived, Part, piece_so_far, receive_piece
from .receiving import Batch, Result, receive
from .unlocking import Unlock, set_pin, unlock

__all__ = [
    "Arrived",
    "Batch",
    "Enrolled",
    "Opened",
    "Part",
    "Result",
    "Typed",
    "Unlock",
    "discard",
    "end_phone",
    "enrol",
    "leave",
    "make_key",
    "office_key",
    "open_kept",
    "piece_so_far",
    "receive",
    "receive_piece",
    "rotate_key",
    "rotate_old_keys",
    "see",
    "set_pin",
    "take_over",
    "take_up",
    "told_key",
    "unlock",
]

"""Phones that record without network: the key to seal to, what phones send, what is kept."""

from .models import Kept, KeptPiece, OfficeKey, Phone
from .queries import count_waiting, phone_of_token, phones_of, standing_of
from .rules import sealing
from .services import (
    end_phone,
    enrol,
    leave,
    office_key,
    receive,
    receive_piece,
    rotate_key,
    set_pin,
    told_key,
    unlock,
)
from .states import KeptState, PhoneState, Why

__all__ = [
    "Kept",
    "KeptPiece",
    "KeptState",
    "OfficeKey",
    "Phone",
    "PhoneState",
    "Why",
    "count_waiting",
    "end_phone",
    "enrol",
    "leave",
    "office_key",
    "phone_of_token",
    "phones_of",
    "receive",
    "receive_piece",
    "rotate_key",
    "sealing",
    "set_pin",
    "standing_of",
    "told_key",
    "unlock",
]

"""Writes: sealing, changes of hands, handing over, alarms, destruction, the nightly look."""

from .alarming import end_alarm, report_broken, report_lost
from .coding import give_taker_code
from .destroying import agree_destruction, call_off_destruction, propose_destruction
from .handing import hand_to
from .moving import Offer, OnPhone, decline_offer, offer, place, take, withdraw_offer
from .sealing import seal
from .visiting import nobody_at_home, open_way, set_window

__all__ = [
    "Offer",
    "OnPhone",
    "agree_destruction",
    "call_off_destruction",
    "decline_offer",
    "end_alarm",
    "give_taker_code",
    "hand_to",
    "nobody_at_home",
    "offer",
    "open_way",
    "place",
    "propose_destruction",
    "report_broken",
    "report_lost",
    "seal",
    "set_window",
    "take",
    "withdraw_offer",
]

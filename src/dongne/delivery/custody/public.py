"""봉함 문서: sealed results on their way; always in exactly one pair of hands.

The giver offers, the taker confirms: `offer`, then `take` with the code that the giver's screen
shows, or by scanning the bag. `place` does both where one side has nobody of its own (a shelf, the
post). `hand_to` is the last leg: the taker shows who they are. Whoever looks after a kind of holder
(compartments, counters) registers it with `register_holder_kind`.
"""

from .models import Alarm, Content, CustodySetting, Parcel, Transfer
from .queries.parcels import (
    find_parcel,
    is_underway,
    parcel_of_application,
    parcel_of_code,
    parcels_for,
)
from .rules import Holder, Shown, compartment, office_desk, officer, read_holder, volunteer
from .services import (
    Offer,
    OnPhone,
    agree_destruction,
    call_off_destruction,
    decline_offer,
    end_alarm,
    give_taker_code,
    hand_to,
    nobody_at_home,
    offer,
    place,
    propose_destruction,
    report_broken,
    report_lost,
    seal,
    set_window,
    take,
    withdraw_offer,
)
from .services.ground import setting_of
from .states import (
    LIVING,
    MOVING,
    AlarmEnd,
    AlarmKind,
    Confirmed,
    HolderKind,
    ParcelState,
    TakerKind,
    TransferState,
)
from .subjects import holder_words, register_holder_kind

__all__ = [
    "LIVING",
    "MOVING",
    "Alarm",
    "AlarmEnd",
    "AlarmKind",
    "Confirmed",
    "Content",
    "CustodySetting",
    "Holder",
    "HolderKind",
    "Offer",
    "OnPhone",
    "Parcel",
    "ParcelState",
    "Shown",
    "TakerKind",
    "Transfer",
    "TransferState",
    "agree_destruction",
    "call_off_destruction",
    "compartment",
    "decline_offer",
    "end_alarm",
    "find_parcel",
    "give_taker_code",
    "hand_to",
    "holder_words",
    "is_underway",
    "nobody_at_home",
    "offer",
    "office_desk",
    "officer",
    "parcel_of_application",
    "parcel_of_code",
    "parcels_for",
    "place",
    "propose_destruction",
    "read_holder",
    "register_holder_kind",
    "report_broken",
    "report_lost",
    "seal",
    "set_window",
    "setting_of",
    "take",
    "volunteer",
    "withdraw_offer",
]

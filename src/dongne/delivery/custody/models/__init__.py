"""Parcels, their transfers, checks of identity, alarms, destructions, the office's settings."""

from .alarms import Alarm
from .destructions import Destruction
from .parcels import Attempt, Content, Parcel
from .settings import CustodySetting
from .transfers import IdentityCheck, TakerCode, Transfer

__all__ = [
    "Alarm",
    "Attempt",
    "Content",
    "CustodySetting",
    "Destruction",
    "IdentityCheck",
    "Parcel",
    "TakerCode",
    "Transfer",
]

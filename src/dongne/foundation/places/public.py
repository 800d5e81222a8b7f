"""The tree of city, district and dong, and the tongs."""

from .models import (
    USUAL_UNIT,
    AddressKind,
    AddressRange,
    City,
    District,
    Dong,
    LegalDong,
    Parity,
    Tong,
)
from .queries import base_map

__all__ = [
    "USUAL_UNIT",
    "AddressKind",
    "AddressRange",
    "City",
    "District",
    "Dong",
    "LegalDong",
    "Parity",
    "Tong",
    "base_map",
]

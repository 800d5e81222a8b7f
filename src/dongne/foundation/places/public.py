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
from .queries import Spot, base_map, dong_of, spot_at
from .services import (
    add_city,
    add_district,
    add_dong,
    add_tongs,
    close_tongs,
    edit_place,
    renumber_tong,
    restore_place,
    restore_tongs,
)

__all__ = [
    "USUAL_UNIT",
    "AddressKind",
    "AddressRange",
    "City",
    "District",
    "Dong",
    "LegalDong",
    "Parity",
    "Spot",
    "Tong",
    "add_city",
    "add_district",
    "add_dong",
    "add_tongs",
    "base_map",
    "close_tongs",
    "dong_of",
    "edit_place",
    "renumber_tong",
    "restore_place",
    "restore_tongs",
    "spot_at",
]

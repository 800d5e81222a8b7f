"""The tree of city, district and dong, and the tongs."""

from .models import USUAL_UNIT, City, District, Dong, LegalDong, Tong
from .queries import base_map

__all__ = ["USUAL_UNIT", "City", "District", "Dong", "LegalDong", "Tong", "base_map"]

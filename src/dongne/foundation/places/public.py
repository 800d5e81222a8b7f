"""The tree of city, district and dong, and the tongs."""

from .models import City, District, Dong, LegalDong, Tong
from .queries import base_map

__all__ = ["City", "District", "Dong", "LegalDong", "Tong", "base_map"]

"""The tree of city, district and dong, and the tongs."""

from .models import City, District, Dong, LegalDong, Tong

__all__ = ["City", "District", "Dong", "LegalDong", "Tong"]

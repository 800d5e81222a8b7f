"""복합기 KIOSK: the queue of what is printed there by code."""

from .models import Kiosk, PrintJob

__all__ = ["Kiosk", "PrintJob"]

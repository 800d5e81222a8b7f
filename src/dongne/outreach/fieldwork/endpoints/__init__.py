"""JSON: sync from devices, activities, reports and their approval."""

from . import activities, field, reports
from .ground import read_month, router

__all__ = ["activities", "field", "read_month", "reports", "router"]

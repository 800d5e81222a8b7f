"""JSON: sync from devices, activities, reports and their approval."""

from . import activities, field, reports
from .ground import router

__all__ = ["activities", "field", "reports", "router"]

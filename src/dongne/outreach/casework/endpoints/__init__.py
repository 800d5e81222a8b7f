"""JSON: cases, and what is done with them."""

from . import cases, deeds
from .ground import router

assert cases
assert deeds

__all__ = ["router"]

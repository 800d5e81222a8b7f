from __future__ import annotations

from typing import Any

from . import Made


def make(things: Any) -> Made:
    """The month's files are asked for own's dong by name, as the PDF is."""
    forms = ("hwpx", "xlsx", "csv")
    return Made(queries={f"month_{form}": "?dong=sinjeong4" for form in forms})

"""What the pages of ways are asked for."""

from __future__ import annotations

from typing import Any

from . import Made

PLAN = "?service=resident_copy&dong=sinjeong4"


def make(_things: Any) -> Made:
    """A copy of the resident register, in sinjeong4."""
    asked = {"service": "resident_copy", "who": "self", "copies": "1"}
    return Made(
        bodies={
            "ways": {"service": "resident_copy"},
            "ways_where": {"dong": "sinjeong4"},
            "ways_wanted": {"wanted": "apply:counter"},
            "office_ways": asked,
            "office_ways@named": {**asked, "dong": "sinjeong4"},
        },
        queries={
            "office_ways@named": "?dong=sinjeong4",
            "/services": "?dong=sinjeong4",
            "/plans": PLAN,
        },
    )

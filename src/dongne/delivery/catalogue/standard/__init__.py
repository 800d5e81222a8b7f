"""The services that every office starts from, loaded as everybody's first versions.

Whoever changes them here writes a further migration: a published version never changes. Where a
statute says it, `basis` names the article; where nobody here is sure, it says that the office has
to confirm.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from . import family, money, property, registers, requests, standing

FROM = date(2010, 1, 1)
"""From before anything that a demonstration or an import can date."""

GROUPS = (registers, family, money, standing, property, requests)

STANDARD: dict[str, dict[str, Any]] = {}
for _module in GROUPS:
    STANDARD.update(_module.SERVICES)
for _at, _values in enumerate(STANDARD.values(), start=1):
    _values["position"] = _at * 10

__all__ = ["FROM", "STANDARD"]

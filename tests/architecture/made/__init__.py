"""What the routes of each module are asked for. A module here has `make(things) -> Made`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Made:
    """`always`: values of address parameters; `states`: those that differ where a row says
    `@state`; `bodies` by route: what is sent along; `queries` by route or `route@state`: what
    follows the `?`.
    """

    always: dict[str, Any] = field(default_factory=dict)
    states: dict[str, dict[str, Any]] = field(default_factory=dict)
    bodies: dict[str, Any] = field(default_factory=dict)
    queries: dict[str, str] = field(default_factory=dict)

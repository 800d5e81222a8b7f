"""What other programs can be told of: events that modules register when the apps start."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_CODE = re.compile(r"[a-z_]+(\.[a-z_]+)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """`sample` is an example of the data; what is sent has no other names than it has."""

    code: str
    title: Any
    sample: Mapping[str, Any]


class Undeclared(ValueError):
    """An event tells of what its sample does not. A mistake in the program."""


_occasions: dict[str, Occasion] = {}


def register_event(code: str, title: Any, sample: Mapping[str, Any]) -> None:
    """`code` is `thing.happened`; `title` lazy. No sample holds anything of a person."""
    if not _CODE.fullmatch(code):
        raise ValueError(f"not an event's code: {code!r}")
    _occasions[code] = Occasion(code=code, title=title, sample=dict(sample))


def occasion_of(code: str) -> Occasion:
    """Raises KeyError for what nobody has registered."""
    return _occasions[code]


def known_occasion(code: str) -> Occasion | None:
    """None for an event of a module that is gone; its deliveries stay."""
    return _occasions.get(code)


def occasions() -> list[Occasion]:
    """Every one that can be chosen, in the order of its code."""
    return [_occasions[code] for code in sorted(_occasions)]


def require_declared(code: str, data: Mapping[str, Any]) -> None:
    """Raises Undeclared for data that the sample has no name for."""
    if strange := set(data) - set(occasion_of(code).sample):
        raise Undeclared(f"{code}: {sorted(strange)}")

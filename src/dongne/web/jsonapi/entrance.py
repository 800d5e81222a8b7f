"""What no operation takes in, whatever its schema: numbers that may not be stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from pydantic import BaseModel

from dongne.design.forms import refuse_numbers

PASSWORDS = frozenset({"password", "otp"})
"""Neither shown nor stored as they are."""


def guarded(operation: Callable[..., Any]) -> Callable[..., Any]:
    """Refuse a resident registration number in path, query or body before the operation runs.

    A schema whose `judged_one_by_one` names fields looks into those by itself.
    """

    @wraps(operation)
    def checked(request: Any, *args: Any, **values: Any) -> Any:
        refuse_numbers(list(_texts(values)))
        return operation(request, *args, **values)

    checked.refuses_numbers = True  # type: ignore[attr-defined]
    return checked


def _texts(value: Any) -> Iterator[Any]:
    """Whatever may hold text in what was read from a request."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, BaseModel):
            apart: frozenset[str] = getattr(one, "judged_one_by_one", frozenset())
            waiting += [v for k, v in one.__dict__.items() if k not in PASSWORDS | apart]
        elif isinstance(one, dict):
            waiting += one
            waiting += one.values()
        elif isinstance(one, list | tuple | set | frozenset):
            waiting += one
        elif isinstance(one, str):
            yield one

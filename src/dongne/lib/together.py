"""Events whose listeners run inside the transaction of whoever announces them.

For what must be true together (approval and ledger). Whatever may happen a little later is a job.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

E = TypeVar("E")


class Together(Generic[E]):
    """One kind of event. Listeners run in the order in which they were added."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[E], None]] = []

    def listen(self, listener: Callable[[E], None]) -> Callable[[E], None]:
        if listener not in self._listeners:
            self._listeners.append(listener)
        return listener

    def announce(self, event: E) -> None:
        for listener in self._listeners:
            listener(event)

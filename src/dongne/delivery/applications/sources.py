"""Who wants to know how it was: asked once, when an application is over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from dongne.foundation.scope.public import Viewer

from .models import Application


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterClose:
    """`may_answer`: nobody has said it yet of this application. `take`: keep one to five and the
    words (which may be empty); a second answer is refused there."""

    may_answer: Callable[[Application], bool]
    take: Callable[[Viewer, Application, int, str, datetime], None]


_asked: list[AfterClose] = []


def register_after_close(part: AfterClose) -> None:
    """Called when the apps start; without it nobody is asked. A second one takes the place."""
    _asked[:] = [part]


def after_close() -> AfterClose | None:
    return _asked[0] if _asked else None

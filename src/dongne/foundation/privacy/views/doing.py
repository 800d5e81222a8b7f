"""What every page with a form here does: try, and say on the page why it was refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Forbidden, NotHere, Refused

from ..permissions import looks_after, require


@dataclass(slots=True)
class Tried:
    """`message` is empty and `status` 200 where nothing was refused."""

    message: str = ""
    status: int = 200


def attempt(what: Callable[[], object]) -> Tried:
    """Strangers and those who may not are refused by the whole page; everybody else reads why."""
    try:
        what()
    except (NotHere, Forbidden):
        raise
    except Refused as problem:
        return Tried(problem.message, problem.status)
    return Tried()


def only_privacy(viewer: Viewer) -> None:
    """Raises Forbidden."""
    require(looks_after(viewer))

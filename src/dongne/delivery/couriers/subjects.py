"""What higher modules put before couriers, and what they know of their hands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise

from dongne.foundation.scope.public import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPage:
    """A tile on `/courier/`. `count` answers how much waits for the viewer; 0 shows none."""

    name: str
    title: str | Promise
    text: str | Promise
    url_name: str
    icon: str
    count: Callable[[Viewer], int]


_pages: dict[str, TaskPage] = {}


def register_task_page(
    name: str,
    *,
    title: str | Promise,
    text: str | Promise,
    url_name: str,
    icon: str,
    count: Callable[[Viewer], int],
) -> None:
    """Called when the apps start. `name` keeps a module from standing there twice."""
    _pages[name] = TaskPage(
        name=name, title=title, text=text, url_name=url_name, icon=icon, count=count
    )


def task_pages() -> list[TaskPage]:
    """In the order of the apps."""
    return list(_pages.values())


Loads = Callable[[int], Mapping[UUID, int]]
_loads: list[Loads] = []


def register_loads(loads: Loads) -> None:
    """Called once, by whoever knows what is in whose hands: `dong_id -> {courier_id: parcels}` that
    are held by or offered to somebody now."""
    _loads[:] = [loads]


def loads_of(dong_id: int) -> dict[UUID, int]:
    return dict(_loads[0](dong_id)) if _loads else {}

"""What higher modules tell of persons: what they hold of them, and who looks after which tongs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from dongne.foundation.scope.public import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One thing that is held of a person. `text` says what in words, without anybody's name."""

    text: str
    at: datetime | None = None
    url: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A module that holds things of persons.

    `list_held` answers what it has of one person that the viewer may see. `merge(actor, kept,
    gone, now)` makes what pointed at the second person point at the first, `retire(actor, person,
    now)` takes out what names the person; both run in the transaction of the merge or the
    destruction. `part` is a whole card for the person's page, or nothing.
    """

    title: str | Promise
    list_held: Callable[[Viewer, UUID], Sequence[Held]]
    merge: Callable[[Viewer, UUID, UUID, datetime], None] | None = None
    retire: Callable[[Viewer, UUID, datetime], None] | None = None
    part: Callable[[Viewer, UUID], SafeString] | None = None


_holders: dict[str, Holder] = {}


def register_holder(name: str, holder: Holder) -> None:
    """`name` keeps a module from standing there twice."""
    _holders[name] = holder


def holders() -> dict[str, Holder]:
    return dict(_holders)


def held_of(viewer: Viewer, person_id: UUID) -> list[tuple[str, list[Held]]]:
    """What is held of the person besides their own row: `(title, things)`, without empty ones."""
    found = [(str(one.title), list(one.list_held(viewer, person_id))) for one in _holders.values()]
    return [(title, things) for title, things in found if things]


def parts_of(viewer: Viewer, person_id: UUID) -> list[SafeString]:
    """Cards of other modules for the person's page."""
    return [html for one in _holders.values() if one.part and (html := one.part(viewer, person_id))]


Tongs = Callable[[Viewer, date], Sequence[int]]
_tongs: list[Tongs] = []


def register_zones(tongs: Tongs) -> None:
    """Called once, by whoever knows the zones: keys of the tongs that the viewer looks after."""
    _tongs[:] = [tongs]


def tongs_of(viewer: Viewer, day: date) -> list[int]:
    return list(_tongs[0](viewer, day)) if _tongs else []

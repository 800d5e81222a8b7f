"""The registry of holders: who may confirm for a compartment, a counter, a courier."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from dongne.foundation.scope.public import Viewer

from .states import ParcelState
from .words import KINDS

if TYPE_CHECKING:
    from .models import Parcel

May = Callable[[Viewer, str, "Parcel"], bool]
"""`(viewer, key, parcel)`: whether the viewer may confirm as that holder."""

Words = Callable[[Sequence[str]], Mapping[str, str]]
"""Keys of one kind to what they are called on staff pages; a fixed number of statements."""

Choices = Callable[[Viewer, int, datetime], Sequence[tuple[str, str]]]
"""`(viewer, dong_id, now)` to `(key, what it is called)` of those that can take a parcel now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderInfo:
    """`puts`: what a parcel is once such a holder has it. `own`: it has nobody of its own, so that
    whoever may confirm for it signs alone (a shelf, the post). `by_device`: only a device confirms.
    """

    kind: str
    title: Any
    puts: ParcelState
    may_take: May
    may_give: May
    words: Words
    choices: Choices | None = None
    own: bool = False


_kinds: dict[str, HolderInfo] = {}


def register_holder_kind(
    kind: str,
    title: Any,
    may_take: May,
    words: Words,
    *,
    puts: ParcelState = ParcelState.WAITING,
    may_give: May | None = None,
    choices: Choices | None = None,
    own: bool = False,
) -> None:
    """Called when the apps start, by whoever looks after holders of that kind. Without `may_give`
    the same people give as take."""
    _kinds[kind] = HolderInfo(
        kind=kind,
        title=title,
        puts=puts,
        may_take=may_take,
        may_give=may_give or may_take,
        words=words,
        choices=choices,
        own=own,
    )


def holder_kinds() -> Mapping[str, HolderInfo]:
    return dict(_kinds)


def info_of(kind: str) -> HolderInfo | None:
    """None where nobody looks after that kind (any more)."""
    return _kinds.get(kind)


def holder_words(kind: str, keys: Sequence[str]) -> Mapping[str, str]:
    """Every key has an answer, also one of a kind that is gone."""
    info = _kinds.get(kind)
    named = info.words(keys) if info and keys else {}
    usual = next((str(word) for one, word in KINDS.items() if one == kind), kind)
    title = str(info.title) if info else usual
    return {key: named.get(key) or title for key in keys}

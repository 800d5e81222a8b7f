"""What can be undone, and how a change is told. Higher modules register both at the start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise

from dongne.foundation.scope.public import Viewer

from .models import AuditEntry

UNDO_WITHIN = timedelta(days=60)
"""An older change is history: too much stands on it."""

Undo = Callable[[Viewer, AuditEntry, datetime], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A change in words: what was done to whom, and each thing that was and now is.

    `changes` are `(what, before, after)`; an empty text where there was, or is, nothing.
    """

    sentence: str
    changes: tuple[tuple[str, str, str], ...] = ()


Presenter = Callable[[AuditEntry], Told]


@dataclass(frozen=True, slots=True)
class _Words:
    presenter: Presenter
    kind: str | Promise


_undos: dict[str, Undo] = {}
_words: dict[str, _Words] = {}
_undoing: ContextVar[int | None] = ContextVar("undoing", default=None)


def register_undo(action: str, undo: Undo) -> None:
    """How a change of this action is taken back.

    `undo` runs in a transaction, writes by the module's own services, and refuses with a sentence
    (`Conflict`) when the thing is no longer as that change left it.
    """
    _undos[action] = undo


def register_words(action: str, presenter: Presenter, *, kind: str | Promise) -> None:
    """How a change of this action is told on the office's page of changes.

    `kind` is the (lazy) word to filter by; what stands before the dot of `action` is its slug, so
    that actions of one slug share one word.
    """
    _words[action] = _Words(presenter, kind)


def undo_of(action: str) -> Undo | None:
    return _undos.get(action)


def told(entry: AuditEntry) -> Told:
    """The entry in words. Only for actions that `told_actions` names."""
    return _words[entry.action].presenter(entry)


def told_actions(kind: str = "") -> list[str]:
    """Actions that have words; of one kind, if one is named."""
    return [action for action in _words if not kind or action.partition(".")[0] == kind]


def kinds() -> list[tuple[str, str]]:
    """`(slug, word)` of everything that changes can be filtered by, in alphabetical order."""
    found = {action.partition(".")[0]: str(words.kind) for action, words in _words.items()}
    return sorted(found.items(), key=lambda pair: pair[1])


@contextmanager
def undoing(entry: AuditEntry) -> Iterator[None]:
    """Rows written meanwhile say which change they take back."""
    token = _undoing.set(entry.pk)
    try:
        yield
    finally:
        _undoing.reset(token)


def undone_by_rows_of_now() -> int | None:
    """The entry that is being undone at this moment, if any."""
    return _undoing.get()

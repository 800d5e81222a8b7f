"""One row for every write: who, when, to what, and what changed; told in words, and undone."""

from .models import AuditEntry, Named
from .queries import Change, changes_of, find_change, history_of, latest_change, mark_of
from .rows import Rows, put_back
from .services import record, record_many, undo_change
from .undo import Told, kinds, register_undo, register_words, told, told_actions, undo_of

__all__ = [
    "AuditEntry",
    "Change",
    "Named",
    "Rows",
    "Told",
    "changes_of",
    "find_change",
    "history_of",
    "kinds",
    "latest_change",
    "mark_of",
    "put_back",
    "record",
    "record_many",
    "register_undo",
    "register_words",
    "told",
    "told_actions",
    "undo_change",
    "undo_of",
]

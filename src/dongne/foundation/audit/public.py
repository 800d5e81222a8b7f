"""One row for every write: who, when, to what, and what changed."""

from .models import AuditEntry
from .queries import history_of
from .services import record, record_many

__all__ = ["AuditEntry", "history_of", "record", "record_many"]

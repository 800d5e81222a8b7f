"""Due dates by statute: what runs, what stands still, what is late; moved when holidays are."""

from .models import Deadline, DeadlineExtension, DeadlineStop, DeadlineTurn
from .permissions import may_change, may_lead
from .presenters.rows import limit_words
from .queries import (
    Figures,
    deadlines_for,
    deadlines_of,
    due_soon,
    due_today,
    figures,
    find_deadline,
    history_of,
    open_deadlines,
    overdue,
    standing,
)
from .services import (
    end_deadline,
    extend_deadline,
    go_on_deadline,
    reopen_deadline,
    start_deadline,
    stop_deadline,
    tell_progress,
    transfer_deadline,
)
from .states import Deed, Outcome
from .subjects import DeadlineKind, kind_of, register_kind

__all__ = [
    "Deadline",
    "DeadlineExtension",
    "DeadlineKind",
    "DeadlineStop",
    "DeadlineTurn",
    "Deed",
    "Figures",
    "Outcome",
    "deadlines_for",
    "deadlines_of",
    "due_soon",
    "due_today",
    "end_deadline",
    "extend_deadline",
    "figures",
    "find_deadline",
    "go_on_deadline",
    "history_of",
    "kind_of",
    "limit_words",
    "may_change",
    "may_lead",
    "open_deadlines",
    "overdue",
    "register_kind",
    "reopen_deadline",
    "standing",
    "start_deadline",
    "stop_deadline",
    "tell_progress",
    "transfer_deadline",
]

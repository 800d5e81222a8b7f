"""Files of the office taken in row by row, and everything of a dong given out again."""

from .models import ImportRow, ImportRun, ImportUndo
from .services.applying import apply_run, finish_run, undo_run
from .services.changing import mend_row, read_again
from .services.comparing import fill_run
from .services.exporting import export_dong
from .services.forgetting import forget_old, forget_run
from .services.taking_in import take_in
from .states import ImportKind, RowRole, RunState, Verdict

__all__ = [
    "ImportKind",
    "ImportRow",
    "ImportRun",
    "ImportUndo",
    "RowRole",
    "RunState",
    "Verdict",
    "apply_run",
    "export_dong",
    "fill_run",
    "finish_run",
    "forget_old",
    "forget_run",
    "mend_row",
    "read_again",
    "take_in",
    "undo_run",
]

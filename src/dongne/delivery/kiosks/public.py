"""복합기 KIOSK: the queue of what is printed there by code."""

from .models import Kiosk, KioskSession, PrintJob
from .queries import kiosks_for, open_job_of
from .services.jobs import begin_printing, came_out, document_of, send_to_kiosk, stayed_in, sweep
from .services.jobs import take_back as take_back_print
from .services.visits import NewKiosk, Tried, add_kiosk, note_paper, try_code
from .states import JobState, Paper

__all__ = [
    "JobState",
    "Kiosk",
    "KioskSession",
    "NewKiosk",
    "Paper",
    "PrintJob",
    "Tried",
    "add_kiosk",
    "begin_printing",
    "came_out",
    "document_of",
    "kiosks_for",
    "note_paper",
    "open_job_of",
    "send_to_kiosk",
    "stayed_in",
    "sweep",
    "take_back_print",
    "try_code",
]

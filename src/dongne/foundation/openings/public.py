"""개인정보 접속기록: who opened whose data, why; a chain that shows one changed byte."""

from .models import Examination, Opening
from .queries import Broken, findings, heads, openings_for, verify
from .services import examine_chains, record_opening, record_openings
from .states import Deed, Fault
from .words import DEEDS, FAULTS, PURPOSES, purpose_in_words

__all__ = [
    "DEEDS",
    "FAULTS",
    "PURPOSES",
    "Broken",
    "Deed",
    "Examination",
    "Fault",
    "Opening",
    "examine_chains",
    "findings",
    "heads",
    "openings_for",
    "purpose_in_words",
    "record_opening",
    "record_openings",
    "verify",
]

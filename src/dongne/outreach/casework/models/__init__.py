"""Tables of cases."""

from .cases import Case
from .hands import Handover, Move, OutsideEntry
from .people import Reporter, Telling
from .records import CaseActivity, CasePhoto, Note
from .settings import CaseSetting

__all__ = [
    "Case",
    "CaseActivity",
    "CasePhoto",
    "CaseSetting",
    "Handover",
    "Move",
    "Note",
    "OutsideEntry",
    "Reporter",
    "Telling",
]

"""Applications, letters of attorney, supplements, payments, drafts."""

from .applications import Application, Item, Move, Note
from .destinations import Destination
from .drafts import Draft
from .letters import Letter, LetterUse
from .payments import Payment
from .settings import ApplicationSetting
from .supplements import Supplement

__all__ = [
    "Application",
    "ApplicationSetting",
    "Destination",
    "Draft",
    "Item",
    "Letter",
    "LetterUse",
    "Move",
    "Note",
    "Payment",
    "Supplement",
]

"""Applications, letters of attorney, supplements, payments."""

from .applications import Application, Item, Move, Note
from .letters import Letter, LetterUse
from .payments import Payment
from .settings import ApplicationSetting
from .supplements import Supplement

__all__ = [
    "Application",
    "ApplicationSetting",
    "Item",
    "Letter",
    "LetterUse",
    "Move",
    "Note",
    "Payment",
    "Supplement",
]

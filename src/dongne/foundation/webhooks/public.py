"""Telling other programs what has happened: signed, repeated until it arrives."""

from .occasions import Occasion, Undeclared, register_event
from .queries.listening import forget_listening, somebody_listens
from .services.emitting import emit

__all__ = [
    "Occasion",
    "Undeclared",
    "emit",
    "forget_listening",
    "register_event",
    "somebody_listens",
]

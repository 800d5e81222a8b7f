"""Codes on posters and cards, and the telephones of offices, for whoever fills a new office."""

from .models import OfficeCall, Sign, SignKind
from .services.signs import Poster, end_sign, make_card, make_poster, set_office_call

__all__ = [
    "OfficeCall",
    "Poster",
    "Sign",
    "SignKind",
    "end_sign",
    "make_card",
    "make_poster",
    "set_office_call",
]

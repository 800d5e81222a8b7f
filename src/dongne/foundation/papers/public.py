"""Papers: one model of a document, and the files made from it."""

from .document import (
    Align,
    Area,
    Block,
    Column,
    Document,
    Envelope,
    Facts,
    Form,
    Item,
    Items,
    Label,
    Letter,
    Picture,
    Pictures,
    SignatureBox,
    Table,
    Text,
)
from .fonts import convert_fonts, font_folders
from .rules import bare_area, envelope_fault, seen_area
from .services import file_response, render, render_labels, render_letters, window_overflow

__all__ = [
    "Align",
    "Area",
    "Block",
    "Column",
    "Document",
    "Envelope",
    "Facts",
    "Form",
    "Item",
    "Items",
    "Label",
    "Letter",
    "Picture",
    "Pictures",
    "SignatureBox",
    "Table",
    "Text",
    "bare_area",
    "convert_fonts",
    "envelope_fault",
    "file_response",
    "font_folders",
    "render",
    "render_labels",
    "render_letters",
    "seen_area",
    "window_overflow",
]

"""Papers: one model of a document, and the files made from it."""

from .document import (
    Align,
    Block,
    Column,
    Document,
    Facts,
    Form,
    Item,
    Items,
    Picture,
    Pictures,
    SignatureBox,
    Table,
    Text,
)
from .fonts import convert_fonts, font_folders
from .services import file_response, render

__all__ = [
    "Align",
    "Block",
    "Column",
    "Document",
    "Facts",
    "Form",
    "Item",
    "Items",
    "Picture",
    "Pictures",
    "SignatureBox",
    "Table",
    "Text",
    "convert_fonts",
    "file_response",
    "font_folders",
    "render",
]

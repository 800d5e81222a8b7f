"""Papers as PDF: a template of any module's `typst/` folder, filled with plain data."""

from .fonts import convert_fonts, font_folders
from .services import PaperFault, render_pdf

__all__ = ["PaperFault", "convert_fonts", "font_folders", "render_pdf"]

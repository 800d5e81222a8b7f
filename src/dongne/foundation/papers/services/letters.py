"""Letters for window envelopes as one file to print, set by Typst."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import qrcode
import typst
from django.utils.translation import get_language
from qrcode.image.svg import SvgPathImage

from ..document import FOLDS, Envelope, Letter
from ..fonts import printable, typst_fonts
from ..rules import SENDER_LINES, bare_area, plain, seen_area
from .pdf import PaperFault

TEMPLATE = Path(__file__).parent.parent / "typst" / "letters.typ"
BEGINS = 110.0
"""Where the text begins on the first page, in millimetres: below the first fold."""


def render_letters(
    letters: Sequence[Letter],
    *,
    envelope: Envelope,
    title: str,
    now: datetime,
    outlines: bool = False,
) -> bytes:
    """All letters, each from a page of its own, as one PDF. `outlines` draws the window."""
    return _Press(letters, envelope, title, outlines=outlines).pdf(now)


def overflowing(letters: Sequence[Letter], *, envelope: Envelope) -> set[str]:
    """Numbers of those whose recipient does not stand in the window even in the smallest type."""
    return _Press(letters, envelope, "-", outlines=False).overflowing()


class _Press:
    def __init__(
        self, letters: Sequence[Letter], envelope: Envelope, title: str, *, outlines: bool
    ) -> None:
        self.told = {
            "data": json.dumps(
                {
                    "title": printable(plain(title)) or "-",
                    "office": printable(plain(letters[0].office)) if letters else "",
                    "envelope": {
                        "seen": asdict(seen_area(envelope)),
                        "bare": asdict(bare_area(envelope)),
                        "folds": FOLDS,
                        "begins": BEGINS,
                    },
                    "outlines": outlines,
                    "letters": [_letter(one) for one in letters],
                },
                ensure_ascii=False,
            ),
            "language": get_language() or "ko",
        }

    def pdf(self, now: datetime) -> bytes:
        with TemporaryDirectory(prefix="dongne-letters-") as name:
            try:
                made = self._compiler(name).compile(
                    format="pdf", pdf_standards=["ua-1"], timestamp=int(now.timestamp())
                )
            except typst.TypstError as error:
                raise PaperFault(f"{error.message} {error.diagnostic}") from error
        if not isinstance(made, bytes):
            raise PaperFault("no single PDF came out")
        return made

    def overflowing(self) -> set[str]:
        with TemporaryDirectory(prefix="dongne-letters-") as name:
            try:
                said = self._compiler(name).query("<fit>", field="value")
            except typst.TypstError as error:
                raise PaperFault(f"{error.message} {error.diagnostic}") from error
        found: list[dict[str, Any]] = json.loads(said)
        return {one["number"] for one in found if not one["fits"]}

    def _compiler(self, folder: str) -> typst.Compiler:
        # Typst reads files below one folder only; the texts themselves never touch the disk.
        root = Path(folder)
        (root / TEMPLATE.name).write_text(_template())
        return typst.Compiler(
            input=str(root / TEMPLATE.name),
            root=folder,
            font_paths=typst_fonts(),
            ignore_system_fonts=True,
            sys_inputs=self.told,
        )


@cache
def _template() -> str:
    return TEMPLATE.read_text()


def _letter(letter: Letter) -> dict[str, Any]:
    def text(value: str) -> str:
        return printable(plain(value))

    return {
        "number": text(letter.number),
        "square": square(letter.number),
        "name": text(letter.name),
        "address": text(letter.address),
        "postcode": text(letter.postcode),
        # A screen reader needs a heading that says something.
        "title": text(letter.title) or "-",
        "parts": [said for part in letter.parts if (said := text(part))],
        "sender": [said for line in letter.sender if (said := text(line))][:SENDER_LINES],
        "office": text(letter.office),
        "dated": text(letter.dated),
        "signed": text(letter.signed),
        "language": letter.language,
    }


def square(number: str) -> str:
    """A square code as SVG."""
    code = qrcode.QRCode(border=0, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(number)
    drawn = BytesIO()
    code.make_image(image_factory=SvgPathImage).save(drawn)
    return drawn.getvalue().decode()

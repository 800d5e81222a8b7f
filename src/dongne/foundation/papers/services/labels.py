"""Labels as one file to print, set by Typst: on sheets of A4, or on a roll."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst
from django.utils.translation import get_language

from ..document import Label
from ..fonts import printable, typst_fonts
from ..rules import plain
from .letters import square
from .pdf import PaperFault

TEMPLATE = Path(__file__).parent.parent / "typst" / "labels.typ"


def render_labels(labels: Sequence[Label], *, roll: bool, title: str, now: datetime) -> bytes:
    """`roll`: each on a piece of an 80 mm roll; else fourteen on a sheet."""
    told = {
        "title": _said(title) or "-",
        "roll": roll,
        "labels": [_label(one) for one in labels],
    }
    with TemporaryDirectory(prefix="dongne-labels-") as name:
        root = Path(name)
        (root / TEMPLATE.name).write_text(_template())
        compiler = typst.Compiler(
            input=str(root / TEMPLATE.name),
            root=name,
            font_paths=typst_fonts(),
            ignore_system_fonts=True,
            sys_inputs={
                "data": json.dumps(told, ensure_ascii=False),
                "language": get_language() or "ko",
            },
        )
        try:
            made = compiler.compile(
                format="pdf", pdf_standards=["ua-1"], timestamp=int(now.timestamp())
            )
        except typst.TypstError as error:
            raise PaperFault(f"{error.message} {error.diagnostic}") from error
    if not isinstance(made, bytes):
        raise PaperFault("no single PDF came out")
    return made


@cache
def _template() -> str:
    return TEMPLATE.read_text()


def _said(value: str) -> str:
    return printable(plain(value))


def _label(label: Label) -> dict[str, Any]:
    return {
        "number": _said(label.number),
        "code": _said(label.code),
        "square": square(label.code),
        "office": _said(label.office),
        "lines": [said for line in label.lines if (said := _said(line))],
        "small": _said(label.small),
    }

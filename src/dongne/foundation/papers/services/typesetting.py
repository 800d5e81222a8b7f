"""From a template and plain data to a PDF. Nothing is stored here."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

import typst
from django.apps import apps
from django.utils.translation import get_language, gettext

from ..fonts import printable, typst_fonts

# `word("활동개요")` in a template: a word of the paper's form, to be translated.
_WORD = re.compile(r'\bword\("([^"]+)"\)')
_FILE_NAME = re.compile(r"[A-Za-z0-9._-]{1,100}")
# One at a time in a process: a paper takes 30 ms, and many at once hold memory for nothing.
_one_at_a_time = Lock()


class PaperFault(RuntimeError):
    """A template and its data do not fit. A mistake in the program, never of a user."""


def render_pdf(
    template: str,
    data: Mapping[str, Any],
    *,
    files: Mapping[str, bytes] | None = None,
    now: datetime | None = None,
) -> bytes:
    """A PDF (PDF/UA-1: readable by a screen reader) from `<module>/<name>.typ` and plain data.

    `data` is anything JSON can hold; its texts are printed as they are, never read as markup.
    Pictures are named in the data and given in `files`. `now` becomes the date in the file.
    """
    if template not in templates():
        raise PaperFault(f"no such template: {template}")
    # Typst reads files below one folder only; the data itself never touches the disk.
    with TemporaryDirectory(prefix="dongne-paper-") as name:
        root = Path(name)
        for path, source in templates().items():
            (root / path).parent.mkdir(exist_ok=True)
            (root / path).write_text(source)
        (root / "files").mkdir()
        for file, body in (files or {}).items():
            if not _FILE_NAME.fullmatch(file):
                raise PaperFault(f"not a name for a file: {file!r}")
            (root / "files" / file).write_bytes(body)
        return _compiled(root, template, data, now)


def _compiled(root: Path, template: str, data: Mapping[str, Any], now: datetime | None) -> bytes:
    told = {
        "data": json.dumps(_printable(data), ensure_ascii=False),
        "words": json.dumps({word: gettext(word) for word in _words()}, ensure_ascii=False),
        "language": get_language() or "ko",
    }
    try:
        with _one_at_a_time:
            compiler = typst.Compiler(
                root=str(root), font_paths=typst_fonts(), ignore_system_fonts=True, sys_inputs=told
            )
            made = compiler.compile(
                input=str(root / template),
                format="pdf",
                pdf_standards=["ua-1"],
                timestamp=now if now is None else int(now.timestamp()),
            )
    except typst.TypstError as error:
        raise PaperFault(f"{template}: {error.message} {error.diagnostic}") from error
    if not isinstance(made, bytes):
        raise PaperFault(f"{template}: no single PDF came out")
    return made


@cache
def templates() -> dict[str, str]:
    """`<module>/<name>.typ` → its text, from the `typst/` folder of every app."""
    return {
        f"{app.label}/{path.name}": path.read_text()
        for app in apps.get_app_configs()
        for path in sorted((Path(app.path) / "typst").glob("*.typ"))
    }


@cache
def _words() -> frozenset[str]:
    return frozenset(word for source in templates().values() for word in _WORD.findall(source))


def _printable(value: Any) -> Any:
    match value:
        case str():
            return printable(value)
        case Mapping():
            return {str(key): _printable(item) for key, item in value.items()}
        case list() | tuple():
            return [_printable(item) for item in value]
        case _:
            return value

"""Lines of a CSV file (RFC 4180) that a spreadsheet opens as it is meant."""

from __future__ import annotations

from collections.abc import Iterable

BOM = "\ufeff"
"""Without it, Excel takes Korean in UTF-8 for another code."""
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
# Full-width forms, which some spreadsheets read as the others.
_WIDE = ("\uff1d", "\uff0b", "\uff0d", "\uff20")
_QUOTED = frozenset(',"\r\n')


def cell(value: object) -> str:
    """Nothing is empty, truth is `true`; numbers are plain; a text never begins a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, int):
        return str(value)
    text = str(value).replace("\x00", "")
    if text.lstrip(" ").startswith((*_STARTS, *_WIDE)):
        text = f"'{text}"
    if not _QUOTED.isdisjoint(text):
        doubled = text.replace('"', '""')
        return f'"{doubled}"'
    return text


def line(values: Iterable[object]) -> str:
    return ",".join(cell(value) for value in values) + "\r\n"

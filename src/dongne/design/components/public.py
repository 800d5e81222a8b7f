"""What pages for everybody are built from: doors, steps in words, big rows to choose from,
answers to check, a receipt, a QR code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import qrcode
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString

from .ground import entries, register

QUIET_ZONE = 4
"""White around a QR code, in modules: ISO/IEC 18004 asks for four."""


@register.inclusion_tag("design/door.html")
def door(href: str, icon: str, label: str, text: str = "") -> dict[str, Any]:
    """One of the few big ways from a first page: a picture and a verb."""
    return {"href": href, "icon": icon, "label": label, "text": text}


@register.inclusion_tag("design/step_words.html")
def step_words(step: int, total: int, label: str = "") -> dict[str, Any]:
    """How far one is, in words; the bar below says the same and is hidden from readers."""
    return {"step": step, "total": total, "label": label}


@register.inclusion_tag("design/choice_rows.html")
def choice_rows(
    field: BoundField,
    *,
    icons: Mapping[str, str] | None = None,
    hints: Mapping[str, str] | None = None,
    label: str = "",
    hide_label: bool = False,
    mark: bool = True,
) -> dict[str, Any]:
    """Radio buttons or check boxes, each a whole row to press. `icons`, `hints`: by value."""
    icons, hints = icons or {}, hints or {}
    rows = [
        {
            "choice": choice,
            "icon": icons.get(str(choice.data["value"]), ""),
            "hint": hints.get(str(choice.data["value"]), ""),
        }
        for choice in field.subwidgets
    ]
    return {"field": field, "rows": rows, "label": label, "hide_label": hide_label, "mark": mark}


@register.inclusion_tag("design/answers.html")
def answers(rows: Iterable[Any]) -> dict[str, Any]:
    """Rows `{label, value, href, empty?, photos?: [{src, alt}]}`: what was answered, each with
    the way back to its question."""
    return {"rows": entries(rows)}


@register.simple_block_tag
def receipt(content: str, number: str, label: str) -> SafeString:
    """The card with the number that somebody takes home."""
    return format_html(
        '<section class="receipt"><h2 class="receipt-label">{}</h2>'
        '<p class="receipt-number">{}</p>{}</section>',
        label,
        number,
        SafeString(content),
    )


@register.inclusion_tag("design/qr.html")
def qr(text: str, sentence: str, *, small: bool = False, bare: bool = False) -> dict[str, Any]:
    """A QR code as one SVG path, black on white in every mode; `sentence` says where it leads.

    `bare`: the sentence stands beside it already and is only for readers.
    """
    path, size = qr_path(text)
    return {"path": path, "size": size, "sentence": sentence, "small": small, "bare": bare}


def qr_path(text: str) -> tuple[str, int]:
    """The dark modules as an SVG path, row by row in runs, and the edge of its square in units."""
    code = qrcode.QRCode(border=QUIET_ZONE, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text)
    code.make(fit=True)
    matrix = code.get_matrix()
    parts = []
    for y, row in enumerate(matrix):
        x = 0
        while x < len(row):
            if not row[x]:
                x += 1
                continue
            end = x
            while end < len(row) and row[end]:
                end += 1
            parts.append(f"M{x} {y}h{end - x}v1h-{end - x}z")
            x = end
    return "".join(parts), len(matrix)

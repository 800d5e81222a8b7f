"""From a paper to a file: PDF, HWPX, XLSX or CSV. Nothing is stored here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from importlib import import_module
from threading import Lock

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from ..document import Document, Envelope, Form, Label, Letter
from ..rules import file_name

CONTENT_TYPES: dict[Form, str] = {
    "pdf": "application/pdf",
    "hwpx": "application/hwp+zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
# One at a time in a process: a paper takes a moment, and many at once hold memory for nothing.
_one_at_a_time = Lock()


def render(document: Document, form: Form, *, now: datetime | None = None) -> bytes:
    """The paper as a file; `now` becomes the date in its properties.

    A form's renderer is loaded when it is first asked for: the libraries for HWPX and XLSX take
    memory that most web processes of a day never need.
    """
    with _one_at_a_time:
        renderer = import_module(f"{__name__}.{form}")
        body: bytes = renderer.render(document, now=now or timezone.now())
    return body


def file_response(
    document: Document, form: Form, *, now: datetime, attachment: bool = False
) -> HttpResponse:
    """The paper as an answer to a browser. A PDF opens there unless it is asked for as a file;
    no browser shows the others."""
    name = content_disposition_header(
        attachment or form != "pdf", f"{file_name(document.name)}.{form}"
    )
    return HttpResponse(
        render(document, form, now=now),
        content_type=CONTENT_TYPES[form],
        headers={"Content-Disposition": name or "attachment"},
    )


def render_letters(
    letters: Sequence[Letter],
    *,
    envelope: Envelope,
    title: str,
    now: datetime,
    outlines: bool = False,
) -> bytes:
    """Letters for window envelopes as one PDF; `outlines` draws where the window lies."""
    with _one_at_a_time:
        press = import_module(f"{__name__}.letters")
        body: bytes = press.render_letters(
            letters, envelope=envelope, title=title, now=now, outlines=outlines
        )
    return body


def render_labels(labels: Sequence[Label], *, roll: bool, title: str, now: datetime) -> bytes:
    """Labels as one PDF: on a roll of 80 mm, or fourteen on a sheet of A4."""
    with _one_at_a_time:
        press = import_module(f"{__name__}.labels")
        body: bytes = press.render_labels(labels, roll=roll, title=title, now=now)
    return body


def window_overflow(letters: Sequence[Letter], *, envelope: Envelope) -> set[str]:
    """The numbers of letters whose recipient is too long for the window."""
    with _one_at_a_time:
        press = import_module(f"{__name__}.letters")
        found: set[str] = press.overflowing(letters, envelope=envelope)
    return found

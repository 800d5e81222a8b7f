"""The report as a PDF: the paper's texts and pictures, handed to the template that sets them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import quote

from django.http import HttpResponse
from django.utils.translation import gettext as _
from PIL import Image

from dongne.foundation.approvals import public as approvals
from dongne.foundation.media.public import Photo, picture_bytes
from dongne.foundation.papers.public import render_pdf
from dongne.foundation.scope.public import Viewer

from .models import Report
from .presenters.reports import Reading, read_report
from .presenters.sheet import Picture, Sheet

T = TypeVar("T")
TEMPLATE = "fieldwork/activity_report.typ"
# Two photos share the width of the paper: 85 mm at 300 dots an inch.
PRINTED_PIXELS = 1000


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished PDF and the name it is saved under."""

    name: str
    body: bytes

    def response(self) -> HttpResponse:
        response = HttpResponse(self.body, content_type="application/pdf")
        response["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(self.name)}.pdf"
        return response


def report_paper(viewer: Viewer, report: Report, *, now: datetime) -> Paper:
    """The report as it stands, with its boxes as they are signed."""
    data, files = paper_data(read_report(viewer, report, now=now))
    name = f"{report.dong.name} {report.day} {report.officer.name} {_('활동보고')}"
    return Paper(name, render_pdf(TEMPLATE, data, files=files, now=now))


def paper_data(reading: Reading) -> tuple[dict[str, Any], dict[str, bytes]]:
    """What the template needs, and the pictures by the names that the data gives them."""
    files: dict[str, bytes] = {}
    sheet = reading.sheet
    data = {
        "title": sheet.title,
        "district": sheet.district,
        "dong": sheet.dong,
        "team": sheet.team,
        "author": sheet.author,
        "date_text": sheet.day,
        "time_text": sheet.clocks,
        "place": sheet.place,
        "purpose": sheet.purpose,
        "boxes": [_box(box) for box in reading.boxes],
        "kinds": [
            {"label": one.label, "today": one.today, "to_date": one.to_date} for one in sheet.counts
        ],
        "entries": [
            {
                "kind_label": group.label,
                "items": [
                    {"text": item.text, "measure": item.measure, "counted": item.counted}
                    for item in group.items
                ]
                or [{"text": "-", "measure": "", "counted": True}],
            }
            for group in sheet.groups
        ],
        "photos": _photos(sheet, reading.photos, files),
    }
    return data, files


def _box(box: approvals.Box) -> dict[str, str]:
    return {
        "label": box.role,
        "role": box.title,
        "name": box.name,
        "state_text": box.word if box.state in ("done", "returned") else "",
        "date_text": box.date,
        "note": box.note,
    }


def _photos(
    sheet: Sheet, photos: Mapping[str, Photo], files: dict[str, bytes]
) -> list[dict[str, str]]:
    shots = [
        [
            {"file": name, "caption": picture.caption, "measure": item.measure}
            for picture in shot.pictures
            if (name := _file(picture, photos, files))
        ]
        for item in sheet.shot_items
        for shot in item.shots
    ]
    return [frame for row in rows_of_two(shots) for frame in row]


def rows_of_two(shots: Iterable[list[T]]) -> list[list[T]]:
    """Two pictures in a row; before and after always share one, whatever stands before them."""
    rows: list[list[T]] = []
    waiting: list[T] = []
    for shot in shots:
        if len(shot) == 2:
            rows.append(shot)
            continue
        waiting += shot
        if len(waiting) == 2:
            rows.append(waiting)
            waiting = []
    return [*rows, waiting] if waiting else rows


def _file(picture: Picture, photos: Mapping[str, Photo], files: dict[str, bytes]) -> str:
    """The name of the picture among `files`, where it is put; empty if there is none to print."""
    photo = photos.get(picture.sha256)
    body = picture_bytes(photo) if photo else None
    if body is None:
        return ""
    name = f"{picture.sha256}.jpg"
    files[name] = _as_printed(body)
    return name


def _as_printed(body: bytes) -> bytes:
    """One of our own JPEGs, no larger than it is printed."""
    with Image.open(io.BytesIO(body)) as image:
        image.draft("RGB", (PRINTED_PIXELS, PRINTED_PIXELS))
        image.thumbnail((PRINTED_PIXELS, PRINTED_PIXELS))
        small = io.BytesIO()
        image.save(small, "JPEG", quality=82)
    return small.getvalue()

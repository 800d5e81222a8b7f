"""The report as a paper: the same texts, figures and pictures as on its page."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypeVar

from django.utils.translation import gettext as _
from PIL import Image

from dongne.foundation.approvals import public as approvals
from dongne.foundation.media.public import Photo, picture_bytes
from dongne.foundation.papers.public import (
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
)
from dongne.foundation.scope.public import Viewer

from .models import Report
from .presenters.registered import register_facts
from .presenters.reports import Reading, read_report
from .presenters.sheet import Item as Entry
from .presenters.sheet import Picture as Seen
from .presenters.sheet import Sheet

T = TypeVar("T")
FORMS: tuple[Form, ...] = ("pdf", "hwpx", "xlsx")
# Two photos share the width of the paper: 85 mm at 300 dots an inch.
PRINTED_PIXELS = 1000
# Shares of the table's width, about millimetres.
WIDTHS = {"kind": 30, "time": 16, "field": 18, "place": 36, "tong": 16, "text": 94, "measure": 46}
CENTRED = {"kind", "time", "field", "tong"}


def report_document(viewer: Viewer, report: Report, *, now: datetime) -> Document:
    """The report as it stands, with its boxes as they are signed."""
    return document_of(read_report(viewer, report, now=now))


def document_of(reading: Reading) -> Document:
    report, sheet = reading.report, reading.sheet
    files: dict[str, bytes] = {}
    place = f"{sheet.district} {sheet.dong}"
    blocks: list[Block] = [
        Facts(
            heading=_("활동개요"),
            rows=[
                (_("작성 부서"), sheet.team),
                (_("작성자"), sheet.author),
                *([(_("대리 기안"), sheet.instead)] if sheet.instead else []),
                (_("일시"), f"{sheet.day} {sheet.clocks}".strip()),
                (_("장소"), sheet.place),
                (_("내용"), sheet.purpose),
            ],
        ),
        *_counts(sheet),
        _entries(sheet),
        *_opinions(reading),
        Pictures(heading=_("사진"), rows=_pictures(sheet, reading.photos, files)),
    ]
    return Document(
        name=" ".join([sheet.dong, str(report.day), report.officer.name, _("활동보고")]),
        title=sheet.title,
        subtitle=place,
        office=place,
        head=register_facts(reading.current),
        boxes=_boxes(reading),
        blocks=blocks,
        files=files,
    )


def _boxes(reading: Reading) -> list[SignatureBox]:
    if reading.current:
        return approvals.signature_boxes(reading.current)
    return [
        SignatureBox(label=box.role, title=box.title, name=box.name, note=box.mark)
        for box in reading.boxes
    ]


def _opinions(reading: Reading) -> list[Items]:
    said = approvals.opinions(reading.current) if reading.current else []
    if not said:
        return []
    items = [Item(text=who, note=opinion) for who, opinion in said]
    return [Items(heading=_("결재 의견"), items=items)]


def _counts(sheet: Sheet) -> list[Table]:
    if not sheet.counts:
        return []
    return [
        Table(
            heading=_("활동현황"),
            caption=_("(단위: 건)"),
            columns=[
                Column(label=_("구분"), align="center", strong=True),
                *(Column(label=one.label, number=True, width=1.4) for one in sheet.counts),
            ],
            rows=[
                (_("금일"), *(one.today for one in sheet.counts)),
                (_("누계"), *(one.to_date for one in sheet.counts)),
            ],
        )
    ]


def _entries(sheet: Sheet) -> Table:
    """활동내용: kinds without an activity keep their row, with dashes."""
    keys = [column.key for column in sheet.columns]
    nothing: list[Entry | None] = [None]
    return Table(
        heading=_("활동내용"),
        columns=[
            Column(
                label=column.label,
                align="center" if column.key in CENTRED else "left",
                width=WIDTHS.get(column.key, 30),
                strong=column.key == "kind",
            )
            for column in sheet.columns
        ],
        merged=1 if keys[:1] == ["kind"] else 0,
        rows=[
            [_cell(key, group.label, item) for key in keys]
            for group in sheet.groups
            for item in group.items or nothing
        ],
    )


def _cell(key: str, label: str, item: Entry | None) -> str:
    if key == "kind":
        return label
    if item is None:
        return "-"
    told = dict(item.cells).get(key, "")
    if key == "text" and not item.counted:
        told = "\n".join([told, _("(건수 제외)")])
    return told or "-"


def _pictures(
    sheet: Sheet, photos: Mapping[str, Photo], files: dict[str, bytes]
) -> list[list[Picture]]:
    shots = [
        [
            Picture(file=name, caption=one.caption, alt=one.alt, note=item.measure)
            for one in shot.pictures
            if (name := _file(one, photos, files))
        ]
        for item in sheet.shot_items
        for shot in item.shots
    ]
    return rows_of_two([shot for shot in shots if shot])


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


def _file(picture: Seen, photos: Mapping[str, Photo], files: dict[str, bytes]) -> str:
    """The name of the picture among `files`, where it is put; empty if there is none to print."""
    photo = photos.get(picture.sha256)
    body = picture_bytes(photo) if photo else None
    if body is None:
        return ""
    name = f"{picture.sha256}.jpg"
    if name not in files:
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

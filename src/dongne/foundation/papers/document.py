"""One model of a paper: what PDF, HWPX, XLSX and CSV are all made from.

Sentences and figures in the order in which they are read; how they look is the renderer's.
Every text is printed as it is, never read as markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Align: TypeAlias = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureBox:
    """One box of the 결재란: 검토 / title / name / what was done / when / 전결·대결 or a reason."""

    label: str
    title: str
    name: str
    state_text: str = ""
    date_text: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Label and value, two to a row where they fit (활동개요)."""

    rows: Sequence[tuple[str, str]]
    heading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    label: str
    align: Align = "left"
    width: float = 1.0
    """In shares of the table's width."""
    number: bool = False
    """Cells are whole numbers: right-aligned, summable in XLSX."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """`rows` hold a text or a number for each column; `total` is the last, emphasised row.

    `groups`: an upper header row as (label, how many columns it spans), in order, if there is one.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[str | int]]
    heading: str = ""
    caption: str = ""
    total: Sequence[str | int] | None = None
    groups: Sequence[tuple[str, int]] = ()
    empty: str = ""
    """What is said instead of a table without rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line of a list; `marked` ones are set apart (not counted), `note` follows (조치사항)."""

    text: str
    note: str = ""
    marked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A heading and what stands below it (□ 생활민원청취 / ○ …)."""

    heading: str
    items: Sequence[Item]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    text: str
    heading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """`file` is the key of the JPEG in `Document.files`; `alt` is what a screen reader says."""

    file: str
    caption: str
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """Two in a row; an empty list prints nothing."""

    rows: Sequence[Sequence[Picture]]
    heading: str = ""


Block: TypeAlias = Facts | Table | Items | Text | Pictures


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A paper. `name` is the file's name without ending; `footer` stands below the last line.

    `head` are the small lines above the title at the left (동, 등록번호, 공개구분), `boxes` the
    결재란 at the right.
    """

    name: str
    title: str
    head: Sequence[tuple[str, str]] = ()
    boxes: Sequence[SignatureBox] = ()
    blocks: Sequence[Block] = ()
    footer: Sequence[str] = ()
    landscape: bool = False
    files: dict[str, bytes] = field(default_factory=dict)

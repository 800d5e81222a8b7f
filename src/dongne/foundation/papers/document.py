"""One model of a paper: what PDF, HWPX, XLSX and CSV are all made from.

Sentences and figures in the order in which they are read; how they look is the renderer's.
Every text is printed as it is, never read as markup.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Align: TypeAlias = Literal["left", "center", "right"]
Form: TypeAlias = Literal["pdf", "hwpx", "xlsx", "csv"]


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
    """Label and value, two to a row where both are short (활동개요)."""

    rows: Sequence[tuple[str, str]]
    heading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    label: str
    align: Align = "left"
    width: float = 1.0
    """In shares of the table's width."""
    number: bool = False
    """Cells are whole numbers: centred, summable in XLSX; a zero is printed as a dash."""
    strong: bool = False
    """Emphasised: the column that names the row, or its sum."""
    sums: tuple[int, int] | None = None
    """The number is the sum of its row's columns from the first index up to the second, which
    is not counted in: XLSX writes a formula."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """`rows` hold a text or a number for each column; `total` is the last, emphasised row.

    `groups`: an upper header row as (label, how many columns it spans), in order and over all
    columns, if there is one; under "" the columns' own labels reach up to the top.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[str | int]]
    heading: str = ""
    caption: str = ""
    """Small, above the table at the right: `(단위: 건)`."""
    total: Sequence[str | int] | None = None
    """Empty texts after its first join it: `계` over two columns."""
    groups: Sequence[tuple[str, int]] = ()
    merged: int = 0
    """In so many of the first columns, equal neighbours below one another share a cell (팀명)."""
    empty: str = ""
    """What is said instead of a table without rows; without it the head stands alone."""
    in_csv: bool = False
    """The CSV holds the tables so marked, or all if none is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line of a list; `marked` ones are set apart (not counted), `note` follows (조치사항)."""

    text: str
    note: str = ""
    marked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A heading and what stands below it (□ 생활민원청취 / ○ … / ‐ …)."""

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
    note: str = ""
    """The measure taken, below the caption."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """One or two in a row; an empty list prints nothing."""

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
    subtitle: str = ""
    """Below the title: `마포구 성산2동 · 2017년 3월`."""
    office: str = ""
    """Whose paper it is: the creator in the file's properties, and in the head of later pages."""
    head: Sequence[tuple[str, str]] = ()
    boxes: Sequence[SignatureBox] = ()
    blocks: Sequence[Block] = ()
    footer: Sequence[str] = ()
    landscape: bool = False
    large: bool = False
    """A third larger in PDF: for papers that residents read and fill in by hand."""
    separate_sheets: bool = False
    """In XLSX each table has a sheet of its own with a frozen head (a list to work with)
    instead of one sheet that looks like the paper."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """JPEGs by their names in `Picture.file`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A rectangle on a sheet, in millimetres from its upper left corner."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """A window envelope (창봉투) for A4 folded in three, measured with a ruler, in millimetres.

    The window's place is that on the envelope's face, from its upper left corner. No law fixes
    it; each office types in what its own envelopes have.
    """

    width: float = 220
    height: float = 105
    left: float = 20
    top: float = 42
    window_width: float = 95
    window_height: float = 45


SHEET = Area(left=0, top=0, width=210, height=297)
FOLDS = (99.0, 198.0)
"""From the upper edge: the first third lies behind the window."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter. `number` is printed small and as a square code, so that one that comes back is
    found again; `name` as it is to be read (with 귀하), `sender` in lines, the office first."""

    number: str
    name: str
    address: str
    postcode: str
    title: str
    parts: Sequence[str]
    """Paragraphs."""
    sender: Sequence[str]
    office: str = ""
    dated: str = ""
    signed: str = ""
    """Who sends it, large below the text: `신정4동장`."""
    language: str = "ko"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What is stuck onto something: `code` stands in the square and small below, `number` large."""

    number: str
    code: str
    office: str
    lines: Sequence[str] = ()
    """Above the code."""
    small: str = ""
    """Below it, for whoever finds the thing."""

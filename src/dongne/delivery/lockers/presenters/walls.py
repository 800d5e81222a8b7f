"""The wall of a locker as a picture with a table behind it; openings step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dongne.delivery.custody.public import Parcel
from dongne.lib.seoul import seoul_day

from ..models import Compartment, Locker, Opening
from ..queries import is_heard
from ..states import FILLED, TAKES, Box, Door, Step
from ..words import BOXES, DENIALS, SIZES, STEPS, TONES, WHYS

CELL_WIDTH, CELL_HEIGHT, GAP = 100, 60, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A compartment in the picture, in its units; `lit` is the one that matters now."""

    box: Compartment
    x: int
    y: int
    width: int
    height: int
    word: str
    tone: str
    icon: str
    url: str
    lit: bool
    late: bool
    bag: str

    @property
    def middle_x(self) -> int:
        return self.x + self.width // 2

    @property
    def number_y(self) -> int:
        return self.y + self.height // 2 - 2

    @property
    def word_y(self) -> int:
        return self.y + self.height // 2 + 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    cells: tuple[Cell, ...]
    width: int
    height: int
    sentence: str

    @property
    def linked(self) -> bool:
        """Whether it leads anywhere: a picture that does is no picture to whoever listens."""
        return any(cell.url for cell in self.cells)


def wall(
    boxes: Sequence[Compartment],
    *,
    lit: UUID | None = None,
    parcels: Mapping[UUID, Parcel] | None = None,
    links: bool = False,
    now: datetime | None = None,
    quiet: bool = False,
) -> Wall:
    """`quiet`: a public screen, which shows nothing of which doors are full."""
    today = seoul_day(now) if now else None
    cells = []
    for box in boxes:
        parcel = (parcels or {}).get(box.parcel) if box.parcel else None
        late = bool(
            parcel
            and parcel.keep_until
            and today
            and parcel.keep_until < today
            and box.state in FILLED
        )
        tone, icon = TONES[Box(box.state)]
        cells.append(
            Cell(
                box=box,
                x=box.column * (CELL_WIDTH + GAP) + GAP,
                y=box.row * (CELL_HEIGHT + GAP) + GAP,
                width=CELL_WIDTH,
                height=box.height * (CELL_HEIGHT + GAP) - GAP,
                word="" if quiet else str(BOXES[Box(box.state)]),
                tone="lit" if box.pk == lit else "quiet" if quiet else "late" if late else tone,
                icon=icon,
                url=reverse("compartment", args=[box.locker_id, box.pk]) if links else "",
                lit=box.pk == lit,
                late=late,
                bag=parcel.number if parcel else "",
            )
        )
    return Wall(
        cells=tuple(cells),
        width=max((cell.x + cell.width for cell in cells), default=0) + GAP,
        height=max((cell.y + cell.height for cell in cells), default=0) + GAP,
        sentence=_sentence(cells, quiet=quiet),
    )


def _sentence(cells: Sequence[Cell], *, quiet: bool) -> str:
    lit = next((cell for cell in cells if cell.lit), None)
    if lit is not None:
        return _("%(number)d번 칸은 %(where)s입니다.") % {
            "number": lit.box.number,
            "where": place_words(lit.box),
        }
    if quiet:
        return ngettext("칸이 %(n)d개 있습니다.", "칸이 %(n)d개 있습니다.", len(cells)) % {
            "n": len(cells)
        }
    free = sum(1 for cell in cells if Box(cell.box.state) in TAKES)
    full = sum(1 for cell in cells if Box(cell.box.state) in FILLED)
    return _("%(all)d칸 가운데 %(free)d칸이 비어 있고 %(full)d칸에 들어 있습니다.") % {
        "all": len(cells),
        "free": free,
        "full": full,
    }


def place_words(box: Compartment) -> str:
    """Where a door is, for whoever can't see the picture."""
    return _("왼쪽에서 %(column)d번째 줄, 위에서 %(row)d번째 높이") % {
        "column": box.column + 1,
        "row": box.row + 1,
    }


def size_words(box: Compartment) -> str:
    low = _(" · 낮은 칸") if box.low_reach else ""
    return f"{SIZES[box.size]}{low}"  # type: ignore[index]


def badge_of(box: Compartment) -> tuple[str, str, str]:
    tone, icon = TONES[Box(box.state)]
    return str(BOXES[Box(box.state)]), tone, icon


def health_of(locker: Locker, now: datetime) -> tuple[str, str, str]:
    """`(word, tone, icon)` of the connection."""
    if locker.heard_at is None:
        return _("아직 연결되지 않음"), "neutral", "circle"
    if is_heard(locker, now):
        return _("연결됨"), "success", "check-circle"
    return _("연결 끊김"), "danger", "alert"


def opening_row(row: Opening) -> dict[str, Any]:
    """For the list of openings: what for, by whom, each step with its time."""
    who = _("열림번호로")
    if row.officer is not None:
        who = row.officer.name
    elif row.courier is not None:
        who = _("봉사자")
    return {
        "opening": row,
        "what": f"{WHYS[row.why]}",  # type: ignore[index]
        "who": who,
        "state": STEPS[Step(row.state)],
        "denied": DENIALS.get(row.denied, "") if row.denied else "",  # type: ignore[call-overload]
        "steps": [(STEPS[Step(one.step)], one.at) for one in row.steps.all()],
    }


def door_words(box: Compartment) -> str:
    return {
        Door.OPEN: _("열려 있음"),
        Door.CLOSED: _("닫혀 있음"),
    }.get(Door(box.door), _("알 수 없음"))

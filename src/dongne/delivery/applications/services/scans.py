"""The scan of a signed letter, with the numbers blacked out before anything of it is kept.

The number boxes stand in the first block of the letter (`papers.letter_paper`): that strip is
always black, whatever the officer adds. The original is never on a disk of ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from dongne.foundation.media.public import receive_photo
from dongne.foundation.scope.public import Viewer
from dongne.lib.blackout import Box, NotAPicture, black_out
from dongne.lib.refusals import Refused

from ..models import Letter
from .letters import check_letter

NUMBER_STRIP: Box = (0.0, 0.18, 1.0, 0.31)
"""Where the boxes of the numbers are printed, with room for a sheet that lies askew."""
COLUMNS, ROWS = 6, 12
"""The grid by which an officer blacks out more."""


def cells(chosen: Iterable[str]) -> list[Box]:
    """Boxes of the grid's cells, named `row-column` from 0."""
    found = []
    for name in chosen:
        row, _dash, column = name.partition("-")
        if not (row.isdigit() and column.isdigit() and len(name) < 6):
            continue
        y, x = int(row), int(column)
        if y < ROWS and x < COLUMNS:
            found.append((x / COLUMNS, y / ROWS, (x + 1) / COLUMNS, (y + 1) / ROWS))
    return found


def masked(picture: bytes, chosen: Iterable[str] = ()) -> bytes:
    """The picture as it may be kept. Raises Refused for what is no picture."""
    try:
        return black_out(picture, [NUMBER_STRIP, *cells(chosen)])
    except NotAPicture as problem:
        raise Refused(
            _("사진을 읽을 수 없습니다. JPEG, PNG, WebP 사진을 15 MB까지 올려 주세요."),
            code="not_a_picture",
        ) from problem


def check_with_scan(
    viewer: Viewer,
    *,
    letter_id: UUID,
    saw_principal_copy: bool,
    saw_proxy_card: bool,
    now: datetime,
    picture: bytes | None = None,
) -> Letter:
    """Seen and checked; `picture` is the masked scan that is kept as evidence, if there is one."""
    evidence = ""
    if picture is not None:
        if not (saw_principal_copy and saw_proxy_card):
            # Refused before anything is kept.
            picture = None
        else:
            evidence = receive_photo(viewer, data=picture, now=now).sha256
    return check_letter(
        viewer,
        letter_id=letter_id,
        saw_principal_copy=saw_principal_copy,
        saw_proxy_card=saw_proxy_card,
        evidence=evidence,
        now=now,
    )

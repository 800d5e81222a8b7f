"""How each deed is taken back; each refuses when something came after it."""

from __future__ import annotations

from dongne.foundation.audit.public import register_undo

from .boundaries import undo_outlines
from .charging import undo_exclusion
from .ground import undo_rows


def register() -> None:
    for action, undo in {
        "zone.assigned": undo_rows,
        "zone.set": undo_rows,
        "zone.ended": undo_rows,
        "zone.handed_over": undo_rows,
        "zone.tong_given": undo_rows,
        "zone.from_charges": undo_rows,
        "tong_charge.set": undo_rows,
        "exclusion.settled": undo_exclusion,
        "exclusion.ended": undo_exclusion,
        "boundary.set": undo_outlines,
        "addresses.set": undo_rows,
    }.items():
        register_undo(action, undo)

"""되돌리기 right after a deed: what was done, and the way back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.db.models import Model
from django.http import HttpRequest, HttpResponseRedirect
from django.utils import timezone

from dongne.foundation.audit.public import find_change, latest_change
from dongne.foundation.scope.public import Viewer

DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoOffer:
    """For `organisations/undo_offer.html`."""

    sentence: str
    entry_id: int
    undoable: bool


def done(viewer: Viewer, address: str, *, subject: Model) -> HttpResponseRedirect:
    """Back to a page that says what has just been done to the subject and offers to undo it.

    The page passes `undo=undo_offer(request)` to its template and includes
    `organisations/undo_offer.html`.
    """
    entry = latest_change(viewer, subject)
    if entry is None:
        return HttpResponseRedirect(address)
    join = "&" if urlsplit(address).query else "?"
    return HttpResponseRedirect(f"{address}{join}{urlencode({DONE: entry.pk})}")


def undo_offer(request: HttpRequest) -> UndoOffer | None:
    """What `done` led here for; only to whoever did it. Two statements, or none."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    asked: Any = request.GET.get(DONE, "")
    if not asked.isdecimal() or viewer.officer_id is None:
        return None
    change = find_change(int(asked[:18]), actor_id=viewer.officer_id, now=timezone.now())
    if change is None or change.undone:
        return None
    return UndoOffer(
        sentence=change.told.sentence, entry_id=change.entry.pk, undoable=change.undoable
    )

"""The card, the calendar's list of what would move, and changes in words."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.foundation.audit.public import AuditEntry, Told, register_words
from dongne.foundation.calendar.public import register_moves
from dongne.foundation.organisations.public import Section, register_card

from ..models import DeedChoices
from ..permissions import keeps_deadlines
from ..services import move_deadlines, preview_moves
from ..subjects import kind_of
from .rows import due_words


def register() -> None:
    register_moves("deadlines", preview_moves, move_deadlines)
    register_card(
        Section.RESIDENTS,
        gettext_lazy("기한 관리"),
        gettext_lazy("무엇이 언제까지인지 보고, 멈추거나 늘립니다."),
        "deadlines",
        "clock",
        keeps_deadlines,
    )
    for deed in DeedChoices:
        register_words(f"deadlines.{deed.value}", _told, kind=gettext_lazy("기한"))


def _told(entry: AuditEntry) -> Told:
    deed = DeedChoices(entry.action.partition(".")[2])
    what = str(kind_of(entry.changes["kind"]).title)
    moved = entry.changes.get("due_at")
    changes = ((_("기한"), _moment(moved[0]), _moment(moved[1])),) if moved else ()
    return Told(
        sentence=_("%(what)s 기한: %(deed)s") % {"what": what, "deed": deed.label},
        changes=changes,
    )


def _moment(text: str | None) -> str:
    return due_words(datetime.fromisoformat(text)) if text else ""

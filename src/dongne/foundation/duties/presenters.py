"""Changes of duties in words, the card that leads to them, and how they are taken back."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.foundation.audit.public import AuditEntry, Told, register_undo, register_words
from dongne.foundation.organisations.public import Section, register_card
from dongne.foundation.scope.public import Viewer

from .services import undo_duties


def register() -> None:
    register_words("duties.kept", _kept, kind=gettext_lazy("업무분장"))
    register_words("duties.kept.undone", _undone, kind=gettext_lazy("업무분장"))
    register_undo("duties.kept", undo_duties)
    register_card(
        Section.PEOPLE,
        gettext_lazy("업무분장"),
        gettext_lazy("누가 어떤 업무를 맡고 누가 대행하는지 적고 인쇄합니다."),
        "duties",
        "clipboard",
        _works_somewhere,
    )


def _works_somewhere(viewer: Viewer) -> bool:
    return viewer.team_id is not None


def _kept(entry: AuditEntry) -> Told:
    day = date.fromisoformat(entry.changes["day"])
    return Told(
        sentence=_("%(team)s의 업무분장을 고쳤습니다: %(day)s부터")
        % {"team": entry.changes["team"], "day": date_format(day, _("Y. n. j."))},
        changes=tuple(
            (_("업무"), before, after) for before, after in entry.changes.get("lines", ())
        ),
    )


def _undone(entry: AuditEntry) -> Told:
    return Told(sentence=_("되돌렸습니다: %(what)s") % {"what": _kept(entry).sentence})

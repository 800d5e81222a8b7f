"""Changes of channels in words, the cards that lead to them, and how they are taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.foundation.audit.public import AuditEntry, Told, register_undo, register_words
from dongne.foundation.organisations.public import Section, register_card

from ..services import undo_channels
from ..subjects import channels
from ..words import in_language

KIND = gettext_lazy("신청·수령 창구")
SENTENCES = {
    "channels.site_added": gettext_lazy("%(place)s 창구를 더했습니다: %(name)s (%(channel)s)"),
    "channels.site_changed": gettext_lazy("%(place)s 창구를 고쳤습니다: %(name)s (%(channel)s)"),
    "channels.site_removed": gettext_lazy("%(place)s 창구를 없앴습니다: %(name)s (%(channel)s)"),
    "channels.closing": gettext_lazy("%(name)s 휴무를 넣었습니다: %(days)s, %(reason)s"),
    "channels.closing_cancelled": gettext_lazy("%(name)s 휴무를 취소했습니다: %(days)s"),
    "channels.set": gettext_lazy("%(place)s에서 %(channel)s 창구를 정했습니다: %(state)s"),
}


def register() -> None:
    for action in SENTENCES:
        register_words(action, told, kind=KIND)
        register_words(f"{action}.undone", undone, kind=KIND)
        register_undo(action, undo_channels)
    register_card(
        Section.SETTINGS,
        gettext_lazy("신청·수령 창구"),
        gettext_lazy("어디에서 언제 신청하고 받을 수 있는지, 왜 안 되는지 보고 정합니다."),
        "channels",
        "route",
        lambda viewer: viewer.signed_in,
    )


def told(entry: AuditEntry) -> Told:
    return Told(sentence=_sentence(entry.action, entry.changes))


def undone(entry: AuditEntry) -> Told:
    what = _sentence(entry.action.removesuffix(".undone"), entry.changes)
    return Told(sentence=_("되돌렸습니다: %(what)s") % {"what": what})


def _sentence(action: str, said: dict[str, Any]) -> str:
    known = channels().get(said.get("channel", ""))
    on = said.get("on", [True, True])[1]
    return str(SENTENCES[action]) % {
        "place": said["place"],
        "name": said.get("name", ""),
        "channel": in_language(known.names) if known else said.get("channel", ""),
        "days": _days(said),
        "reason": said.get("reason", ""),
        "state": _("켬") if on else _("끔"),
    }


def _days(said: dict[str, Any]) -> str:
    if "first" not in said:
        return ""
    first, last = (date.fromisoformat(said[name]) for name in ("first", "last"))
    text = date_format(first, _("Y. n. j."))
    return text if first == last else f"{text}–{date_format(last, _('Y. n. j.'))}"

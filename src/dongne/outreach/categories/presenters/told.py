"""Changes of categories in words, the card that leads to them, and how they are taken back."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import AuditEntry, Told, register_undo, register_words
from dongne.foundation.organisations.public import Section, register_card

from ..services import undo_publication
from ..words import KEYS

KIND = gettext_lazy("생활민원 분류")


def register() -> None:
    register_words("category.published", told, kind=KIND)
    register_words("category.published.undone", undone, kind=KIND)
    register_undo("category.published", undo_publication)
    register_card(
        Section.SETTINGS,
        gettext_lazy("생활민원 분류"),
        gettext_lazy("무엇을 누가 언제까지 처리하고, 주민에게 무엇을 묻고 약속하는지 정합니다."),
        "categories",
        "list",
        lambda viewer: viewer.signed_in,
    )


def told(entry: AuditEntry) -> Told:
    said = entry.changes
    changes = [(_("고친 것"), "", ", ".join(str(KEYS.get(part, part)) for part in said["parts"]))]
    if said.get("reason"):
        changes.append((_("사유"), "", said["reason"]))
    return Told(sentence=_sentence(entry), changes=tuple(changes))


def undone(entry: AuditEntry) -> Told:
    return Told(sentence=_("되돌렸습니다: %(what)s") % {"what": _sentence(entry)})


def _sentence(entry: AuditEntry) -> str:
    said = entry.changes
    name = said["name_en"] if get_language() == "en" and said.get("name_en") else said["name"]
    return _("%(place)s 생활민원 분류를 고쳤습니다: %(name)s, %(day)s부터") % {
        "place": said["place"] or _("모두의"),
        "name": name,
        "day": date_format(date.fromisoformat(said["valid_from"]), _("Y. n. j.")),
    }

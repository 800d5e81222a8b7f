"""Changes of the catalogue in words, the card that leads to it, and how they are taken back."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import AuditEntry, Told, register_undo, register_words
from dongne.foundation.organisations.public import Section, register_card

from ..services import undo_publication
from . import parts

KIND = gettext_lazy("민원사무")


def register() -> None:
    register_words("service.published", told, kind=KIND)
    register_words("service.published.undone", undone, kind=KIND)
    register_undo("service.published", undo_publication)
    register_card(
        Section.SETTINGS,
        gettext_lazy("민원사무"),
        gettext_lazy("무엇을 누가 어디서 신청하고 받을 수 있는지, 수수료와 근거를 정합니다."),
        "office_services",
        "file-text",
        lambda viewer: viewer.signed_in,
    )


def told(entry: AuditEntry) -> Told:
    said = entry.changes
    changes = [(_("고친 것"), "", ", ".join(parts.part_words(part) for part in said["parts"]))]
    if said.get("reason"):
        changes.append((_("까닭"), "", said["reason"]))
    return Told(sentence=_sentence(entry), changes=tuple(changes))


def undone(entry: AuditEntry) -> Told:
    return Told(sentence=_("되돌렸습니다: %(what)s") % {"what": _sentence(entry)})


def _sentence(entry: AuditEntry) -> str:
    said = entry.changes
    name = said["name_en"] if get_language() == "en" and said.get("name_en") else said["name"]
    return _("%(place)s 민원사무를 고쳤습니다: %(name)s, %(day)s부터") % {
        "place": said["place"] or _("모두의"),
        "name": name,
        "day": date_format(date.fromisoformat(said["valid_from"]), _("Y. n. j.")),
    }

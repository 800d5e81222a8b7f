"""Keys in lists; what was changed, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.foundation.audit.public import AuditEntry, Told, register_words
from dongne.foundation.organisations.public import Section, register_card

from .models import ApiKey
from .permissions import may_keep_keys
from .states import Scope
from .words import SCOPES

KIND = gettext_lazy("프로그램 열쇠")


def place_words(key: ApiKey) -> str:
    """Where a key holds."""
    place = key.dong or key.district or key.city
    if place is None:
        return _("모든 곳")
    if key.dong is not None:
        return f"{key.dong.district.label} {key.dong.label}"
    return place.label


def scope_words(key: ApiKey) -> list[str]:
    return [str(SCOPES.get(Scope(code), code)) for code in key.scopes if code in set(Scope)]


def register() -> None:
    """Called once, when the apps start."""
    register_card(
        Section.SETTINGS,
        gettext_lazy("다른 프로그램의 열쇠"),
        gettext_lazy("다른 프로그램이 들어오는 열쇠를 만들고 없앱니다."),
        "api_keys",
        "key",
        may_keep_keys,
    )
    register_words("key.made", _made, kind=KIND)
    register_words("key.revoked", _revoked, kind=KIND)


def _made(entry: AuditEntry) -> Told:
    return Told(sentence=_("열쇠를 만들었습니다: %(program)s (%(prefix)s)") % _named(entry))


def _revoked(entry: AuditEntry) -> Told:
    return Told(sentence=_("열쇠를 없앴습니다: %(program)s (%(prefix)s)") % _named(entry))


def _named(entry: AuditEntry) -> dict[str, str]:
    return {"program": entry.changes["program"], "prefix": entry.changes["prefix"]}

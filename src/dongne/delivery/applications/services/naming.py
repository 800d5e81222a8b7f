"""How a message names what it is about: services, moments, ways of having it."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.utils import translation
from django.utils.formats import date_format, time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from dongne.delivery.channels.public import channels
from dongne.foundation.organisations.public import office_phone

from ..models import Application
from ..queries.ground import item_name, items_of


def services_word(application: Application, language: str = "ko") -> str:
    """`주민등록표 등본 외 2건`: a message says no more than it needs."""
    items = items_of(application)
    if not items:
        return ""
    first = item_name(items[0], language)
    if len(items) == 1:
        return first
    with translation.override("en" if language != "ko" else "ko"):
        return _("%(first)s 외 %(more)s건") % {"first": first, "more": len(items) - 1}


def moment_word(moment: datetime, language: str = "ko") -> str:
    """`11월 27일 오후 3시`."""
    with translation.override("en" if language != "ko" else "ko"):
        local = localtime(moment)
        return f"{date_format(local, _('n월 j일'))} {time_format(local, _('A g시 i분'))}"


def phone_word(dong_id: int) -> str:
    phone = office_phone(dong_id)
    return phone.call if phone else ""


def day_word(day: Any, language: str = "ko") -> str:
    with translation.override("en" if language != "ko" else "ko"):
        return date_format(day, _("n월 j일"))


def how_word(application: Application, language: str = "ko") -> str:
    """`택배함에서 받으실 수 있게 준비하고 있습니다`."""
    channel = channels().get(application.receive)
    name = channel.name(language) if channel else application.receive
    with translation.override("en" if language != "ko" else "ko"):
        return _("받는 방법: %(name)s") % {"name": name}


def telling_name(event: str, *told: object) -> str:
    """The same telling has the same name; a message keeps room for 120 signs of it."""
    return f"{event}:{sha256(':'.join(map(str, told)).encode()).hexdigest()[:40]}"

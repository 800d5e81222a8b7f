"""Names of channels, groups and services as the office reads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext, ngettext

from dongne.delivery.catalogue.public import service_of, services_of
from dongne.delivery.channels.public import channel_of
from dongne.lib.seoul import seoul_day

from ...models import Letter
from ...words import GROUPS, LACKS, language


def channel_name(slug: str) -> str:
    """A channel whose folder is gone keeps its slug."""
    try:
        return channel_of(slug).name(language())
    except KeyError:
        return slug


def channel_icon(slug: str) -> str:
    try:
        return channel_of(slug).icon
    except KeyError:
        return "route"


def service_name(edition: UUID | str, slug: str) -> str:
    service = service_of(UUID(str(edition)))
    return service.name(language()) if service else slug


def things_words(things: Iterable[Mapping[str, Any]]) -> str:
    """주민등록표 등본 2부 외 1가지"""
    listed = list(things)
    if not listed:
        return gettext("신청")
    first = listed[0]
    words = service_name(first["edition"], first["service"])
    if first["copies"] > 1:
        several = ngettext("%(name)s %(n)d부", "%(name)s %(n)d부", first["copies"])
        words = several % {"name": words, "n": first["copies"]}
    if more := len(listed) - 1:
        words = gettext("%(first)s 외 %(n)d가지") % {"first": words, "n": more}
    return words


def groups_words(slugs: Iterable[str]) -> str:
    return ", ".join(str(GROUPS.get(one, one)) for one in slugs)


def lacks_words(slugs: Iterable[str]) -> str:
    return ", ".join(str(LACKS.get(one, one)) for one in slugs)


def won(amount: int) -> str:
    return gettext("%(amount)s원") % {"amount": f"{amount:,}"}


def letter_services(letter: Letter) -> list[tuple[str, int]]:
    """What it is for, by the names that held when it was made, and how many copies."""
    known = services_of(letter.dong_id, day=seoul_day(letter.made_at))
    found = []
    for one in letter.services:
        service = known.get(str(one["code"]))
        name = service.name(language()) if service else str(one["code"])
        found.append((name, int(one.get("copies", 1))))
    return found


def editions_in(applications: Iterable[Any]) -> set[UUID]:
    """Of the services that rows of a list name."""
    return {UUID(thing["edition"]) for one in applications for thing in one.things}

"""What can be done at a counter, for a list to tick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from dongne.delivery.catalogue.public import GROUPS, services_of

from ..models import Session
from .sessions import CHANNEL


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Services that belong together: `(code, name)`, by name."""

    title: str
    services: Sequence[tuple[str, str]]


def offered(session: Session) -> list[Group]:
    """What may be asked for or fetched at an outreach counter there. One statement, or none."""
    site = session.outreach.site
    only = set(site.services) if site.services else None
    language = get_language() or "ko"
    found: dict[str, list[tuple[str, str]]] = {}
    for code, service in services_of(session.outreach.dong_id, day=session.day).items():
        there = CHANNEL in service.apply or CHANNEL in service.receive
        if there and (only is None or code in only):
            found.setdefault(service.group, []).append((code, service.name(language)))
    return [
        Group(title=str(GROUPS.get(slug, slug)), services=sorted(rows, key=lambda one: one[1]))
        for slug, rows in found.items()
    ]


def choices_of(groups: Sequence[Group]) -> list[tuple[str, str]]:
    return [row for group in groups for row in group.services]


def names_of(session: Session, codes: Sequence[str]) -> list[str]:
    known = services_of(session.outreach.dong_id, day=session.day)
    language = get_language() or "ko"
    return [known[code].name(language) for code in codes if code in known]

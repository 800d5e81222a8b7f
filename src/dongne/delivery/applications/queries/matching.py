"""Which person of the list a typed principal is: namesakes, and whom a block may keep away."""

from __future__ import annotations

from uuid import UUID

from dongne.delivery.ways.public import Circle
from dongne.foundation.residents.public import (
    Namesake,
    Person,
    Source,
    blocked_from,
    namesakes,
)
from dongne.foundation.scope.public import SYSTEM, Viewer, ViewerKind

from ..models import Application
from ..states import Match
from .ground import items_of, service_of_item

TYPED = frozenset({Source.APPLICATION, Source.CASE, Source.ONLINE})
"""Rows that began as what somebody typed who is not of the office."""
BY_EYE = frozenset({"card", "known"})


def match_of(viewer: Viewer, principal: Person, circle: Circle) -> Match:
    """Whether the office has to say who this is. At most one statement.

    What somebody else types may hide a person whom a block protects: a row of its own, with a
    number that nobody knows. Known is who is in the office's own list, or has shown themselves at
    its counter, or was matched before.
    """
    if circle is Circle.SELF or viewer.kind is ViewerKind.OFFICER:
        return Match.UNASKED
    if principal.source not in TYPED:
        return Match.UNASKED
    before = Application.objects.for_viewer(SYSTEM).filter(principal=principal)
    known = before.filter(match=Match.DONE) | before.filter(
        circle=Circle.SELF, identity_seen__in=BY_EYE
    )
    return Match.UNASKED if known.exists() else Match.WAITS


def candidates(viewer: Viewer, application: Application) -> list[Namesake]:
    """Of the list, with the principal's name, whom the viewer may know of; not who asks."""
    if application.principal is None:
        return []
    found = namesakes(viewer, application.principal)
    return [one for one in found if one.person.pk != application.applicant_id]


def heeds_blocks(application: Application) -> bool:
    services = [service_of_item(item) for item in items_of(application)]
    return any(service is not None and service.heeds_blocks for service in services)


def kept_away(application: Application, principal_id: UUID) -> bool:
    """Whether whoever asks or is to be given it is kept from that person today."""
    parties = {application.applicant_id, application.receiver_id} - {None, principal_id}
    return any(blocked_from(person_id=principal_id, by_person_id=one) for one in parties)


def looks_kept_away(application: Application) -> bool:
    """Whether a namesake, under a row of their own, is protected from whoever asks. Everybody of
    the list is held against it, also whom the viewer may not know of."""
    if application.principal is None or application.circle == Circle.SELF:
        return False
    found = namesakes(SYSTEM, application.principal)
    return any(kept_away(application, one.person.pk) for one in found)

"""What becomes of applications when two persons were one, and when a person is destroyed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from dongne.foundation.scope.public import SYSTEM, Viewer

from ..models import Application, Destination, Item, Letter

_APPLICATION = ("principal", "applicant", "receiver")
_LETTER = ("principal", "proxy")


@transaction.atomic
def join_persons(viewer: Viewer, *, kept: UUID, gone: UUID, now: datetime) -> None:
    """Whatever was `gone`'s is `kept`'s."""
    for column in _APPLICATION:
        Application.objects.for_viewer(SYSTEM).filter(**{column: gone}).update(**{column: kept})
    for column in _LETTER:
        Letter.objects.for_viewer(SYSTEM).filter(**{column: gone}).update(**{column: kept})


@transaction.atomic
def retire_person(viewer: Viewer, *, person_id: UUID, now: datetime) -> None:
    """The application stays with what was decided and when; nobody stands in it any more, no
    receipt leads there, and what they wrote on the form is gone."""
    rows = Application.objects.for_viewer(SYSTEM)
    for column in _APPLICATION:
        theirs = rows.filter(**{column: person_id})
        items = Item.objects.for_viewer(SYSTEM).filter(application__in=theirs.values("pk"))
        items.update(answers={}, purpose="")
        Destination.objects.for_viewer(SYSTEM).filter(application__in=theirs.values("pk")).delete()
        theirs.update(secret_digest=None, reachable=False, groups=[], lacks=[], **{column: None})
    for column in _LETTER:
        letters = Letter.objects.for_viewer(SYSTEM).filter(**{column: person_id})
        letters.update(purpose="", signature="", **{column: None})

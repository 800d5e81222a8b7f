"""Reads that everything else builds on: one application, what a secret opens, its services."""

from __future__ import annotations

import hmac
from uuid import UUID

from django.db.models import QuerySet

from dongne.delivery.catalogue.public import service_of
from dongne.delivery.ways.public import Service
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.reference_numbers import tidy_number
from dongne.lib.refusals import NotHere

from ..models import Application, ApplicationSetting, Item, Letter
from ..words import REFUSALS
from .secrets import digests_of


def applications_for(viewer: Viewer) -> QuerySet[Application]:
    return Application.objects.for_viewer(viewer)


def find_application(viewer: Viewer, key: UUID | str) -> Application:
    """By its key or its number, in any spelling. Raises NotHere. One statement."""
    rows = applications_for(viewer).select_related("dong__district", "team", "officer", "letter")
    if isinstance(key, UUID):
        found = rows.filter(pk=key).first()
    else:
        number = tidy_number(key)
        found = rows.filter(number=number).first() if number else None
    if found is None:
        raise NotHere(str(REFUSALS["not_found"]), code="not_found")
    return found


def application_by_secret(number: str, secret: bytes) -> Application | None:
    """None in every case where the two do not belong together, after the same work."""
    tidy = tidy_number(number)
    rows = Application.objects.for_viewer(SYSTEM).select_related("dong__district")
    found = rows.filter(number=tidy).first() if tidy else None
    digests = digests_of(secret, found.pk if found is not None else UUID(int=0))
    kept = bytes(found.secret_digest or b"") if found is not None else b""
    fits = [hmac.compare_digest(kept, one) for one in digests]
    return found if any(fits) else None


def find_letter(viewer: Viewer, key: UUID | str) -> Letter:
    """By its key or its number. Raises NotHere. One statement."""
    rows = Letter.objects.for_viewer(viewer).select_related("dong", "checked_by")
    if isinstance(key, UUID):
        found = rows.filter(pk=key).first()
    else:
        number = tidy_number(key)
        found = rows.filter(number=number).first() if number else None
    if found is None:
        raise NotHere(str(REFUSALS["letter_not_found"]), code="letter_not_found")
    return found


def items_of(application: Application) -> list[Item]:
    """In the order in which they were asked for. One statement."""
    return list(Item.objects.for_viewer(SYSTEM).filter(application=application))


def service_of_item(item: Item) -> Service | None:
    """As it was when it was asked for. No statement for what the process knows."""
    return service_of(item.edition)


def item_name(item: Item, language: str = "ko") -> str:
    service = service_of_item(item)
    return service.name(language) if service else item.service


def setting_of(dong_id: int) -> ApplicationSetting:
    """The dong's own, or the defaults, unsaved."""
    found = ApplicationSetting.objects.for_viewer(SYSTEM).filter(pk=dong_id).first()
    return found or ApplicationSetting(dong_id=dong_id)

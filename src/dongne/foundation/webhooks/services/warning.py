"""Whoever made an endpoint hears that it fails; where they are gone, the administrators do."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from dongne.foundation.messaging.public import Recipient, ask
from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import SYSTEM, Role, Viewer

from ..models import Endpoint

FAILING = "webhook.failing"
SWITCHED_OFF = "webhook.switched_off"


@transaction.atomic
def warn(viewer: Viewer, *, endpoint: Endpoint, now: datetime) -> None:
    """Once, after a day of failures."""
    endpoint.warned_at = now
    endpoint.save(update_fields=["warned_at"])
    tell(viewer, endpoint=endpoint, event=FAILING, now=now)


def tell(viewer: Viewer, *, endpoint: Endpoint, event: str, now: datetime) -> None:
    for officer in _whom(endpoint):
        ask(
            viewer,
            event=event,
            to=Recipient(officer_id=officer.pk),
            values={"title": endpoint.title},
            dong_id=officer.dong_id,
            about=endpoint,
            link=reverse("webhook", args=[endpoint.pk]),
            once=f"{event}:{endpoint.pk}:{officer.pk}:{int(now.timestamp())}",
            now=now,
        )


def _whom(endpoint: Endpoint) -> list[Officer]:
    people = Officer.objects.for_viewer(SYSTEM).filter(is_active=True)
    maker = people.filter(pk=endpoint.made_by_id) if endpoint.made_by_id else people.none()
    administrators = people.filter(roles__contains=[Role.SYSTEM_ADMINISTRATOR.value])
    return list(maker) or list(administrators.order_by("pk")[:20])

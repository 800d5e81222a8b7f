"""What messages hold of a person, for the person's page and their own request."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.foundation.residents.public import Held, Holder, register_holder
from dongne.foundation.scope.public import Viewer

from ..occasions import known_event
from ..queries.messages import residents_messages
from ..services.retiring import merge, retire
from .lists import look_of
from .words import MEANS

MOST = 50


def register() -> None:
    """Tell the module of persons what is held here, and how it goes."""
    register_holder(
        "messaging",
        Holder(title=gettext_lazy("보낸 메시지"), list_held=_held, merge=_merge, retire=_retire),
    )


def _held(viewer: Viewer, person_id: UUID) -> Sequence[Held]:
    found = residents_messages(viewer).filter(person_id=person_id).order_by("-id")[:MOST]
    return [
        Held(
            text=_("%(event)s (%(means)s): %(state)s")
            % {
                "event": str(event.title) if (event := known_event(one.event)) else _("메시지"),
                "means": MEANS[one.means],
                "state": look_of(one).word,
            },
            at=one.asked_at,
            url=reverse("message", args=[one.pk]),
        )
        for one in found
    ]


def _merge(viewer: Viewer, kept: UUID, gone: UUID, now: datetime) -> None:
    merge(viewer, kept=kept, gone=gone, now=now)


def _retire(viewer: Viewer, person_id: UUID, now: datetime) -> None:
    retire(viewer, person_id=person_id, now=now)

"""Where a number that was moved out of a place's words stood."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from dongne.foundation.asides.public import Place, Subject, register_subject
from dongne.foundation.scope.public import Viewer

from .models import Stop


def _stops(viewer: Viewer, ids: Sequence[str]) -> dict[str, Place]:
    own = [viewer.officer_key, *viewer.deputy_for]
    rows = Stop.objects.for_viewer(viewer).filter(
        pk__in=[UUID(one) for one in ids], round__officer__in=own
    )
    return {
        str(one.pk): Place(_("동선: %(title)s") % {"title": one.title}, _address(one))
        for one in rows.select_related("round")
    }


def _address(stop: Stop) -> str:
    return f"{reverse('round', args=[stop.round.outing_id])}#stop-{stop.pk}"


def register() -> None:
    register_subject(Subject(type="rounds.stop", readable=_stops))

"""What was said stands with the application; whoever reads it reads that."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from dongne.delivery.applications.public import applications_for
from dongne.foundation.asides.public import Place, Subject, register_subject
from dongne.foundation.scope.public import Viewer


def register() -> None:
    """Called once, when the apps start."""
    register_subject(Subject(type="outcomes.answer", readable=_readable))


def _readable(viewer: Viewer, ids: Sequence[str]) -> dict[str, Place]:
    rows = applications_for(viewer).filter(pk__in=list(ids)).only("number")
    return {
        str(one.pk): Place(
            _("민원 신청 %(number)s") % {"number": one.number},
            reverse("application", args=[one.pk]),
        )
        for one in rows
    }

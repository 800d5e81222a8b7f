"""What the privacy officer's day begins with."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.scope.public import Level

from ..permissions import sets_rules
from ..presenters.clock import hours_left
from ..queries.standing import standing_of
from .doing import only_privacy


@require_safe
@viewer_required()
def privacy(request: StaffRequest) -> HttpResponse:
    """Figures, and what is due; a dong's head sees the own dong."""
    viewer, now = request.viewer, timezone.now()
    only_privacy(viewer)
    standing = standing_of(viewer, now=now)
    context = {
        "standing": standing,
        "breaches": [(row, hours_left(row, now)) for row in standing.breaches],
        "several": viewer.level is not Level.DONG,
        "sets_rules": sets_rules(viewer),
    }
    return render(request, "privacy/home.html", context)

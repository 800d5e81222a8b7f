"""Whose rounds somebody may see and change."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Forbidden, NotHere
from dongne.outreach.fieldwork.public import Outing


def walks(viewer: Viewer, outing: Outing) -> bool:
    """The outing's officer, or whoever stands in on them."""
    return outing.officer_id == viewer.officer_id or outing.officer_id in viewer.deputy_for


def outing_to_see(viewer: Viewer, outing_id: UUID) -> Outing:
    """With officer and dong. Also for whoever runs outreach in the dong. Raises NotHere."""
    outing = (
        Outing.objects.for_viewer(viewer)
        .select_related("officer", "dong")
        .filter(pk=outing_id)
        .first()
    )
    leads = outing is not None and viewer.runs_outreach and outing.dong_id == viewer.dong_id
    if outing is None or not (leads or walks(viewer, outing)):
        raise NotHere(_("그런 출장을 찾을 수 없습니다."), code="not_found")
    return outing


def outing_to_walk(viewer: Viewer, outing_id: UUID) -> Outing:
    """Raises NotHere, and Forbidden for those who may only read it."""
    outing = outing_to_see(viewer, outing_id)
    if not walks(viewer, outing):
        raise Forbidden(
            _("동선은 출장 가는 사람과 대직자만 바꿀 수 있습니다."), code="not_ones_own"
        )
    return outing

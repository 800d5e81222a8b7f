"""Who does the privacy officer's work, and who takes a person's request in."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import Level, Viewer, ViewerKind
from dongne.lib.refusals import Forbidden, NotHere


def looks_after(viewer: Viewer) -> bool:
    """The privacy officer of a place, and the head of a dong for that dong."""
    return viewer.kind is ViewerKind.SYSTEM or viewer.looks_after_privacy


def sets_rules(viewer: Viewer) -> bool:
    """Thresholds and times of keeping are the district's, not each dong's."""
    return viewer.kind is ViewerKind.SYSTEM or (
        viewer.looks_after_privacy and viewer.level is Level.DISTRICT
    )


def takes_requests(viewer: Viewer) -> bool:
    """Everybody of a dong takes in what a resident asks for (시행령 제41조제2항: no harder than
    giving the data was); the privacy officer above as well."""
    return looks_after(viewer) or viewer.dong_id is not None


def answers_requests(viewer: Viewer) -> bool:
    return looks_after(viewer) or (viewer.dong_id is not None and viewer.runs_outreach)


def require(allowed: bool) -> None:
    """Raises Forbidden."""
    if not allowed:
        raise Forbidden(
            _("개인정보 보호 담당자나 동장이 할 수 있는 일입니다."), code="not_privacy_officer"
        )


def dong_of(viewer: Viewer, dong_id: int) -> Dong:
    """A dong of the viewer's part of the tree. Raises NotHere."""
    dong = Dong.objects.for_viewer(viewer).select_related("district").filter(pk=dong_id).first()
    if dong is None:
        raise NotHere(_("동을 찾을 수 없습니다."), code="dong_not_found")
    return dong

"""Who looks after which phones, and who settles what is kept."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dongne.foundation.scope.public import Viewer, ViewerKind
from dongne.lib.refusals import Forbidden

from .models import Kept, Phone


def works_in_a_dong(viewer: Viewer) -> bool:
    return viewer.dong_id is not None and viewer.signed_in


def require_dong(viewer: Viewer) -> None:
    """Raises Forbidden."""
    if not works_in_a_dong(viewer):
        raise Forbidden(
            _("현장 기록은 동주민센터에서 일하는 사람만 쓸 수 있습니다."), code="not_in_a_dong"
        )


def runs_dong(viewer: Viewer, dong_id: int) -> bool:
    """The administration lead and the dong head look after everybody's phones."""
    if viewer.kind is ViewerKind.SYSTEM:
        return True
    return viewer.runs_outreach and viewer.dong_id == dong_id


def may_end(viewer: Viewer, phone: Phone) -> bool:
    return viewer.officer_key == phone.officer_id or runs_dong(viewer, phone.dong_id)


def is_own_draft(viewer: Viewer, kept: Kept) -> bool:
    """Sealed on the officer's own phone while it was still being written."""
    return kept.why == "draft" and kept.officer_id == viewer.officer_key


def may_settle(viewer: Viewer, kept: Kept) -> bool:
    return is_own_draft(viewer, kept) or runs_dong(viewer, kept.dong_id)

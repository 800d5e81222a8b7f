"""Who posts letters and hands files in: anybody of the office that the application came to."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dongne.delivery.applications.public import works_at
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Forbidden


def require_working(viewer: Viewer, dong_id: int) -> None:
    """Raises Forbidden."""
    if not works_at(viewer, dong_id):
        raise Forbidden(_("그 주민센터 직원만 할 수 있습니다."), code="not_your_dong")

"""What every page of messages begins with: people of a dong, the tabs, a day or an id read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from dongne.foundation.organisations.public import StaffRequest, runs
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Forbidden

from ..queries.pages import todo_counts


def own_dong(viewer: Viewer) -> Dong:
    """The viewer's dong. Forbidden to whoever has none: messages are the dong's business."""
    dong = Dong.objects.for_viewer(viewer).filter(pk=viewer.dong_key).first()
    if dong is None:
        raise Forbidden(_("메시지는 동주민센터에서 봅니다."), code="not_in_a_dong")
    return dong


def led_dong(viewer: Viewer) -> Dong:
    """The viewer's dong, where its settings are theirs to change. Raises Forbidden."""
    dong = own_dong(viewer)
    if not runs(viewer, dong):
        raise Forbidden(_("동장과 행정팀장만 바꿀 수 있습니다."), code="not_the_lead")
    return dong


def tabs_of(request: StaffRequest, current: str) -> list[dict[str, Any]]:
    """The ways between the pages; how much waits on each. One statement."""
    unknown, missed, letters = todo_counts(request.viewer)
    rows = (
        ("messages", _("보낸 메시지"), None),
        ("messages_unknown", _("확인 필요"), unknown),
        ("messages_missed", _("전화할 사람"), missed),
        ("letters", _("편지"), letters),
    )
    return [
        {"label": label, "url": reverse(name), "current": name == current, "count": count or None}
        for name, label, count in rows
    ]


def read_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None

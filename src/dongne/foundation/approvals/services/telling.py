"""결재할 문서가 왔습니다: notices to whoever has to act, and to whoever waits."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from dongne.foundation.messaging.public import Recipient, ask
from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import Viewer

from ..models import Line
from ..standard import APPROVED, ASKED, RETURNED
from ..states import LineState, Way

STALE = timedelta(days=7)
"""What a worker that stood still comes to so late is seen in the inbox, and rings no more."""


@transaction.atomic
def tell(viewer: Viewer, *, line_id: int, what: str, now: datetime) -> bool:
    """Tell whom it concerns now, once; nobody where it was overtaken. Run twice, told once.

    The turn is whose it is at this moment: the stand-in's of somebody who is away.
    """
    rows = Line.objects.for_viewer(viewer).select_for_update(of=("self",))
    line = rows.filter(pk=line_id).first()
    if line is None:
        return False
    if what == "turn":
        since, officer_id = line.awaiting_since, line.awaiting_id
        waits = line.state == LineState.RUNNING and line.way != Way.OUTSIDE
        event, link = ASKED, reverse("inbox")
    else:
        since, officer_id = line.finished_at, line.drafter_id
        event = APPROVED if what == "approved" else RETURNED
        waits = line.state == (LineState.APPROVED if what == "approved" else LineState.RETURNED)
        link = reverse("inbox_sent")
    if not waits or since is None or officer_id is None or now - since > STALE:
        return False
    here = Officer.objects.for_viewer(viewer).filter(pk=officer_id, is_active=True)
    if not here.exists():
        return False
    ask(
        viewer,
        event=event,
        to=Recipient(officer_id=officer_id),
        values={"drafter": line.drafter_name, "title": line.title},
        dong_id=line.dong_id,
        about=line,
        link=link,
        once=f"line:{line.pk}:{what}:{officer_id}:{since.timestamp():.0f}",
        now=now,
    )
    return True

"""Writes: keep a filter under a name, and drop it."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import parse_qsl, urlencode

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Forbidden, NotHere, Refused

from .models import SavedFilter
from .queries import saved_filter, saved_filters

KEPT = 20
NAME_LENGTH = 40
# Where on a list somebody was is not part of what they look for.
PASSING = frozenset({"older", "newer", "removed", "after", "before", "page"})


@transaction.atomic
def save_filter(viewer: Viewer, *, page: str, name: str, query: str, now: datetime) -> SavedFilter:
    """Keep what the address of a list asks for; the same name again takes its place."""
    if viewer.officer_id is None:
        raise Forbidden(_("로그인한 직원만 조건을 저장할 수 있습니다."), code="not_signed_in")
    name = " ".join(name.replace("\x00", "").split())
    if not name:
        raise Refused(_("저장할 이름을 적어 주세요."), code="name_missing")
    if len(name) > NAME_LENGTH:
        raise Refused(
            _("이름은 %(n)d자까지 적을 수 있습니다.") % {"n": NAME_LENGTH}, code="too_long"
        )
    query = urlencode([(key, value) for key, value in parse_qsl(query) if key not in PASSING])
    if len(query) > 500:
        raise Refused(_("조건이 너무 깁니다. 줄여서 저장해 주세요."), code="too_long")
    # The officer's row is locked: two presses keep one.
    Officer.objects.for_viewer(SYSTEM).select_for_update(of=("self",)).get(pk=viewer.officer_id)
    kept = saved_filters(viewer, page=page)
    same = next((one for one in kept if one.name == name), None)
    if same is None and len(kept) >= KEPT:
        raise Refused(
            _("조건은 %(n)d개까지 저장할 수 있습니다. 쓰지 않는 것을 지워 주세요.") % {"n": KEPT},
            code="too_many",
        )
    row = same or SavedFilter(officer_id=viewer.officer_id, page=page, name=name)
    row.query, row.created_at = query, now
    row.save()
    record(
        viewer,
        action="filter.saved",
        subject=row,
        now=now,
        changes={"page": page, "name": name, "query": query},
    )
    return row


@transaction.atomic
def drop_filter(viewer: Viewer, *, filter_id: int, now: datetime) -> SavedFilter:
    """Removed at once; `save_filter` with what is returned brings it back."""
    row = saved_filter(viewer, filter_id)
    if row is None:
        raise NotHere(_("저장한 조건을 찾을 수 없습니다."), code="not_found")
    record(
        viewer,
        action="filter.dropped",
        subject=row,
        now=now,
        changes={"page": row.page, "name": row.name, "query": row.query},
    )
    row.delete()
    return row

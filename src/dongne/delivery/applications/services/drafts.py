"""An application on its way: kept sealed on the server, found by what the browser's cookie says."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Conflict

from ..models import Draft
from ..queries.steps import Given

KEPT = timedelta(days=1)
APPLY, LETTER, ERRAND = "apply", "letter", "errand"


@dataclass(frozen=True, slots=True)
class Written:
    """A draft, opened for whoever holds its cookie."""

    draft: Draft
    given: Given


def _digest(token: str, purpose: str) -> str:
    return hashlib.sha256(f"{purpose}:{token}".encode()).hexdigest()


def open_draft(
    token: str, *, now: datetime, purpose: str = APPLY, lock: bool = False
) -> Written | None:
    """The draft of that cookie; None where there is none, or its day is over."""
    if not token:
        return None
    rows = Draft.objects.select_for_update() if lock else Draft.objects.all()
    draft = rows.filter(key=_digest(token, purpose), started_at__gt=now - KEPT).first()
    if draft is None:
        return None
    return Written(draft, Given.read(draft.given.reveal()) if draft.given else Given())


@transaction.atomic
def begin_draft(
    viewer: Viewer, *, given: Given, now: datetime, purpose: str = APPLY
) -> tuple[str, Draft]:
    """A new draft and what the cookie says: 192 bits that nobody guesses."""
    token = secrets.token_urlsafe(24)
    draft = Draft(
        key=_digest(token, purpose), purpose=purpose, given=given.as_json(), started_at=now
    )
    draft.save(force_insert=True)
    record(
        viewer, action="application.draft_begun", subject=draft, now=now,
        dong_id=given.dong_id, changes={"given": ["", "•"]},
    )  # fmt: skip
    return token, draft


@transaction.atomic
def change_draft(
    viewer: Viewer,
    *,
    token: str,
    change: Callable[[Given], None],
    now: datetime,
    purpose: str = APPLY,
) -> Written | None:
    """Two pages of one application at once: each changes what it asked for and leaves the rest.

    Raises Conflict when it was sent already. None if the draft is gone.
    """
    written = open_draft(token, now=now, purpose=purpose, lock=True)
    if written is None:
        return None
    if written.draft.sent_at:
        raise Conflict(_("이미 보낸 신청입니다."), code="sent_already")
    before = written.given.as_json()
    change(written.given)
    if (after := written.given.as_json()) != before:
        written.draft.given = after
        written.draft.save(update_fields=["given"])
        record(
            viewer, action="application.draft_changed", subject=written.draft, now=now,
            dong_id=written.given.dong_id, changes={"given": ["•", "•"]},
        )  # fmt: skip
    return written


@transaction.atomic
def forget_draft(viewer: Viewer, *, token: str, now: datetime, purpose: str = APPLY) -> None:
    """Whoever sits at a computer of others leaves nothing there. What was sent stays sent."""
    written = open_draft(token, now=now, purpose=purpose, lock=True)
    if written:
        _forget(viewer, written.draft, now=now)


@transaction.atomic
def forget_old_drafts(viewer: Viewer, *, now: datetime) -> int:
    """All that are older than a day; answers how many."""
    old = Draft.objects.select_for_update(skip_locked=True).filter(started_at__lte=now - KEPT)
    rows = list(old.order_by("started_at")[:500])
    for draft in rows:
        _forget(viewer, draft, now=now)
    return len(rows)


def _forget(viewer: Viewer, draft: Draft, *, now: datetime) -> None:
    record(
        viewer, action="application.draft_forgotten", subject=draft, now=now,
        changes={"given": ["•", ""]},
    )  # fmt: skip
    draft.delete()

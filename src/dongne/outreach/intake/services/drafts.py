"""A report on its way: kept sealed on the server, found by what the browser's cookie says."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.media.public import discard_photos
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict

from ..models import Draft
from ..queries.photos import shown_nowhere
from ..rules import Given

KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Report:
    """A draft, opened for whoever holds its cookie."""

    draft: Draft
    given: Given


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def open_draft(token: str, *, now: datetime, lock: bool = False) -> Report | None:
    """The draft of that cookie; None where there is none, or its day is over."""
    if not token:
        return None
    rows = Draft.objects.select_for_update() if lock else Draft.objects.all()
    draft = rows.filter(key=_digest(token), started_at__gt=now - KEPT).first()
    if draft is None:
        return None
    return Report(draft, Given.read(draft.given.reveal()) if draft.given else Given())


@transaction.atomic
def begin_draft(viewer: Viewer, *, given: Given, now: datetime) -> tuple[str, Draft]:
    """A new draft and what the cookie says: 192 bits that nobody guesses."""
    token = secrets.token_urlsafe(24)
    draft = Draft(key=_digest(token), given=given.as_json(), started_at=now)
    draft.save(force_insert=True)
    record(viewer, action="draft.begun", subject=draft, now=now, changes={"given": ["", "•"]})
    return token, draft


@transaction.atomic
def change_draft(
    viewer: Viewer, *, token: str, change: Callable[[Given], None], now: datetime
) -> Report | None:
    """Two pages of one report at once: each changes what it asked for and leaves the rest.

    Raises Conflict when the report was sent already. None if the draft is gone.
    """
    report = open_draft(token, now=now, lock=True)
    if report is None:
        return None
    if report.draft.sent_at:
        raise Conflict(_("이미 보낸 신고입니다."), code="sent_already")
    before = report.given.as_json()
    change(report.given)
    if (after := report.given.as_json()) != before:
        report.draft.given = after
        report.draft.save(update_fields=["given"])
        record(
            viewer, action="draft.changed", subject=report.draft, now=now,
            changes={"given": ["•", "•"]},
        )  # fmt: skip
    return report


@transaction.atomic
def forget_draft(viewer: Viewer, *, token: str, now: datetime) -> None:
    """Whoever sits at a computer of others leaves nothing there. What was sent stays sent."""
    report = open_draft(token, now=now, lock=True)
    if report:
        _forget(viewer, report.draft, report.given, now=now)


@transaction.atomic
def forget_old_drafts(viewer: Viewer, *, now: datetime) -> int:
    """All that are older than a day; answers how many."""
    old = Draft.objects.select_for_update(skip_locked=True).filter(started_at__lte=now - KEPT)
    rows = list(old.order_by("started_at")[:500])
    for draft in rows:
        given = Given.read(draft.given.reveal()) if draft.given else Given()
        _forget(viewer, draft, given, now=now)
    return len(rows)


def _forget(viewer: Viewer, draft: Draft, given: Given, *, now: datetime) -> None:
    record(
        viewer, action="draft.forgotten", subject=draft, now=now, dong_id=given.dong_id,
        changes={"given": ["•", ""]},
    )  # fmt: skip
    if given.dong_id and (unused := shown_nowhere(given.dong_id, given.photos)):
        discard_photos(SYSTEM, dong_id=given.dong_id, shas=unused, now=now)
    draft.delete()

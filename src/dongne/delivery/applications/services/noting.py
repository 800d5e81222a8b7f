"""Words beside it, and whose work it is."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from dongne.foundation.organisations.public import officers_for
from dongne.foundation.scope.public import Viewer

from .. import rules
from ..models import Application, Note
from .ground import held, held_running, keep, refuse, said


@transaction.atomic
def note(
    viewer: Viewer, *, application_id: UUID, text: str, now: datetime, public: bool = False
) -> Note:
    """`public` ones the applicant reads, and is told of."""
    application = held(viewer, application_id)
    if not text.strip():
        refuse("text_missing")
    if len(text) > rules.LONGEST_TEXT:
        refuse("too_long")
    row = Note(
        application=application,
        at=now,
        officer_id=viewer.officer_id,
        actor_name=viewer.name,
        public=public,
    )
    texts = said(viewer, row, dong_id=application.dong_id, now=now, is_new=True, text=text.strip())
    row.text = texts["text"]
    row.save(force_insert=True)
    keep(
        viewer,
        application,
        "application.told" if public else "application.noted",
        now=now,
        before=application.state,
    )
    return row


@transaction.atomic
def assign(
    viewer: Viewer,
    *,
    application_id: UUID,
    officer_id: int,
    now: datetime,
    version: int | None = None,
) -> Application:
    """Somebody of the office works on it."""
    application = held_running(viewer, application_id, version=version)
    officer = officers_for(viewer).filter(pk=officer_id, is_active=True).first()
    if officer is None or officer.dong_id != application.dong_id:
        refuse("officer_unknown")
    before = application.officer_id
    application.officer_id, application.team_id = officer.pk, officer.team_id
    return keep(
        viewer,
        application,
        "application.assigned",
        now=now,
        before=application.state,
        fields=["officer", "team"],
        changes={"officer": [before, officer.pk]},
    )

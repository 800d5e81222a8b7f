"""Drafting and publishing in one line, for tests."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import Month
from dongne.outreach.vocabulary.models import FormVersion
from dongne.outreach.vocabulary.public import publish, start_draft, write_word


def change(viewer: Viewer, month: Month, slug: str, *, now: datetime, **values: Any) -> FormVersion:
    """Publish the viewer's own form with one field changed, or added for the slug `+`."""
    draft = start_draft(viewer, now=now)
    write_word(viewer, version_id=draft.pk, section="fields", slug=slug, values=values, now=now)
    return publish(viewer, version_id=draft.pk, month=month, now=now)

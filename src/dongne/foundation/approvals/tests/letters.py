"""A kind of paper that exists only here: approvals serve whatever is registered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.urls import include, path
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dongne.foundation.approvals.models import Line
from dongne.foundation.approvals.subjects import Card, Subject, register
from dongne.foundation.approvals.urls import decisions
from dongne.foundation.scope.public import Viewer

ended: dict[UUID, str] = {}


def _approved(viewer: Viewer, id_: UUID, now: datetime) -> None:
    ended[id_] = "approved"


def _returned(viewer: Viewer, id_: UUID, reason: str, now: datetime) -> None:
    ended[id_] = reason


def _cards(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, Card]:
    return {
        id_: Card(
            title=f"편지 {id_.hex[-4:]}", as_object="편지를", summary="", url=f"/letters/{id_}"
        )
        for id_ in ids
    }


def _paper(viewer: Viewer, line: Line) -> SafeString:
    return format_html('<article id="letter-{}">편지</article>', line.subject_id)


register(Subject(type="letter", approved=_approved, returned=_returned, cards=_cards, paper=_paper))
urlpatterns = [path("", include("dongne.config.urls")), *decisions("letters", "letter")]

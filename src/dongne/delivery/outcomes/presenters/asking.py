"""The one question, on the applicant's own page once everything is over."""

from __future__ import annotations

from uuid import UUID

from django.core import signing
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from dongne.delivery.applications.public import Application, register_part
from dongne.foundation.scope.public import SYSTEM, Viewer

from ..forms import AnswerForm
from ..models import Answer

SALT = "outcomes.answer"
GOOD_FOR = 24 * 60 * 60
"""Seconds: as long as a page may lie open."""


def register() -> None:
    """Called once, when the apps start."""
    register_part("closed", "outcomes", _question)


def ticket_for(application: Application) -> str:
    """Whoever was shown the page may answer from it, and nobody else."""
    return signing.dumps(str(application.pk), salt=SALT)


def application_of(ticket: str) -> UUID | None:
    try:
        return UUID(signing.loads(ticket, salt=SALT, max_age=GOOD_FOR))
    except (signing.BadSignature, ValueError):
        return None


def _question(viewer: Viewer, application: Application) -> SafeString | str:
    if application.handed_at is None:
        return ""
    given = Answer.objects.for_viewer(SYSTEM).filter(pk=application.pk).first()
    answered = given is not None and given.answered_at is not None
    return render_to_string(
        "outcomes/question.html",
        {
            "answered": answered,
            "form": AnswerForm(),
            "ticket": ticket_for(application),
        },
    )

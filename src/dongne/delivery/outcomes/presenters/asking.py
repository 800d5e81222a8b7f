"""The one question, on the applicant's own page once everything is over."""

from __future__ import annotations

from uuid import UUID

from django.core import signing

from dongne.delivery.applications.public import Application

SALT = "outcomes.answer"
GOOD_FOR = 24 * 60 * 60
"""Seconds: as long as a page may lie open."""


def ticket_for(application: Application) -> str:
    """Whoever was shown the page may answer from it, and nobody else."""
    return signing.dumps(str(application.pk), salt=SALT)


def application_of(ticket: str) -> UUID | None:
    try:
        return UUID(signing.loads(ticket, salt=SALT, max_age=GOOD_FOR))
    except (signing.BadSignature, ValueError):
        return None

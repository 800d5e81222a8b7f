"""Reading what happened to one subject."""

from __future__ import annotations

from django.db import models

from .models import AuditEntry, subject_type


def history_of(subject: models.Model) -> models.QuerySet[AuditEntry]:
    """The subject's rows, oldest first. The caller has fetched the subject through its scope."""
    return AuditEntry.objects.filter(
        subject_type=subject_type(subject), subject_id=str(subject.pk)
    ).order_by("id")

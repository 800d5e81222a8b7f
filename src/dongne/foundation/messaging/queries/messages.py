"""Messages as a viewer sees them."""

from __future__ import annotations

from django.db import models

from dongne.foundation.scope.public import TenantQuerySet, Viewer

from ..models import Message


def messages_for(viewer: Viewer) -> TenantQuerySet[Message]:
    """Every message of the viewer's part of the tree, the newest first."""
    return Message.objects.for_viewer(viewer)


def messages_about(viewer: Viewer, subject: models.Model) -> TenantQuerySet[Message]:
    """What was sent because of `subject`, the newest first."""
    return messages_for(viewer).filter(
        about_type=subject._meta.label_lower, about_id=str(subject.pk)
    )

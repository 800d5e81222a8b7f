"""Messages as a viewer sees them."""

from __future__ import annotations

from django.db import models

from dongne.foundation.residents.public import not_kept_from
from dongne.foundation.scope.public import ANONYMOUS, Level, TenantQuerySet, Viewer, ViewerKind

from ..models import Message


def messages_for(viewer: Viewer) -> TenantQuerySet[Message]:
    """Every message of the viewer's part of the tree, the newest first."""
    return Message.objects.for_viewer(viewer)


def residents_messages(viewer: Viewer) -> TenantQuerySet[Message]:
    """Messages to residents, but for those of or about persons who are kept from the viewer.

    Nobody's but the people of the dong: a desk above reads no messages. Notices to officers are
    their own, and in nobody else's list.
    """
    if viewer.level is not Level.DONG and viewer.kind is not ViewerKind.SYSTEM:
        return Message.objects.for_viewer(ANONYMOUS)
    rows = Message.objects.for_viewer(viewer).filter(officer=None)
    return rows.filter(not_kept_from(viewer, "person_id"), not_kept_from(viewer, "concerns"))


def messages_about(viewer: Viewer, subject: models.Model) -> TenantQuerySet[Message]:
    """What was sent because of `subject`, the newest first."""
    return messages_for(viewer).filter(
        about_type=subject._meta.label_lower, about_id=str(subject.pk)
    )

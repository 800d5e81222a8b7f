"""The inbox, and the two addresses at which a paper of some kind is decided."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import views

urlpatterns = [path("inbox", views.inbox, name="inbox")]


def decisions(prefix: str, subject_type: str) -> list[URLPattern]:
    """`<prefix>/<uuid>/approve` and `/return`, for the urls of the module that has the paper."""
    kind = {"subject_type": subject_type}
    return [
        path(
            f"{prefix}/<uuid:subject_id>/approve",
            views.approve,
            kind,
            name=f"{subject_type}_approve",
        ),
        path(
            f"{prefix}/<uuid:subject_id>/return",
            views.return_,
            kind,
            name=f"{subject_type}_return",
        ),
    ]

"""Asides of texts, and the numbers that need none."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import models

from dongne.foundation.scope.public import SYSTEM, Viewer

from .models import Aside, PublicNumber, subject_type


def asides_of(viewer: Viewer, subjects: Iterable[models.Model]) -> dict[str, list[Aside]]:
    """By the subject's key as text. The caller has seen to it that the viewer may read them."""
    rows = list(subjects)
    if not rows:
        return {}
    found: dict[str, list[Aside]] = {}
    for aside in Aside.objects.for_viewer(viewer).filter(
        subject_type=subject_type(rows[0]), subject_id__in=[str(row.pk) for row in rows]
    ):
        found.setdefault(aside.subject_id, []).append(aside)
    return found


def aside_of(viewer: Viewer, aside_id: UUID) -> Aside | None:
    return Aside.objects.for_viewer(viewer).filter(pk=aside_id).first()


def find_by_last_four(viewer: Viewer, digits: str, *, limit: int) -> list[Aside]:
    """Newest first, by the last four digits or by a whole number."""
    column = "phone_last4" if len(digits) == 4 else "phone_key"
    found = Aside.objects.for_viewer(viewer).filter(
        **{f"{column}__in": Aside.keyed(column, digits)}
    )
    return list(found.order_by("-created_at", "-pk")[:limit])


def public_numbers(dong_ids: Iterable[int | None]) -> dict[int | None, frozenset[str]]:
    """Digits, or beginnings of digits, of the offices' own numbers, by dong."""
    rows = PublicNumber.objects.for_viewer(SYSTEM).filter(dong_id__in=[d for d in dong_ids if d])
    found: dict[int | None, frozenset[str]] = {}
    for dong_id, digits in rows.values_list("dong_id", "digits"):
        found[dong_id] = found.get(dong_id, frozenset()) | {digits}
    return found


def own_numbers(viewer: Viewer) -> list[PublicNumber]:
    """Those of the viewer's own dong."""
    return list(PublicNumber.objects.for_viewer(viewer).filter(dong_id=viewer.dong_key))

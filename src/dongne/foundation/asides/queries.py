"""Asides of texts, and the numbers that need none."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast

from dongne.foundation.residents.public import Person, living
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.foundation.vault.public import KeyGone

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


def asides_about(viewer: Viewer, person: Person) -> models.QuerySet[Aside]:
    """Those of the person's dong with a telephone number or an address that is the person's.

    Compared by the keyed index; nobody sees the number on the way.
    """
    same = Q()
    for column in ("phone", "second_phone", "email"):
        value = getattr(person, column)
        key = "email_key" if column == "email" else "phone_key"
        try:
            plain = value.reveal() if value else ""
        except KeyGone:
            continue
        if plain:
            same |= Q(**{f"{key}__in": Aside.keyed(key, plain)})
    rows = Aside.objects.for_viewer(viewer).filter(dong=person.dong_id)
    return rows.filter(same) if same else rows.none()


def somebody_elses(person: Person) -> Q:
    """Of `asides_about`: what is a number of another person of the dong as well, as of a family."""
    found = Q()
    others = living(SYSTEM).filter(dong=person.dong_id).exclude(pk=person.pk)
    for column in ("phone", "second_phone", "email"):
        value = getattr(person, column)
        try:
            plain = value.reveal() if value else ""
        except KeyGone:
            continue
        if not plain:
            continue
        if column == "email":
            shared = Q(email_key__in=Person.keyed("email_key", plain))
            mine = Q(email_key__in=Aside.keyed("email_key", plain))
        else:
            shared = Q(phone_key__in=Person.keyed("phone_key", plain))
            shared |= Q(second_phone_key__in=Person.keyed("second_phone_key", plain))
            mine = Q(phone_key__in=Aside.keyed("phone_key", plain))
        if others.filter(shared).exists():
            found |= mine
    return found


def subjectless() -> list[models.QuerySet[Aside]]:
    """Asides whose text is no longer there, by kind of subject; a module that is gone is left."""
    mine = Aside.objects.for_viewer(SYSTEM)
    found: list[models.QuerySet[Aside]] = []
    for type_ in mine.order_by().values_list("subject_type", flat=True).distinct():
        try:
            model = apps.get_model(type_)
        except LookupError:
            continue
        rows = model._base_manager.annotate(told=Cast("pk", CharField()))
        text = rows.filter(told=OuterRef("subject_id"))
        found.append(mine.filter(~Exists(text), subject_type=type_))
    return found


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

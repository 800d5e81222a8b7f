"""Querysets of persons and what hangs on them: a blocked relative is answered as a stranger is.

A block (주민등록법 제29조제6항) reaches everybody who shares the protected address, or it would be
read off a child's row: the persons that the block names, the people of a household that it names
(also whoever has left it since the block began), and whoever lives today with a person it names.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Self, TypeVar

from django.apps import apps
from django.db import models
from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from dongne.foundation.scope.public import Level, Role, TenantQuerySet, Viewer, ViewerKind
from dongne.lib.seoul import seoul_day

M = TypeVar("M", bound=models.Model)


def works_with_residents(viewer: Viewer) -> bool:
    """Whether rows of residents are the viewer's at all (docs/decisions/0021).

    People of a dong, for theirs; the privacy officer above, for what has to be reviewed and
    answered. A desk needs figures and a department what is handed to it: neither reads persons.
    """
    if viewer.kind is ViewerKind.SYSTEM:
        return True
    if viewer.kind is not ViewerKind.OFFICER:
        return False
    return viewer.level is Level.DONG or viewer.has(Role.PRIVACY_OFFICER)


def holding(day: date) -> Q:
    """Blocks that hold on the day."""
    return Q(lifted_at=None, starts_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gte=day))


def _blocks(day: date, **party: Any) -> Any:
    manager: Any = apps.get_model("residents", "Block")._base_manager
    return manager.filter(holding(day), **party)


def _memberships() -> Any:
    manager: Any = apps.get_model("residents", "Membership")._base_manager
    return manager.all()


def households_blocked(day: date, **party: Any) -> list[Any]:
    """Queries of the keys of households that the party may not know of."""
    blocks = _blocks(day, **party)
    return [
        blocks.filter(household__isnull=False).values("household"),
        _memberships()
        .filter(ends_on=None, person__in=blocks.filter(person__isnull=False).values("person"))
        .values("household"),
    ]


def persons_blocked(day: date, **party: Any) -> list[Any]:
    """Queries of the keys of persons that the party may not know of.

    Not correlated: the server answers each of them once for a statement, from an index that is
    empty for nearly everybody.
    """
    blocks = _blocks(day, **party)
    named = blocks.filter(person__isnull=False)
    # One `filter`: the day has to be that of the same block.
    of_household = _memberships().filter(
        Q(ends_on=None) | Q(ends_on__gte=F("household__blocks__starts_on")),
        household__blocks__in=blocks,
    )
    lives_with = _memberships().filter(
        ends_on=None,
        household__in=_memberships()
        .filter(ends_on=None, person__in=named.values("person"))
        .values("household"),
    )
    return [named.values("person"), of_household.values("person"), lives_with.values("person")]


def not_kept_from(viewer: Viewer, path: str) -> Q:
    """For any model: rows whose person at `path` is not kept from the viewer.

    Rows without a person stay. Part of the caller's statement.
    """
    found = Q()
    if viewer.officer_id is None:
        return found
    for keys in persons_blocked(seoul_day(timezone.now()), officer=viewer.officer_id):
        found &= ~Q(**{f"{path}__in": keys})
    return found


def told_not_kept_from(viewer: Viewer, column: str) -> Q:
    """As `not_kept_from`, for a column that tells whose it is as text: `resident:<key>` or
    `household:<key>`, as the log of openings does. Rows of anything else stay.
    """
    found = Q()
    if viewer.officer_id is None:
        return found
    day = seoul_day(timezone.now())
    for kind, key, queries in (
        ("resident", "person", persons_blocked(day, officer=viewer.officer_id)),
        ("household", "household", households_blocked(day, officer=viewer.officer_id)),
    ):
        text = Concat(Value(f"{kind}:"), Cast(key, CharField()))
        for keys in queries:
            found &= ~Q(**{f"{column}__in": keys.annotate(told=text).values("told")})
    return found


Handed = Callable[[Viewer], "models.QuerySet[Any]"]
_handed: list[Handed] = []


def register_handed(keys: Handed) -> None:
    """Called when the apps start: keys of the persons whose matter is in a department's hands."""
    if keys not in _handed:
        _handed.append(keys)


def _handed_to(viewer: Viewer) -> Q:
    found = Q(pk__in=[])
    for keys in _handed:
        found |= Q(pk__in=keys(viewer))
    return found


class ResidentQuerySet(TenantQuerySet[M]):
    """Rows of residents. `person_path` leads to the person, `household_path` to the household.

    A department reads the persons of what is handed to it, and nothing that hangs on them.
    """

    def for_viewer(self, viewer: Viewer) -> Self:
        handed = viewer.signed_in and viewer.has(Role.DEPARTMENT) and viewer.dong_id is None
        if handed and getattr(self.model, "person_path", "") == "pk":
            rows = self.filter(_handed_to(viewer))
        elif works_with_residents(viewer):
            rows = super().for_viewer(viewer)
        else:
            return self.none()._mark_scoped()
        if viewer.officer_id is None:
            return rows
        day = seoul_day(timezone.now())
        if path := getattr(self.model, "person_path", ""):
            rows = rows.filter(not_kept_from(viewer, path))
        if path := getattr(self.model, "household_path", ""):
            for keys in households_blocked(day, officer=viewer.officer_id):
                rows = rows.filter(~Q(**{f"{path}__in": keys}))
        return rows._mark_scoped()


ResidentManager = models.Manager.from_queryset(ResidentQuerySet)

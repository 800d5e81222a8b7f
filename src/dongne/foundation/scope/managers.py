"""Querysets of tenant rows: they refuse to answer until somebody said who is looking."""

from __future__ import annotations

from typing import Any, Self, TypeVar

from django.db import models

from .viewer import Level, Viewer

M = TypeVar("M", bound=models.Model)


class Unscoped(RuntimeError):
    """A tenant table was asked without `for_viewer`. A mistake in the program, never of a user."""

    def __init__(self, model: type[models.Model]) -> None:
        super().__init__(f"{model.__name__} was asked before for_viewer(viewer)")


class TenantQuerySet(models.QuerySet[M]):
    """Rows of the tree's dongs. `tenant_path` of the model is the lookup that leads to the dong."""

    _scoped = False

    def for_viewer(self, viewer: Viewer) -> Self:
        """Only rows of the viewer's part of the tree; nothing for whoever has no part."""
        path = getattr(self.model, "tenant_path", "dong")
        to_dong = f"{path}__" if path else ""
        match viewer.level:
            case Level.EVERYTHING:
                narrowed = self.all()
            case Level.DONG if viewer.dong_id:
                narrowed = self.filter(**{f"{path or 'pk'}": viewer.dong_id})
            case Level.DISTRICT if viewer.district_id:
                narrowed = self.filter(**{f"{to_dong}district": viewer.district_id})
            case Level.CITY if viewer.city_id:
                narrowed = self.filter(**{f"{to_dong}district__city": viewer.city_id})
            case _:
                narrowed = self.none()
        return narrowed._mark_scoped()

    def _mark_scoped(self) -> Self:
        self._scoped = True
        return self

    def _clone(self) -> Self:
        clone = super()._clone()  # type: ignore[misc]
        clone._scoped = self._scoped
        return clone

    def _require_scope(self) -> None:
        if not self._scoped:
            raise Unscoped(self.model)

    # Every way in which rows or figures leave a queryset. `get`, `first`, iteration and slices
    # all pass `_fetch_all`; inserting needs no scope, since nothing is read.
    def _fetch_all(self) -> None:
        self._require_scope()
        super()._fetch_all()

    def iterator(self, *args: Any, **kwargs: Any) -> Any:
        self._require_scope()
        return super().iterator(*args, **kwargs)

    def count(self) -> int:
        self._require_scope()
        return super().count()

    def exists(self) -> bool:
        self._require_scope()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._require_scope()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        self._require_scope()
        return super().update(**kwargs)

    update.alters_data = True  # type: ignore[attr-defined]

    def delete(self) -> tuple[int, dict[str, int]]:
        self._require_scope()
        return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Any:
        self._require_scope()
        return super().resolve_expression(*args, **kwargs)


TenantManager = models.Manager.from_queryset(TenantQuerySet)

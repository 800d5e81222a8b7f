"""Tables keep to the floors as imports do, and those of one dong answer nobody unasked."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError
from django.db.models import Field, Manager, Model
from django.db.models.fields.related import ForeignObject, ManyToManyField

from .exempt import EVERYBODYS
from .tree import Order


def ours() -> list[type[Model]]:
    return [m for m in apps.get_models() if m.__module__.startswith("dongne.")]


def check(root: Path) -> list[str]:
    models = ours()
    return list(check_floors(root, models)) + list(check_tenants(models))


def check_migrations(root: Path) -> list[str]:
    """`makemigrations --check`, without a database."""
    said = io.StringIO()
    with warnings.catch_warnings(action="ignore", category=RuntimeWarning):
        try:
            call_command("makemigrations", check=True, dry_run=True, stdout=said, no_color=True)
        except SystemExit:
            return [f"models changed without a migration: {said.getvalue()}"]
    return []


def check_floors(root: Path, models: Iterable[type[Model]]) -> Iterator[str]:
    """Foreign keys, which import-linter cannot see when they are strings."""
    order = Order(root)
    for model in models:
        for field, target in _relations(model):
            if target.__module__.startswith("dongne."):
                upper, lower = _module(model), _module(target)
                if not order.may_use(upper, lower):
                    yield f"{_name(model)}.{field.name}: points up, from {upper} to {lower}"


def check_tenants(models: Iterable[type[Model]]) -> Iterator[str]:
    """Whatever hangs on a dong says how, and its managers raise until they know who looks."""
    from dongne.foundation.places.public import Dong
    from dongne.foundation.scope.public import Unscoped

    for model in models:
        path: str | None = getattr(model, "tenant_path", None)
        if path is None:
            for field, target in _relations(model):
                if hasattr(target, "tenant_path") and _name(model) not in EVERYBODYS:
                    yield f"{_name(model)}.{field.name}: leads to a dong, but has no tenant_path"
            continue
        if _name(model) in EVERYBODYS:
            yield f"exempt.py: {_name(model)} has a tenant_path"
        if _end(model, path) is not Dong:
            yield f"{_name(model)}: its tenant_path {path!r} does not lead to a dong"
        for manager in model._meta.managers:
            for ask in (list, Manager.count, Manager.exists):
                try:
                    ask(manager.all() if ask is list else manager)  # type: ignore[arg-type]
                except Unscoped:
                    continue
                except DatabaseError:
                    pass  # it went as far as that
                yield f"{_name(model)}.{manager.name}: answers before for_viewer"
                break


def _relations(model: type[Model]) -> Iterator[tuple[Field, type[Model]]]:
    for field in [*model._meta.fields, *model._meta.many_to_many]:
        if isinstance(field, ForeignObject | ManyToManyField):
            yield field, field.related_model


def _end(model: type[Model], path: str) -> type[Model]:
    for step in filter(None, path.split("__")):
        model = model._meta.get_field(step).related_model
    return model


def _name(model: type[Model]) -> str:
    return f"{model._meta.app_label}.{model.__name__}"


def _module(model: type[Model]) -> str:
    parts = model.__module__.removeprefix("dongne.").split(".")
    return ".".join(parts[: 2 if len(parts) > 2 else 1])

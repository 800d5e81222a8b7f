"""Every table says what personal data it holds; sealed values are opened in few places only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import Field, Model

from dongne.lib.personal_data import Holds

from .exempt import NAMES_OF_THINGS, REVEALS
from .tree import files, source

DOC = "docs/personal-data.md"
# A column called so is likely to hold a person's: it is declared, or it stands in exempt.py.
TELLING = re.compile(
    r"(^|_)(name|names|username|phone|mobile|tel|address|birth|birthday|email|mail|memo|note|notes"
    r"|ip|account_number|rrn)(_|$)"
)


def check(root: Path) -> list[str]:
    return [*check_models(apps.get_models()), *check_libraries(), *check_page(root)]


def check_models(models: Iterable[type[Model]]) -> Iterator[str]:
    elsewhere: dict[str, Holds | None] = settings.PERSONAL_DATA_OF_LIBRARIES
    for model in models:
        label = model._meta.label
        if not hasattr(model, "personal_data") and label not in elsewhere:
            yield f"{label}: does not say what personal data it holds"
            continue
        holds = getattr(model, "personal_data", elsewhere.get(label))
        yield from _faults(model, holds)


def check_libraries() -> Iterator[str]:
    there = {model._meta.label for model in apps.get_models()}
    for label in settings.PERSONAL_DATA_OF_LIBRARIES:
        if label not in there:
            yield f"config/personal_data.py: there is no table {label}"
    for name in NAMES_OF_THINGS:
        label, _, column = name.rpartition(".")
        try:
            apps.get_model(label)._meta.get_field(column)
        except LookupError:
            yield f"exempt.py: there is no column {name}"


def check_page(root: Path) -> Iterator[str]:
    from dongne.foundation.vault.management.commands.personal_data import page

    path = root / DOC
    if not path.exists() or path.read_text() != page():
        yield f"{DOC}: out of date; `dongne manage personal_data --write {DOC}`"


def _faults(model: type[Model], holds: Holds | None) -> Iterator[str]:
    from dongne.foundation.vault.public import KeyedIndexField, SealedField

    label = model._meta.label
    columns: dict[str, Field] = {f.name: f for f in model._meta.local_fields}
    columns |= {f.name: f for f in model._meta.local_many_to_many}
    told = set(holds.columns) if holds else set()
    sealed = set(holds.sealed) if holds else set()
    for name in sorted(told - set(columns)):
        yield f"{label}: declares a column that it has not: {name}"
    for name, field in columns.items():
        if isinstance(field, SealedField):
            if name not in sealed and f"{label}.{name}" not in NAMES_OF_THINGS:
                yield f"{label}.{name}: is sealed, but not declared so"
        elif name in sealed:
            yield f"{label}.{name}: is declared sealed, but lies in the clear"
        elif (
            TELLING.search(name)
            and name not in told
            and not field.is_relation
            and not isinstance(field, KeyedIndexField)
            and f"{label}.{name}" not in NAMES_OF_THINGS
        ):
            yield f"{label}.{name}: sounds like a person's, and is not declared"


def check_reveals(root: Path) -> list[str]:
    """What is sealed is opened only where the opening is logged or the value sent on."""
    faults, seen = [], set()
    for path in files(root, ".py"):
        inside = str(path.relative_to(source(root)))
        if ".reveal(" in path.read_text():
            seen.add(inside)
            if inside not in REVEALS:
                faults.append(f"{inside}: opens a sealed value; only those in exempt.py may")
    faults += [f"exempt.py: {name} opens nothing" for name in sorted(set(REVEALS) - seen)]
    return faults

"""Which shape of the database this program expects, and whether a database has it."""

import hashlib
from functools import cache
from pathlib import Path

from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader


@cache
def fingerprint() -> str:
    """Changes with every migration that is added; read from names, without loading them."""
    names = (
        f"{app.label}.{file.stem}"
        for app in apps.get_app_configs()
        for file in Path(app.path, "migrations").glob("[0-9]*.py")
    )
    return hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest()


def written_by_newer() -> bool:
    """Whether a migration of ours was applied that this program does not have."""
    loader = MigrationLoader(connection)
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("dongne.")}
    assert loader.disk_migrations is not None
    return any(
        key[0] in ours and key not in loader.disk_migrations for key in loader.applied_migrations
    )


def numbers(version: str) -> tuple[int, ...]:
    """`0.10.2` as a tuple that sorts."""
    return tuple(int(part) for part in version.split(".") if part.isdecimal())

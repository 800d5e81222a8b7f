"""Fixtures that cross modules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.contenttypes.management import create_contenttypes
from django.db import connection
from django.db.models.signals import post_migrate
from django.utils import translation

from tests.cast import Cast


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Tests with real transactions empty every table after themselves, the log of openings too."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for table, trigger in (
            ("opening", "opening_not_emptied"),
            ("examination", "examination_not_emptied"),
            ("head", "head_not_emptied"),
        ):
            cursor.execute(f"ALTER TABLE openings_{table} DISABLE TRIGGER {trigger}")
    # After each of them Django would write anew what nobody here reads: rights and kinds of rows.
    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
    post_migrate.disconnect(create_contenttypes)
    # The least that the same algorithm takes. Programs that tests start have the real cost.
    hasher = Argon2PasswordHasher
    hasher.time_cost, hasher.memory_cost, hasher.parallelism = 1, 8, 1


@pytest.fixture(autouse=True)
def korean_again() -> None:
    """A page asked for in English leaves its language to the thread, and so to the next test."""
    translation.activate("ko")


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Pages that were kept for the same address in another test."""
    from dongne.web.shell.keeping import forget

    forget()


@pytest.fixture(autouse=True)
def own_keys_again() -> Iterator[None]:
    """The ring of another file, which a test that has keys of its own leaves to the process for a
    second: what the next test seals with it, nobody opens a moment later."""
    yield
    from dongne.foundation.vault import ring

    ring.known.forget()


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


@pytest.fixture
def words_again(transactional_db: None) -> None:
    """The standard words, which a test with real transactions has swept away after itself."""
    from importlib import import_module

    from django.apps import apps

    if not apps.get_model("vocabulary", "Form").objects.exists():
        words = import_module("dongne.outreach.vocabulary.migrations.0004_words_into_forms")
        words.load_everybodys(apps, None)


@pytest.fixture
def categories_again(transactional_db: None) -> None:
    """The standard categories, likewise."""
    from importlib import import_module

    from django.apps import apps

    if not apps.get_model("categories", "CategoryVersion").objects.exists():
        import_module("dongne.outreach.categories.migrations.0002_standard").load(apps, None)


@pytest.fixture
def services_again(transactional_db: None) -> None:
    """The standard services, likewise."""
    from importlib import import_module

    from django.apps import apps

    if not apps.get_model("catalogue", "CatalogueVersion").objects.exists():
        import_module("dongne.delivery.catalogue.migrations.0002_standard").load(apps, None)

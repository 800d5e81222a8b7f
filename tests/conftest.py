"""Fixtures that cross modules."""

from __future__ import annotations

import pytest
from django.utils import translation

from tests.cast import Cast


@pytest.fixture(autouse=True)
def korean_again() -> None:
    """A page asked for in English leaves its language to the thread, and so to the next test."""
    translation.activate("ko")


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

"""Whatever a model declares to hold is said to people in their own words."""

from __future__ import annotations

import pytest

from dongne.foundation.privacy.presenters import declared_reasons, declared_words
from dongne.foundation.privacy.queries.declared import Declared, declared


@pytest.mark.parametrize("one", declared(), ids=lambda one: f"{one.module}.{one.model}")
def test_every_declaration_has_words(one: Declared) -> None:
    assert f"{one.module}.{one.model}" in declared_words.TABLES
    assert set(one.holds.columns.values()) <= set(declared_words.COLUMNS)
    assert one.holds.until in declared_reasons.UNTIL
    assert not one.holds.why_clear or one.holds.why_clear in declared_reasons.WHY_CLEAR

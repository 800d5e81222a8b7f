"""The table of `permissions/` is what happens, and no route is missing in it.

On the way every page is looked at by everybody: what it shows of a person in the clear is logged.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import Settings

from .clear import Clear
from .routes import check, table
from .things import Things

PARTS = 2


@pytest.mark.smoke
@pytest.mark.django_db
@pytest.mark.parametrize("part", range(PARTS), ids=lambda n: f"part-{n + 1}")
def test_everybody_gets_what_the_table_says(
    subtests: pytest.Subtests, settings: Settings, tmp_path: Path, part: int
) -> None:
    """Fourteen thousand questions: every second row each, so that two processes share them."""
    settings.MEDIA_ROOT = tmp_path
    # Every question is taken back, also that somebody was here: on a slow machine all would be
    # signed out before the table ends.
    settings.IDLE_MINUTES = 24 * 60
    things = Things()
    clear = Clear()
    for (method, route, state), expected in list(table().items())[part::PARTS]:
        with subtests.test(f"{method} {route} {state}"):
            wrong = []
            for column, status in expected.items():
                with transaction.atomic():
                    found = things.status(column, method, route, state)
                    unlogged = clear.faults(things.told, things.sent)
                    transaction.set_rollback(True)
                if found != status:
                    wrong.append(f"{column}: {found}, not {status}")
                wrong += [f"{column}: {fault}" for fault in unlogged]
            assert not wrong


def test_every_route_has_its_row() -> None:
    assert check() == []

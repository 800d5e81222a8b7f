"""The cast is what the services would have made of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection, models, transaction

from tests.cast import Cast
from tests.hiring import AtOnce, ByServices, Hiring

pytestmark = pytest.mark.django_db


def test_at_once_every_table_is_as_the_services_write_it() -> None:
    ours, theirs = rows_after(AtOnce), rows_after(ByServices)
    assert sum(map(len, ours.values())) > 200
    for table, rows in theirs.items():
        assert ours[table] == rows, table


def rows_after(hiring: type[Hiring]) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table but what is drawn by lot; keys begin at the same number.

    The cast is taken back.
    """
    every = apps.get_models(include_auto_created=True)
    tables = [model for model in every if model._meta.managed and not model._meta.proxy]
    with transaction.atomic():
        with connection.cursor() as cursor:
            for model in tables:
                if isinstance(model._meta.pk, models.AutoField | models.BigAutoField):
                    cursor.execute(
                        "SELECT setval(pg_get_serial_sequence(%s, %s), 1000000)",
                        [model._meta.db_table, model._meta.pk.column],
                    )
        Cast(hiring)
        rows = {
            model._meta.label: [
                {
                    column: None if isinstance(value, UUID) else value
                    for column, value in row.items()
                }
                for row in model._base_manager.order_by("pk").values()
            ]
            for model in tables
        }
        transaction.set_rollback(True)
    return rows

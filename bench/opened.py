"""Openings of persons' data, one a call: read by processes that know no Django yet."""

from __future__ import annotations

import dataclasses
import threading
import time
from datetime import UTC, datetime
from typing import Any

import django
import psycopg
from django.db import transaction

from dongne.lib.ids import new_id

BARE_OPENING = """
INSERT INTO openings_opening (
    id, chain, position, at, actor_kind, account_id, officer_id, actor_name, address, dong_id,
    deed, subject_type, subject_id, whose, columns, purpose, previous, link, key_id, seal
) VALUES (%s, %s, %s, now(), 'officer', 1, 1, '김하늘', '10.0.0.1', %s, 'opened',
    'residents.person', %s, %s, '["name", "phone"]', 'visit', %s, %s, '00000000', %s)
"""

_ready = threading.Lock()


def by_the_program(dong_ids: list[int], _bare: psycopg.Connection[Any], number: int) -> int:
    """One opening by the program's own service, in a transaction and connection of Django's."""
    with _ready:
        django.setup()
    from dongne.foundation.openings.public import record_opening
    from dongne.foundation.places.public import Dong
    from dongne.foundation.scope.public import SYSTEM

    viewer = dataclasses.replace(SYSTEM, name="김하늘", address="10.0.0.1")
    dong = Dong(pk=dong_ids[number % len(dong_ids)])
    with transaction.atomic():
        record_opening(
            viewer,
            subject=dong,
            whose=f"resident:{new_id()}",
            columns=["name", "phone"],
            purpose="visit",
            now=datetime.now(UTC),
            dong_id=dong.pk,
        )
    return 1


def bare(dong_id: int, database: psycopg.Connection[Any], number: int) -> int:
    id_ = new_id()
    hash_ = id_.bytes * 2
    with database.transaction():
        database.execute(
            BARE_OPENING,
            [
                *(id_, f"bare:{number}", time.perf_counter_ns(), dong_id),
                *(str(id_), f"resident:{id_}", hash_, hash_, hash_),
            ],
        )
    return 1

"""Keys are changed while others write and read. The large form is `make prove NAME=rotation`."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as settings_of_run
from django.db import connection
from django.utils import timezone

from bench.prove.rotation import under_load
from dongne.foundation.openings.public import Fault, record_opening, verify
from dongne.foundation.residents.public import Person
from dongne.foundation.scope.public import SYSTEM
from dongne.foundation.vault import ring
from dongne.foundation.vault.public import (
    Resealing,
    forget,
    key_uses,
    reseal,
    rotate,
    rows_left,
    unopened,
)
from tests.cast import NOW, Cast

PERSONS = 60


@pytest.mark.django_db(transaction=True)
def test_nothing_is_lost_and_nothing_unreadable(cast: Cast) -> None:
    Person._base_manager.bulk_create(
        Person(
            dong=cast.own.dong,
            name=f"사람{n}",
            phone=f"010-0000-{n:04}",
            created_at=NOW,
            changed_at=NOW,
        )
        for n in range(PERSONS)
    )

    def turn() -> None:
        now = timezone.now()
        rotate(SYSTEM, now=now)
        reseal(SYSTEM, now=now)

    seen = under_load(environment(), turn, rotations=1, writers=2, readers=1)
    assert not seen.faults
    assert (seen.unfound, seen.writes > 0, seen.reads > 0) == (0, True, True)
    reseal(SYSTEM, now=timezone.now())
    assert rows_left() == 0
    assert unopened(open_all=True) == []
    rows = {str(row.pk): row for row in Person._base_manager.all()}
    for pk, phone in seen.last.items():
        assert rows[pk].phone.reveal() == phone
        same = Person._base_manager.filter(phone_key__in=Person.keyed("phone_key", phone))
        assert pk in {str(row.pk) for row in same}
    later = timezone.now() + timedelta(minutes=5)
    for use in key_uses():
        if not use.active:
            forget(SYSTEM, key_id=use.key_id, now=later)
    assert all(use.active for use in key_uses())
    assert Resealing.objects.get().left == 0


@pytest.mark.django_db
def test_a_log_key_that_is_gone_is_said_and_new_openings_go_on(cast: Cast) -> None:
    def opened() -> None:
        viewer = cast.viewer(cast.own.officer)
        record_opening(
            viewer, subject=cast.own.dong, whose="x:1", columns=[], purpose="visit", now=NOW
        )

    opened()
    kept = ring.ring()
    try:
        ring.write(ring.Ring(sealing=kept.sealing, index=kept.index, log=ring.Ring.fresh().log))
        opened()
        [broken] = verify()
        assert (broken.position, broken.fault) == (1, Fault.NO_KEY)
    finally:
        ring.write(kept)


def environment() -> dict[str, Any]:
    """For processes of our own: this run's database and keys."""
    name = connection.settings_dict["NAME"]
    parameters = connection.get_connection_params()
    parts = {
        key: parameters[key] for key in ("host", "port", "user", "password") if key in parameters
    }
    told = " ".join(f"{key}={value}" for key, value in {**parts, "dbname": name}.items() if value)
    return {
        **os.environ,
        "DATABASE_URL": told,
        "DONGNE_KEYS": str(settings_of_run.KEYS_FILE),
        "DJANGO_SETTINGS_MODULE": "dongne.config.settings",
    }

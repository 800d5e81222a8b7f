"""Many openings at once: a chain has no fork, and two dongs don't wait for one another."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, transaction

from dongne.foundation.openings.models import Head, Opening
from dongne.foundation.openings.public import record_openings, verify
from dongne.foundation.scope.public import Viewer
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db(transaction=True)
THREADS, TURNS = 6, 8


def in_a_thread(work: Callable[[], None]) -> None:
    """With a connection of its own, that is given back."""
    try:
        work()
    finally:
        connection.close()


def open_some(viewer: Viewer, cast: Cast, dong_id: int, rows: int = 1) -> None:
    with transaction.atomic():
        record_openings(
            viewer,
            subjects=[(cast.yangcheon, f"resident:{n}", ["name"]) for n in range(rows)],
            purpose="visit",
            now=NOW,
            dong_id=dong_id,
        )


def test_a_chain_has_no_fork(cast: Cast) -> None:
    viewers = [cast.viewer(cast.own.officer), cast.viewer(cast.near.officer)]
    dongs = [cast.own.dong.pk, cast.near.dong.pk]

    def turns(number: int) -> None:
        for turn in range(TURNS):
            of = (number + turn) % 2
            open_some(viewers[of], cast, dongs[of], rows=1 + turn % 3)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda n: in_a_thread(lambda: turns(n)), range(THREADS)))
    assert verify() == []
    for dong in dongs:
        rows = Opening._base_manager.filter(dong=dong).order_by("position")
        positions = list(rows.values_list("position", flat=True))
        assert positions == [*range(1, len(positions) + 1)]
        assert Head.objects.get(chain=f"dong:{dong}").position == len(positions)
    written = sum(1 + turn % 3 for turn in range(TURNS)) * THREADS
    assert Opening._base_manager.count() == written


def test_openings_of_two_dongs_do_not_wait_for_one_another(cast: Cast) -> None:
    own, near = cast.viewer(cast.own.officer), cast.viewer(cast.near.officer)
    open_some(own, cast, cast.own.dong.pk)

    def elsewhere(viewer: Viewer, dong_id: int) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '500ms'")
            open_some(viewer, cast, dong_id)

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        open_some(own, cast, cast.own.dong.pk)
        pool.submit(in_a_thread, lambda: elsewhere(near, cast.near.dong.pk)).result()
        waits = pool.submit(in_a_thread, lambda: elsewhere(own, cast.own.dong.pk))
        with pytest.raises(OperationalError):
            waits.result()
    assert verify() == []
    assert Opening._base_manager.count() == 3


def test_what_was_rolled_back_leaves_no_gap(cast: Cast) -> None:
    viewer = cast.viewer(cast.own.officer)
    open_some(viewer, cast, cast.own.dong.pk)
    with transaction.atomic():
        open_some(viewer, cast, cast.own.dong.pk, rows=3)
        transaction.set_rollback(True)
    open_some(viewer, cast, cast.own.dong.pk)
    assert verify() == []
    assert Head.objects.get().position == 2

"""Keys are changed while everybody works; an old one goes when nothing needs it any more."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from dongne.foundation.audit.public import AuditEntry
from dongne.foundation.scope.public import SYSTEM
from dongne.foundation.vault import ring, services
from dongne.foundation.vault.public import (
    Resealing,
    forget,
    key_uses,
    reseal,
    rotate,
    rows_left,
    unopened,
)
from dongne.foundation.vault.sealed import key_of
from dongne.lib.refusals import Conflict, NotHere
from tests.cast import NOW

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def rows(friend: Any) -> list[Any]:
    made = [friend(name=f"사람{n}", phone=f"010-0000-{n:04}") for n in range(250)]
    friend.objects.bulk_create(made)
    return made


@pytest.fixture(autouse=True)
def _short_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "PATIENCE_SECONDS", 0.0)
    monkeypatch.setattr(services, "PAUSE_SECONDS", 0.0)


def turned() -> Resealing:
    return rotate(SYSTEM, now=NOW, settle=0)


def test_everything_is_sealed_and_indexed_anew_and_the_old_keys_go(
    friend: Any, rows: list[Any]
) -> None:
    old = ring.ring()
    begun = turned()
    assert rows_left() == 250
    assert friend.objects.filter(name_key__in=friend.keyed("name_key", "사람7")).exists()
    assert reseal(SYSTEM, now=LATER) == 250
    assert rows_left() == 0
    begun.refresh_from_db()
    assert (begun.done, begun.left, begun.finished_at) == (250, 0, LATER)
    for n, row in enumerate(friend.objects.order_by("pk")):
        assert row.name.reveal() == f"사람{n}"
        assert key_of(vars(row)["name"]) == begun.sealing_key
    for key_id in (old.sealing.active, old.index.active):
        forget(SYSTEM, key_id=key_id, now=LATER + timedelta(minutes=2))
    assert {use.key_id for use in key_uses()} == {begun.sealing_key, begun.index_key}
    assert friend.objects.filter(name_key__in=friend.keyed("name_key", "사람7")).exists()
    assert unopened(open_all=True) == []
    rows_told = AuditEntry.objects.filter(action__startswith="vault.")
    told = set(rows_told.values_list("action", flat=True))
    assert told == {"vault.rotated", "vault.resealed", "vault.forgot"}


def test_uses_are_counted_by_key_and_model(friend: Any, rows: list[Any]) -> None:
    old = ring.ring()
    begun = turned()
    friend.objects.create(name="새 사람")
    uses = {use.key_id: use for use in key_uses()}
    assert uses[old.sealing.active].values == {"vault.Friend": 500}
    assert uses[begun.sealing_key].values == {"vault.Friend": 1}
    assert uses[begun.sealing_key].active
    assert uses[old.index.active].values == {"vault.Friend": 750}


def test_an_edit_made_meanwhile_is_not_overwritten(friend: Any, rows: list[Any]) -> None:
    """The batch has read the row, then somebody edits it: only in another connection can that be,
    and there the row is held. What was edited before the batch is what the batch seals."""
    turned()
    row = friend.objects.get(pk=rows[3].pk)
    row.phone = "010-9999-9999"
    row.save(update_fields=["phone"])
    reseal(SYSTEM, now=LATER)
    again = friend.objects.get(pk=row.pk)
    assert (again.phone.reveal(), again.name.reveal()) == ("010-9999-9999", "사람3")


def test_a_worker_that_dies_goes_on_where_it_was(
    friend: Any, rows: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = turned()
    batches = services._reseal_batch
    left = iter([True])

    def dies(*args: Any, **options: Any) -> Any:
        if next(left, None):
            return batches(*args, **options)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(services, "_reseal_batch", dies)
        with pytest.raises(KeyboardInterrupt):
            reseal(SYSTEM, now=LATER)
    begun.refresh_from_db()
    assert (begun.done, rows_left()) == (services.BATCH, 250 - services.BATCH)
    assert services.reseal_unfinished(SYSTEM, now=LATER) == 250 - services.BATCH
    assert services.reseal_unfinished(SYSTEM, now=LATER) == 0


def test_a_key_is_not_forgotten_while_anything_needs_it(friend: Any, rows: list[Any]) -> None:
    old = ring.ring()
    for key_id in (old.sealing.active, old.index.active):
        with pytest.raises(Conflict, match="지금 쓰는"):
            forget(SYSTEM, key_id=key_id, now=LATER)
    turned()
    for key_id in (old.sealing.active, old.index.active):
        with pytest.raises(Conflict, match=r"vault\.Friend"):
            forget(SYSTEM, key_id=key_id, now=LATER)
    reseal(SYSTEM, now=LATER)
    with pytest.raises(Conflict, match="얼마 되지"):
        forget(SYSTEM, key_id=old.sealing.active, now=LATER + timedelta(seconds=30))
    with pytest.raises(Conflict, match="접속기록"):
        forget(SYSTEM, key_id=old.log.active, now=LATER)
    with pytest.raises(NotHere):
        forget(SYSTEM, key_id="00000000", now=LATER)
    assert set(ring.ring().sealing.keys) >= {old.sealing.active}


def test_a_key_that_is_gone_says_which_rows_and_stops_nothing(
    friend: Any, rows: list[Any], own_ring: Path
) -> None:
    kept = ring.ring()
    ring.write(ring.Ring(sealing=ring.Ring.fresh().sealing, index=kept.index, log=kept.log))
    fine = friend.objects.create(name="새 사람")
    [told] = unopened()
    assert (told.model, told.rows) == ("vault.Friend", 250)
    assert told.why == f"key {kept.sealing.active}"
    assert set(told.ids) <= {str(row.pk) for row in rows}
    gone = next(use for use in key_uses() if not use.known)
    assert (gone.key_id, gone.total) == (kept.sealing.active, 500)
    begun = turned()
    assert reseal(SYSTEM, now=LATER) == 1
    begun.refresh_from_db()
    assert (begun.left, begun.finished_at) == (250, LATER)
    assert friend.objects.get(pk=fine.pk).name.reveal() == "새 사람"


def test_damage_is_found_where_every_value_is_opened(friend: Any, rows: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE vault_friend SET name = set_byte(name, 20, get_byte(name, 20) # 1)"
            " WHERE id = %s",
            [rows[5].pk],
        )
    assert unopened() == []
    [told] = unopened(open_all=True)
    assert (told.why, told.rows, told.ids) == ("damaged", 1, (str(rows[5].pk),))


def test_new_keys_are_known_everywhere_before_they_are_used(
    friend: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that read the file a moment ago finds what a faster one has written."""
    seen = []
    monkeypatch.setattr(services.time, "sleep", lambda _s: seen.append(ring.ring()))
    before = ring.ring()
    rotate(SYSTEM, now=NOW)
    [meanwhile] = seen
    assert meanwhile.index.active == before.index.active
    assert set(meanwhile.index.keys) == set(ring.ring().index.keys)
    assert ring.ring().index.active != before.index.active

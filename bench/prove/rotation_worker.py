"""One process that works with persons while the keys are changed: `writer | reader`, its number.

    python -m bench.prove.rotation_worker writer 0 2 STOP

Works until the file STOP is there, then prints what it has done and seen as JSON. Each writer has
persons of its own, so that what they hold at the end is known.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import Any

import django


def main(role: str, number: int, of: int, stop: Path) -> dict[str, Any]:
    from dongne.foundation.residents.public import Person

    rows = Person._base_manager.filter(destroyed_at=None).order_by("pk")
    mine = [pk for n, pk in enumerate(rows.values_list("pk", flat=True)) if n % of == number]
    rng = random.Random(f"{role}{number}")
    work = _Writer(mine, rng) if role == "writer" else _Reader(mine, rng)
    while not stop.exists():
        work.turn()
        # Whoever changes the keys waits until everybody is at work.
        stop.with_name(f"{role}-{number}").touch()
    return work.told()


class _Writer:
    def __init__(self, mine: list[Any], rng: random.Random) -> None:
        self.mine, self.rng = mine, rng
        self.last: dict[str, str] = {}
        self.turns = self.unfound = 0
        self.faults: list[str] = []
        self.old: Any = None
        """A row that was read some turns ago, as a form on somebody's screen."""

    def turn(self) -> None:
        from django.db import transaction

        from dongne.foundation.residents.public import Person

        phone = f"010-{self.rng.randrange(10_000):04}-{self.rng.randrange(10_000):04}"
        pk = self.rng.choice(self.mine)
        try:
            with transaction.atomic():
                row = Person._base_manager.select_for_update().get(pk=pk)
                row.phone = phone
                if self.rng.random() < 0.5:
                    row.save(update_fields=["phone"])
                else:
                    row.save()
            self.last[str(pk)] = phone
            found = Person._base_manager.filter(phone_key__in=Person.keyed("phone_key", phone))
            if pk not in set(found.values_list("pk", flat=True)):
                self.unfound += 1
            self._stale()
        except Exception as error:
            self.faults.append(f"{type(error).__name__}: {error}")
        self.turns += 1

    def _stale(self) -> None:
        """A row read before, saved whole now; nobody else has changed it meanwhile."""
        from dongne.foundation.residents.public import Person

        if self.turns % 40 == 0:
            self.old = Person._base_manager.get(pk=self.mine[0])
        elif self.turns % 40 == 39 and self.old is not None:
            known = self.last.get(str(self.old.pk))
            if known is None or self.old.phone.reveal() == known:
                self.old.save()

    def told(self) -> dict[str, Any]:
        return {
            "last": self.last,
            "turns": self.turns,
            "unfound": self.unfound,
            "faults": self.faults,
        }


class _Reader:
    def __init__(self, mine: list[Any], rng: random.Random) -> None:
        self.mine, self.rng = mine, rng
        self.turns = 0
        self.faults: list[str] = []

    def turn(self) -> None:
        from dongne.foundation.residents.public import Person

        some = self.rng.sample(self.mine, min(20, len(self.mine)))
        try:
            for row in Person._base_manager.filter(pk__in=some):
                row.name.reveal()
                row.phone.reveal()
        except Exception as error:
            self.faults.append(f"{type(error).__name__}: {error}")
        self.turns += 1

    def told(self) -> dict[str, Any]:
        return {"turns": self.turns, "faults": self.faults}


if __name__ == "__main__":
    django.setup()
    _role, _number, _of, _stop = sys.argv[1:]
    sys.stdout.write(json.dumps(main(_role, int(_number), int(_of), Path(_stop))))

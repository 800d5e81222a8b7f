"""`make prove [NAME=…]`: proofs on the terminal and in `docs/proof.json`.

python -m bench.prove [NAME] [--kills N], where NAME is one of `PROOFS`
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator

from bench.figures import Figure, collect
from bench.house import ROOT
from bench.prove import (
    browsers,
    cases,
    deadlines,
    field,
    hunt,
    killed,
    locker,
    machine,
    messages,
    parcels,
    plans,
    rotation,
    same,
    slow,
    street,
)

PROOFS = (
    "deadlines",
    "plans",
    "messages",
    "hunt",
    "rotation",
    "same",
    "slow",
    "machine",
    "cases",
    "parcels",
    "locker",
    "killed",
    "field",
    "street",
    "browsers",
)
RESULT = ROOT / "docs" / "proof.json"


def main() -> int:
    parser = argparse.ArgumentParser(prog="prove", description=__doc__)
    parser.add_argument("only", nargs="?", default="", choices=["", *PROOFS])
    parser.add_argument(
        "--kills", type=int, default=0, help="0: as many as each proof has by itself"
    )
    parser.add_argument(
        "--minutes", type=float, default=0, help="of `field`: no kill after so many"
    )
    options = parser.parse_args()
    parts = _parts(options.only, options.kills, options.minutes)
    return collect(parts, only=options.only, result=RESULT)


def _parts(only: str, kills: int, minutes: float) -> Iterator[tuple[str, Iterable[Figure]]]:
    proofs = {
        "deadlines": deadlines.prove,
        "plans": plans.prove,
        "messages": messages.prove,
        "hunt": hunt.prove,
        "rotation": rotation.prove,
        "same": same.prove,
        "slow": slow.prove,
        "machine": machine.prove,
        "cases": cases.prove,
        "parcels": parcels.prove,
        "locker": locker.prove,
        "street": street.prove,
        "browsers": browsers.prove,
        "killed": lambda: killed.prove(kills or killed.KILLS),
        "field": lambda: field.prove(kills or field.KILLS, minutes),
    }
    for name in PROOFS:
        if only in ("", name):
            yield name, proofs[name]()


if __name__ == "__main__":
    sys.exit(main())

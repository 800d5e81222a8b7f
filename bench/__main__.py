"""`make bench [NAME=…]`: figures on the terminal and in `bench/results.json`.

python -m bench [--quick | --whole] [NAME]
NAME: creating | reporting | photos | home | rolling_up | searching | importing | inbox | memory |
      moving | persons | field | listing | markers | due | planning | messages | start
"""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module

from bench.figures import Figure, collect
from bench.house import ROOT
from bench.measures import due, messages, planning, start
from bench.measures.setting import NORMAL, QUICK, WHOLE, Profile, prepared

IN_THE_CITY = (
    "rolling_up",
    "home",
    "creating",
    "reporting",
    "photos",
    "searching",
    "importing",
    "inbox",
    "memory",
    "moving",
    "persons",
    "field",
    # Last: they bring a million cases, which the others do without.
    "listing",
    "markers",
)
RESULT = ROOT / "bench" / "results.json"


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument(
        "only",
        nargs="?",
        default="",
        choices=["", "due", "planning", "messages", "start", *IN_THE_CITY],
    )
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_const", dest="profile", const=QUICK)
    size.add_argument("--whole", action="store_const", dest="profile", const=WHOLE)
    parser.set_defaults(profile=NORMAL)
    options = parser.parse_args()
    # A quick look is not what is kept.
    result = None if options.profile is QUICK else RESULT
    return collect(_parts(options.only, options.profile), only=options.only, result=result)


def _parts(only: str, profile: Profile) -> Iterator[tuple[str, Iterable[Figure]]]:
    wanted = [name for name in IN_THE_CITY if only in ("", name)]
    with contextlib.ExitStack() as stack:
        if wanted:
            setting = stack.enter_context(prepared(profile))
        for name in wanted:
            # Not before Django knows its settings.
            yield name, import_module(f"bench.measures.{name}").measure(setting)
    if only in ("", "due"):
        yield "due", due.measure()
    if only in ("", "planning"):
        yield "planning", planning.measure()
    if only in ("", "messages"):
        yield "messages", messages.measure()
    if only in ("", "start"):
        yield "start", start.measure(clean=profile is not QUICK)


if __name__ == "__main__":
    sys.exit(main())

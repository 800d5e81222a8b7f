"""`dongne tally check|rebuild`: hold the books of the months against the records."""

import argparse

from dongne.config.runtime.manage import manage

HELP = "check the tallies against ledger and activities, or rebuild them from the ledger"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["check", "rebuild"])


def run(options: argparse.Namespace) -> int:
    return manage("tally", options.what)

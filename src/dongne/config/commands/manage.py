"""`dongne manage …`: Django's own commands on this installation's database."""

import argparse

from dongne.config.runtime.manage import manage

HELP = "run a Django management command (migrate, makemigrations, shell, …)"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs=argparse.REMAINDER)


def run(options: argparse.Namespace) -> int:
    return manage(*options.words)

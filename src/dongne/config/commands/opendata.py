"""`dongne opendata check|rebuild|figures`: hold the public map against the cases."""

import argparse

from dongne.config.runtime.manage import manage

HELP = "check the public map against the cases, rebuild it, or count the public figures anew"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["check", "rebuild", "figures"])


def run(options: argparse.Namespace) -> int:
    return manage("opendata", options.what)

"""The `dongne` command line. Each command is a module of `dongne.config.commands`.

A command module has `HELP`, `arguments(parser)` and `run(options) -> exit status`; it imports
Django inside `run`, since the commands that start everything must work before it can be set up.
"""

import argparse
import sys
from importlib import import_module

from dongne import __version__
from dongne.config.runtime import refusals

COMMANDS = (
    "up",
    "worker",
    "build",
    "doctor",
    "tally",
    "opendata",
    "import",
    "export",
    "keys",
    "manage",
    "db",
    "due",
    "simulate",
)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dongne", description="동네 · Dongne")
    parser.add_argument("--version", action="version", version=f"dongne {__version__}")
    commands = parser.add_subparsers(metavar="command", required=True)
    for name in COMMANDS:
        module = import_module(f"dongne.config.commands.{name}")
        command = commands.add_parser(name, help=module.HELP, description=module.HELP)
        module.arguments(command)
        command.set_defaults(run=module.run)
    return parser


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
    except refusals.Refusal as refusal:
        return _refuse(refusal)
    except OSError as error:
        return _refuse(refusals.system_says(error))
    except KeyboardInterrupt:
        return 130
    return status


def _refuse(refusal: refusals.Refusal) -> int:
    sys.stderr.write(f"{refusal}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())

"""`dongne manage personal_data [--write FILE]`: what personal data the program holds, and where."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from dongne.foundation.vault.queries import Declaration, declared

HEAD = """\
# Personal data: what is held, where, and until when

Made by `dongne manage personal_data --write docs/personal-data.md` from what every table declares
(`dongne.lib.personal_data`); `python -m tests.architecture personal-data` finds it out of date.
Keys that point at a member of staff or a person are not listed: what they point at is.

Sealed columns are encrypted in the database and masked on every page
([0020](decisions/0020-sealed-columns-and-a-chain-of-openings.md)).
"""
TAIL = """
## Tables that hold none
"""


def page() -> str:
    tables = declared()
    with_data = [each for each in tables if each.holds is not None]
    without = [each.model for each in tables if each.holds is None]
    return "\n".join(
        [
            HEAD,
            *(_section(each) for each in with_data),
            TAIL.strip("\n"),
            "",
            ", ".join(without),
            "",
        ]
    )


def _clause(sentence: str) -> str:
    """To stand inside another sentence."""
    plain = sentence.strip().removesuffix(".")
    return plain[:1].lower() + plain[1:] if plain[1:2].islower() else plain


def _section(each: Declaration) -> str:
    holds = each.holds
    assert holds is not None
    lines = [
        f"## {each.model}",
        "",
        f"About: {holds.about.value}. Table `{each.table}`. Until: {_clause(holds.until)}.",
    ]
    if holds.why_clear and set(holds.columns) - holds.sealed:
        lines += ["", f"In the clear, since {_clause(holds.why_clear)}."]
    lines += ["", "| column | what | |", "| --- | --- | --- |"]
    lines += [
        f"| `{column}` | {what} | {'sealed' if column in holds.sealed else 'clear'} |"
        for column, what in holds.columns.items()
    ]
    return "\n".join([*lines, ""])


class Command(BaseCommand):
    help = "Print what personal data each table holds, until when, and whether it is sealed"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["write"]:
            Path(options["write"]).write_text(page())
        else:
            self.stdout.write(page())

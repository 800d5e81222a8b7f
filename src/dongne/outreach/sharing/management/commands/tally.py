"""`dongne tally check|rebuild`: hold ledger, tallies and activities against each other."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from dongne.outreach.sharing.queries import check
from dongne.outreach.sharing.services import rebuild


class Command(BaseCommand):
    help = "compare ledger, tallies and a full count (check), or make the tallies anew (rebuild)"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("what", choices=["check", "rebuild"])

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        if what == "rebuild":
            rows = rebuild(now=timezone.now())
            self.stdout.write(
                f"원장 {rows}줄로 집계를 다시 만들었습니다. "
                f"The tallies were made anew from {rows} rows of the ledger."
            )
        found = check()
        for difference in found.differences:
            self.stdout.write(difference)
        if not found.holds:
            raise SystemExit(1)
        self.stdout.write(
            f"원장, 집계, 활동 {found.activities}건이 모두 같습니다. "
            f"Ledger, tallies and {found.activities} activities agree."
        )

"""Prints the whole table of law: every service, every channel, who may ask and receive there."""

from __future__ import annotations

import csv
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import override

from dongne.lib.seoul import seoul_day

from ...presenters import pages
from ...queries.holding import catalogue_at, dong_of_code


class Command(BaseCommand):
    help = (
        "민원사무마다 어떤 방법으로 누가 신청하고 받을 수 있는지 표로 적습니다. / "
        "Print who may ask for which service where, and receive it where."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dong", default="", help="code of a dong; without: everybody's rows")
        parser.add_argument("--language", default="ko", choices=["ko", "en"])
        parser.add_argument("--csv", action="store_true", help="comma-separated, for a spreadsheet")

    def handle(self, *_args: Any, **options: Any) -> None:
        dong = dong_of_code(options["dong"]) if options["dong"] else None
        if options["dong"] and dong is None:
            raise CommandError(f"no dong {options['dong']}")
        with override(options["language"]):
            found = catalogue_at(dong, day=seoul_day(timezone.now()))
            rows = pages.cells(found)
            if options["csv"]:
                writer = csv.writer(self.stdout)
                writer.writerow(pages.HEADS)
                writer.writerows([getattr(row, head) for head in pages.HEADS] for row in rows)
                return
            self._print(rows)

    def _print(self, rows: list[pages.Cell]) -> None:
        at = ""
        for row in rows:
            if row.code != at:
                at = row.code
                self.stdout.write(f"\n{row.service} ({row.code}) · {row.group}")
            fee = "" if row.fee is None else f" {row.fee:,}원"
            self.stdout.write(f"  {row.channel}: {row.apply}{fee} → {row.receive} [{row.basis}]")
        self.stdout.write(f"\n{len({row.code for row in rows})} × {len(rows)}")

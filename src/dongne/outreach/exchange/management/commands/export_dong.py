"""`dongne export --dong CODE --to FILE`: everything of a dong in one file."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM
from dongne.outreach.exchange.public import export_dong


class Command(BaseCommand):
    help = "write everything of a dong to a file: .xlsx to read, .jsonl for programs"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--dong", required=True)
        parser.add_argument("--to", required=True, type=Path)
        parser.add_argument("--reason", default="command line")

    def handle(self, *args: Any, dong: str, to: Path, reason: str, **options: Any) -> None:
        found = Dong.objects.for_viewer(SYSTEM).filter(code=dong).first()
        if found is None:
            raise CommandError(f"동 {dong}이(가) 없습니다. There is no dong {dong}.")
        form = to.suffix.removeprefix(".").lower()
        if form not in ("xlsx", "jsonl"):
            raise CommandError(
                "파일 이름은 .xlsx나 .jsonl로 끝나야 합니다. Name it .xlsx or .jsonl."
            )
        part = to.with_suffix(f"{to.suffix}.part")
        # Names of staff and what residents said: nobody else on this machine reads it.
        own = os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(own, "wb") as out, translation.override("ko"):
            counts = export_dong(
                SYSTEM, dong_id=found.pk, form=form, reason=reason, to=out, now=timezone.now()
            )
        part.replace(to)
        self.stdout.write(f"{to}: {sum(counts.values())}줄 · rows")

"""`dongne import --dong CODE FILE [--apply]`: a file of the office, looked over or taken in."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Refused
from dongne.outreach.exchange.presenters import problem_lines, told_lines
from dongne.outreach.exchange.public import (
    ImportKind,
    ImportRow,
    ImportRun,
    RunState,
    Verdict,
    apply_run,
    fill_run,
    finish_run,
    read_again,
    take_in,
)


class Command(BaseCommand):
    help = "show what a file would change in a dong; with --apply, change it"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--dong", required=True)
        parser.add_argument("--kind", choices=[kind.value for kind in ImportKind])
        parser.add_argument("--month", help="2026-09")
        parser.add_argument("--apply", action="store_true")
        parser.add_argument("--leave-out", action="store_true")
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **given: Any) -> None:
        dong = Dong.objects.for_viewer(SYSTEM).filter(code=given["dong"]).first()
        if dong is None:
            raise CommandError(f"동 {given['dong']}이(가) 없습니다. There is no dong of that code.")
        kind = ImportKind(given["kind"]) if given["kind"] else None
        with translation.override("ko"):
            try:
                run = self._read(dong, given["file"], kind, given["month"])
                self._show(run)
                if given["apply"]:
                    run = apply_run(
                        SYSTEM, run_id=run.pk, leave_out=given["leave_out"], now=timezone.now()
                    )
                    if run.state == RunState.APPLYING:
                        run = finish_run(SYSTEM, run_id=run.pk, now=timezone.now())
                    self.stdout.write("적용했습니다. Applied.")
            except Refused as refusal:
                raise CommandError(refusal.message) from None

    def _read(
        self, dong: Dong, file: Path, kind: ImportKind | None, month: str | None
    ) -> ImportRun:
        run = take_in(
            SYSTEM,
            dong_id=dong.pk,
            name=file.name,
            data=file.read_bytes(),
            kind=kind,
            now=timezone.now(),
        )
        self._wait(run)
        if month:
            run = read_again(SYSTEM, run_id=run.pk, settings={"month": month}, now=timezone.now())
            self._wait(run)
        return run

    def _wait(self, run: ImportRun) -> None:
        """Long files are for the worker; here somebody waits anyway."""
        if run.state == RunState.COMPARING:
            fill_run(run, now=timezone.now())

    def _show(self, run: ImportRun) -> None:
        for text, warns in told_lines(run):
            self.stdout.write(f"{'!' if warns else ' '} {text}")
        asked = ImportRow.objects.for_viewer(SYSTEM).filter(run=run, verdict=Verdict.ASK)
        for row in asked.order_by("number")[:100]:
            for line in problem_lines(run, row, {}):
                if line["asks"]:
                    self.stdout.write(f"? {row.number}: {line['text']}")
        counts = ", ".join(f"{verdict} {run.counts.get(verdict, 0)}" for verdict in Verdict)
        self.stdout.write(f"{run.kind}: {counts}")

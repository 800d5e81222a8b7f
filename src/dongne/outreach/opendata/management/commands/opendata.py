"""`dongne opendata check|rebuild|figures`: the public map and figures held against the cases."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from dongne.foundation.scope.public import SYSTEM
from dongne.outreach.opendata.queries.checking import check
from dongne.outreach.opendata.services import make_figures, place_all, rebuild_tally


class Command(BaseCommand):
    help = "compare the public map with all cases (check), make it anew (rebuild), or the figures"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("what", choices=["check", "rebuild", "figures"])

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        now = timezone.now()
        if what == "figures":
            make_figures(SYSTEM, now=now, anyway=True)
            self.stdout.write("통계를 다시 셈했습니다. The figures were counted anew.")
            return
        if what == "rebuild":
            moved = place_all(SYSTEM, now=now)
            markers = rebuild_tally(SYSTEM, now=now)
            self.stdout.write(
                f"공개 건 {moved}개를 고치고 표시 {markers}개로 집계를 다시 만들었습니다. "
                f"{moved} public cases were mended, the tally made anew from {markers} markers."
            )
        found = check(now=now)
        for difference in found.differences:
            self.stdout.write(difference)
        if not found.holds:
            raise SystemExit(1)
        self.stdout.write(
            f"건, 공개 건, 집계가 모두 같습니다(표시 {found.markers}개). "
            f"Cases, public cases and tally agree ({found.markers} markers)."
        )

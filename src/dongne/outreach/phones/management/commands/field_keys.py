"""`dongne manage field_keys [--rotate DONG]`: what phones seal their records to."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.timezone import localtime

from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM
from dongne.outreach.phones.models import OfficeKey
from dongne.outreach.phones.services import rotate_key


class Command(BaseCommand):
    help = "현장 기록을 봉하는 열쇠 · the keys that field records are sealed to"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--rotate",
            metavar="DONG",
            help="그 동의 열쇠를 새로 만듭니다 · a new key for the dong of that code",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if code := options["rotate"]:
            dong = Dong.objects.for_viewer(SYSTEM).filter(code=code).first()
            if dong is None:
                raise CommandError(f"그런 동이 없습니다 · no such dong: {code}")
            key = rotate_key(SYSTEM, dong_id=dong.pk, now=timezone.now())
            self.stdout.write(f"새 열쇠 · new key: {key.pk}")
            return
        rows = OfficeKey.objects.for_viewer(SYSTEM).select_related("dong").defer("private")
        for row in rows.order_by("dong__code", "-made_at"):
            state = "예전 것 · old" if row.retired_at else "쓰는 중 · in use"
            made = localtime(row.made_at).date()
            self.stdout.write(f"{row.dong.code:<16} {row.pk}  {made}  {state}")

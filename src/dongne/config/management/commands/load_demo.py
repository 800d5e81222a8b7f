"""Fills an empty database with the demonstration. Called at the first start (DONGNE_DEMO=1)."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone, translation

from dongne.config.demo import loading
from dongne.config.runtime import demonstration


class Command(BaseCommand):
    help = "Load the demonstration into an empty database; a filled one is left as it is"

    def handle(self, *args: Any, **options: Any) -> None:
        if loading.is_loaded():
            self.stdout.write("demonstration: the database is not empty, nothing is loaded")
            return
        # Sentences that the program writes into records are those of a Korean office.
        with translation.override("ko"):
            loading.load(
                password=demonstration.password(Path(settings.DATA_DIR)),
                now=timezone.now(),
                say=lambda part: self.stdout.write(f"demonstration: {part}"),
            )

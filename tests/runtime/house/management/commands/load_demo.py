import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection


class Command(BaseCommand):
    def handle(self, *args: Any, **options: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO house_done VALUES (-1)")
        time.sleep(settings.SLOW_DEMO_SECONDS)

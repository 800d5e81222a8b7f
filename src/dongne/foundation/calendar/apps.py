from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _load(using: str, **_signal: Any) -> None:
    """Every database, new or old, has the state's holidays of the years around."""
    from django.db import connections
    from django.utils import timezone

    from dongne.foundation.scope.public import SYSTEM

    from .models import Revision
    from .services import load_years

    if Revision._meta.db_table in connections[using].introspection.table_names():
        load_years(SYSTEM, now=timezone.now())


class CalendarConfig(AppConfig):
    name = "dongne.foundation.calendar"
    label = "calendar"

    def ready(self) -> None:
        from dongne.foundation.organisations.public import register_days_off

        from .presenters import told
        from .queries import days_off
        from .queries.offices import watch_requests

        told.register()
        register_days_off(days_off)
        watch_requests()
        post_migrate.connect(_load, sender=self)

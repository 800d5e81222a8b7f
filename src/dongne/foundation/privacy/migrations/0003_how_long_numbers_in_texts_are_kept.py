"""How long telephone numbers and addresses are kept that were typed into texts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import migrations

KIND = "aside"


def fill(apps: Any, _editor: Any) -> None:
    apps.get_model("privacy", "RetentionRule").objects.get_or_create(
        kind=KIND,
        district=None,
        holds_from=date(2020, 1, 1),
        defaults={
            "months": 36,
            "basis": "개인정보 보호법 제21조, 제30조: 기관의 개인정보 처리방침으로 정한 기간",
        },
    )


class Migration(migrations.Migration):
    dependencies = [("privacy", "0002_what_every_office_starts_from")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=False)]

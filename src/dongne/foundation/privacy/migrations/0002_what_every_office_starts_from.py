"""Thresholds of the log review and retention times, as every office finds them at first."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import migrations

FROM = date(2020, 1, 1)
WATCHES: dict[str, dict[str, int]] = {
    "many": {"people": 20, "times": 3},
    "at_night": {"openings": 1},
    "other_office": {"openings": 1},
    "outside_zone": {"openings": 5},
    "again": {"openings": 5, "days": 3},
    "namesake": {"openings": 3},
    "after_posting": {"openings": 1},
    "no_purpose": {"letters": 2},
}
RETENTION: tuple[tuple[str, int, str], ...] = (
    ("resident", 36, "개인정보 보호법 제21조, 제30조: 기관의 개인정보 처리방침으로 정한 기간"),
    ("contact", 12, "개인정보 보호법 제21조, 제30조: 기관의 개인정보 처리방침으로 정한 기간"),
    ("applicant", 36, "개인정보 보호법 제21조, 제30조: 기관의 개인정보 처리방침으로 정한 기간"),
    ("care", 60, "사회보장급여의 이용·제공 및 수급권자 발굴에 관한 법률 제34조"),
)


def fill(apps: Any, _editor: Any) -> None:
    watch = apps.get_model("privacy", "WatchRule")
    watch.objects.bulk_create(
        [
            watch(code=code, figures=figures, holds_from=FROM)
            for code, figures in WATCHES.items()
        ]
    )
    rule = apps.get_model("privacy", "RetentionRule")
    rule.objects.bulk_create(
        [
            rule(kind=kind, months=months, basis=basis, holds_from=FROM)
            for kind, months, basis in RETENTION
        ]
    )


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_initial")]
    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=False)
    ]

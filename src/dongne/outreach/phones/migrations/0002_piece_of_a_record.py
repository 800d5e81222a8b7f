"""A kept photo or sound belongs to its record: the same photo in two records is sealed by two keys.

Files follow their rows: what was named by the digest alone is named by record and digest.
"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import migrations, models


def _renamed(apps: Any, *, back: bool) -> None:
    rows = apps.get_model("phones", "KeptPiece")._base_manager
    told = ("dong_id", "phone_id", "record", "sha256")
    for dong, phone, record, sha256 in rows.values_list(*told).iterator():
        folder = Path(settings.MEDIA_ROOT) / str(dong) / "sealed" / str(phone)
        before, after = folder / f"{sha256}.kept", folder / f"{record}.{sha256}.kept"
        if back:
            before, after = after, before
        # Begun before and cut off: it is in its place.
        if before.exists():
            before.rename(after)


def by_record(apps: Any, _editor: Any) -> None:
    _renamed(apps, back=False)


def by_digest(apps: Any, _editor: Any) -> None:
    _renamed(apps, back=True)


class Migration(migrations.Migration):
    dependencies = [("phones", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("keptpiece", "kept_piece_once"),
        migrations.RemoveIndex("keptpiece", "kept_piece_record"),
        migrations.AddConstraint(
            "keptpiece",
            models.UniqueConstraint(
                fields=["record", "phone", "sha256"], name="kept_piece_of_a_record"
            ),
        ),
        migrations.RunPython(by_record, by_digest),
    ]

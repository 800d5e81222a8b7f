"""Digests of receipts are keyed: made out of the plain ones, so that old receipts are known again.

A keyed digest is an HMAC over the plain one; the records themselves are no longer needed. Raises
RingAway where there are receipts and no keys.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

USE = "fieldwork.receipt"
BATCH = 5000


def key(apps: Any, editor: Any) -> None:
    from dongne.foundation.vault.public import lasting_digests

    receipts = apps.get_model("fieldwork", "Receipt")
    rows = receipts._base_manager.order_by("pk").values_list("pk", "digest")
    update = (
        f"UPDATE {receipts._meta.db_table} AS r SET digest = v.digest "  # noqa: S608
        "FROM unnest(%s::uuid[], %s::bytea[]) AS v(id, digest) WHERE r.id = v.id"
    )
    after = None
    while batch := list((rows.filter(pk__gt=after) if after else rows)[:BATCH]):
        keyed = [lasting_digests(bytes(digest), use=USE)[0] for _pk, digest in batch]
        with editor.connection.cursor() as cursor:
            cursor.execute(update, [[pk for pk, _digest in batch], keyed])
        after = batch[-1][0]


class Migration(migrations.Migration):
    dependencies = [("fieldwork", "0004_first_versions")]
    operations = [migrations.RunPython(key, migrations.RunPython.noop, elidable=True)]

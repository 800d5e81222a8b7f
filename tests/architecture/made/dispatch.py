"""What the pages of the post and of files are asked for."""

from __future__ import annotations

from typing import Any

from dongne.delivery.applications.public import items_of
from dongne.delivery.dispatch.public import Download
from dongne.lib.ids import new_id
from tests.cast import NOW
from tests.making.applications import at_the_counter

from . import Made


def make(things: Any) -> Made:
    """An application that came to own's counter, and a file of it."""
    application = at_the_counter(things.me)
    item = items_of(application)[0]
    row = Download(
        id=new_id(),
        dong_id=application.dong_id,
        application=application,
        item=item,
        token="nobody-was-let-in",
        sha256="0" * 64,
        size=1,
        pages=1,
        uploaded_at=NOW,
        expires_at=NOW,
    )
    row.save()
    here = "?dong=sinjeong4"
    return Made(
        always={"result_item": item.pk, "result_file": row.pk, "file_token": row.token},
        bodies={"dispatch": {"deed": "told"}},
        queries={"dispatch": here},
    )

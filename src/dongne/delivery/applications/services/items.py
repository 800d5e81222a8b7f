"""The services of an application that is handed in, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dongne.delivery.ways.public import Service, fee_of
from dongne.foundation.asides.public import Text, taken_out
from dongne.foundation.asides.public import keep as keep_asides

from .. import rules
from ..models import Application, Item


def keep_items(
    application: Application,
    given: rules.Request,
    services: Sequence[Service],
    now: datetime,
) -> None:
    rows: list[Item] = []
    texts: list[Text] = []
    owners: list[Item] = []
    for place, (wanted, service) in enumerate(zip(given.items, services, strict=True)):
        groups = frozenset(application.groups)
        fee = fee_of(service, application.channel, copies=wanted.copies, groups=groups)
        row = Item(
            application=application,
            position=place,
            service=service.code,
            edition=service.edition_id,
            copies=wanted.copies,
            purpose=wanted.purpose.strip()[:200],
            answers=dict(wanted.answers),
            limit=service.limit,
            fee=0 if given.outside_channel else fee,
        )
        rows.append(row)
        for column, typed in _texts_of(row).items():
            place_id = application.dong_id
            texts.append(
                Text(subject=row, column=column, text=typed, dong_id=place_id, is_new=True)
            )
            owners.append(row)
    out = taken_out(texts, now=now)
    for row, text, kept in zip(owners, texts, out.texts, strict=True):
        if text.column == "purpose":
            row.purpose = kept[:200]
        else:
            row.answers[text.column.removeprefix("answers.")] = kept
    Item.objects.bulk_create(rows)
    keep_asides(out.asides)


def _texts_of(row: Item) -> dict[str, str]:
    """Whatever somebody typed, by column."""
    answers = {f"answers.{code}": one for code, one in row.answers.items() if isinstance(one, str)}
    return {"purpose": row.purpose} | answers

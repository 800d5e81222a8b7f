"""Phone numbers and e-mail addresses in what officers write: kept aside, sealed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from dongne.foundation.asides import public as asides

from .. import rules
from ..models import Activity, Receipt
from .searching import searched_words
from .writing import Values

TEXTS = ("memo", "measure", "address")


def out_of_activities(
    rows: Iterable[tuple[Activity, bool]], *, now: datetime
) -> list[asides.Aside]:
    """Take the numbers out of the rows' texts; `(row, is_new)`. What is to be kept once they are
    stored. At most two statements, whatever the number of rows."""
    given = [
        (row, asides.Text(
            subject=row, column=name, text=getattr(row, name), dong_id=row.dong_id, is_new=is_new
        ))
        for row, is_new in rows
        for name in TEXTS
    ]  # fmt: skip
    out = asides.taken_out([text for _row, text in given], now=now)
    for (row, text), told in zip(given, out.texts, strict=True):
        if told != text.text:
            setattr(row, text.column, told)
            row.words = searched_words(row)
    return out.asides


def out_of_new(rows: Iterable[Values], *, dong_id: int, now: datetime) -> list[asides.Aside]:
    """The same for new rows that are no instances. No statement where nothing is found."""
    given = [
        (row, asides.Text(
            subject=Activity(id=row["id"]), column=name, text=row[name], dong_id=dong_id,
            is_new=True,
        ))
        for row in rows
        for name in TEXTS
        if asides.may_hold(row[name])
    ]  # fmt: skip
    out = asides.taken_out([text for _row, text in given], now=now)
    for (row, text), told in zip(given, out.texts, strict=True):
        row[text.column] = told
    return out.asides


def out_of_bodies(
    bodies: Iterable[tuple[UUID, dict[str, Any]]], *, dong_id: int | None, now: datetime
) -> list[asides.Aside]:
    """The same for records that are kept beside the one in force, by the key of their receipt."""
    given = [
        (body, asides.Text(
            subject=Receipt(id=id_), column=name, text=body[name], dong_id=dong_id, is_new=True
        ))
        for id_, body in bodies
        for name in TEXTS
        if isinstance(body.get(name), str)
    ]  # fmt: skip
    out = asides.taken_out([text for _body, text in given], now=now)
    for (body, text), told in zip(given, out.texts, strict=True):
        body[text.column] = told
    return out.asides


def as_stored(activity: Activity, record: rules.Record, *, now: datetime) -> dict[str, str]:
    """The record's texts as the activity would have them."""
    given = [
        asides.Text(
            subject=activity, column=name, text=getattr(record, name), dong_id=activity.dong_id
        )
        for name in TEXTS
    ]
    return dict(zip(TEXTS, asides.taken_out(given, now=now).texts, strict=True))

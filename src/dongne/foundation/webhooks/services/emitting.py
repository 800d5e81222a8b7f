"""Telling of an event: a row and a job in the caller's transaction, where anybody listens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from dongne.design.forms import refuse_numbers
from dongne.foundation.jobs.public import defer
from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import iso_seoul

from ..jobs import SPREAD
from ..models import Event
from ..occasions import require_declared
from ..queries.listening import somebody_listens

_encoder = DjangoJSONEncoder(ensure_ascii=False, separators=(",", ":"))


def emit(
    actor: Viewer,
    *,
    event: str,
    data: Mapping[str, Any],
    dong_id: int | None,
    now: datetime,
) -> Event | None:
    """Tell whoever listens in the dong that `event` happened; None where nobody does.

    Two rows in the caller's transaction, no statement where nobody listens. `data` has no other
    names than the event's sample, and nothing of a person. Raises Undeclared, KeyError.
    """
    require_declared(event, data)
    if not connection.in_atomic_block:
        raise RuntimeError("an event belongs into the transaction of what happened")
    if not somebody_listens(event, dong_id):
        return None
    return store(event=event, data=data, dong_id=dong_id, now=now, job=True)


def store(
    *, event: str, data: Mapping[str, Any], dong_id: int | None, now: datetime, job: bool
) -> Event:
    refuse_numbers(dict(data))
    row = Event.objects.create(
        dong_id=dong_id, code=event, at=now, body=body_of(event=event, data=data, at=now)
    )
    if job:
        defer(SPREAD, event_id=row.pk)
    return row


def body_of(*, event: str, data: Mapping[str, Any], at: datetime) -> str:
    """The payload of the Standard Webhooks specification, minimised."""
    return _encoder.encode({"type": event, "timestamp": iso_seoul(at), "data": dict(data)})

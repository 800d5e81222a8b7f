"""The same done to several applications: all of them, or none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Refused

from .deciding import accept


@dataclass(frozen=True, slots=True, kw_only=True)
class Many:
    """`refused`: (key, sentence). With one refused, nothing was done."""

    done: list[UUID]
    refused: list[tuple[UUID, str]]


class _Undone(Exception):
    pass


def accept_all(
    viewer: Viewer, *, application_ids: Iterable[UUID], identity: str, now: datetime
) -> Many:
    """접수 of each, in the order of their keys: two such deeds never wait for each other."""
    done: list[UUID] = []
    refused: list[tuple[UUID, str]] = []
    try:
        with transaction.atomic():
            for key in sorted(set(application_ids)):
                try:
                    accept(viewer, application_id=key, identity=identity, now=now)
                    done.append(key)
                except Refused as problem:
                    refused.append((key, problem.message))
            if refused:
                raise _Undone
    except _Undone:
        done = []
    return Many(done=done, refused=refused)

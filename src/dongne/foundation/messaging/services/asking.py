"""Asking for a message: one row and one job in the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import models, transaction

from dongne.foundation.scope.public import Viewer

from ..models import Message
from ..states import Means


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """A person, an officer, or addresses given by hand. `name` goes on an envelope."""

    person_id: UUID | None = None
    officer_id: int | None = None
    phone: str = ""
    email: str = ""
    address: str = ""
    name: str = ""
    language: str = "ko"


@transaction.atomic
def ask(
    actor: Viewer,
    *,
    event: str,
    to: Recipient,
    values: Mapping[str, str],
    dong_id: int | None,
    now: datetime,
    about: models.Model | None = None,
    link: str = "",
    once: str = "",
    by: Sequence[Means] | None = None,
    urgent: bool = False,
) -> Message:
    """The message that tells `to` of `event`; a job sends it after the transaction.

    The same `once` answers the same message, never a second one. `link` is a path inside the
    program, for officers. Raises Refused where a field of the text is missing, or there is no way
    to the recipient.
    """
    raise NotImplementedError

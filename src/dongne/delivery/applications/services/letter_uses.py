"""Whether a letter of attorney holds for what is asked, and each use of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from dongne.foundation.audit import public as audit
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.seoul import seoul_day

from ..models import Application, Letter, LetterUse
from .ground import refuse


def letter_for(
    viewer: Viewer,
    *,
    letter_id: UUID,
    dong_id: int,
    principal_id: UUID,
    proxy_id: UUID,
    courier_id: UUID | None,
    wanted: Mapping[str, int],
    now: datetime,
) -> Letter:
    """The letter, locked, if it holds for these copies of these services. Raises Refused, Conflict,
    NotHere. Whether the signed paper was seen is asked when the application is accepted."""
    rows = Letter.objects.for_viewer(SYSTEM).select_for_update(of=("self",))
    letter = rows.filter(pk=letter_id, dong=dong_id).first()
    if letter is None:
        refuse("letter_not_found")
    require_valid(letter, now=now)
    by_courier = courier_id is not None and letter.courier == courier_id
    if letter.principal_id != principal_id or not (letter.proxy_id == proxy_id or by_courier):
        refuse("letter_of_others")
    covered = {str(one["code"]): int(one.get("copies", 1)) for one in letter.services}
    if any(covered.get(code, 0) < copies for code, copies in wanted.items()):
        refuse("letter_not_covering")
    return letter


def require_valid(letter: Letter, *, now: datetime) -> None:
    """Raises Conflict for a letter that was revoked, has run out, or is used up."""
    if letter.revoked_at is not None:
        refuse("letter_revoked")
    if letter.used_up_at is not None:
        refuse("letter_used")
    if letter.valid_until < seoul_day(now):
        refuse("letter_expired")


def use_letter(
    viewer: Viewer, letter: Letter, *, application: Application, what: str, now: datetime
) -> None:
    """A use is a row, of which the principal is told; a single-use letter is used up by asking."""
    LetterUse(letter=letter, application_number=application.number, what=what, at=now).save(
        force_insert=True
    )
    if letter.single_use and what == "apply":
        letter.used_up_at = now
        letter.version += 1
        letter.save(update_fields=["used_up_at", "version"])
    audit.record(
        viewer,
        action="letter.used",
        subject=letter,
        now=now,
        dong_id=letter.dong_id,
        changes={"application": application.number, "what": what},
    )

"""What every write of an application begins and ends with: the row held, the change kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NoReturn
from uuid import UUID

from dongne.foundation.asides.public import without_numbers
from dongne.foundation.audit import public as audit
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused

from ..events import ApplicationChanged, application_changed
from ..models import Application, Item, Letter, Move
from ..permissions import is_applicant, works_on
from ..states import ALLOWED, OVER, ApplicationState
from ..words import REFUSALS
from .destinations import forget_destination

_CONFLICTS = frozenset(
    {
        "changed_meanwhile", "no_such_move", "accept_first", "supplement_first", "no_supplement",
        "supplement_waits", "item_decided", "underway", "over", "same_way", "not_payable",
        "paid_already", "pay_first", "not_paid", "letter_over", "letter_unchecked",
        "match_first", "match_same",
        "letter_used", "letter_revoked", "letter_expired", "outside_there", "put_off_enough",
    }
)  # fmt: skip
_FORBIDDEN = frozenset({"not_yours"})
_NOT_HERE = frozenset({"not_found", "letter_not_found", "item_unknown", "match_unknown"})


def refuse(code: str) -> NoReturn:
    """Raises the refusal of that code, of the kind that its page and status follow from."""
    sentence = str(REFUSALS[code])
    if code in _NOT_HERE:
        raise NotHere(sentence, code=code)
    if code in _FORBIDDEN:
        raise Forbidden(sentence, code=code)
    if code in _CONFLICTS:
        raise Conflict(sentence, code=code)
    raise Refused(sentence, code=code)


def unless(allowed: bool, code: str = "not_yours") -> None:
    if not allowed:
        refuse(code)


def held(
    viewer: Viewer, application_id: UUID, *, version: int | None = None, own: bool = False
) -> Application:
    """The application, locked. `version` is the one that was on the screen: another one is a
    Conflict. `own`: an applicant may do it too; the caller has made sure that it is theirs.
    """
    who = SYSTEM if own and is_applicant(viewer) else viewer
    application = (
        Application.objects.for_viewer(who)
        .select_for_update(of=("self",))
        .select_related("dong", "letter")
        .filter(pk=application_id)
        .first()
    )
    if application is None:
        refuse("not_found")
    unless((own and is_applicant(viewer)) or works_on(viewer, application))
    if version is not None and version != application.version:
        refuse("changed_meanwhile")
    return application


def held_running(
    viewer: Viewer, application_id: UUID, *, version: int | None = None, own: bool = False
) -> Application:
    """As `held`; what is over is refused."""
    application = held(viewer, application_id, version=version, own=own)
    if application.state in OVER:
        refuse("over")
    return application


def held_item(application: Application, item_id: UUID) -> Item:
    rows = Item.objects.for_viewer(SYSTEM).select_for_update(of=("self",))
    item = rows.filter(pk=item_id, application=application).first()
    if item is None:
        refuse("item_unknown")
    return item


def held_letter(viewer: Viewer, letter_id: UUID) -> Letter:
    """Locked. Residents' own pages have made sure that it is theirs."""
    who = SYSTEM if is_applicant(viewer) else viewer
    rows = Letter.objects.for_viewer(who).select_for_update(of=("self",)).select_related("dong")
    letter = rows.filter(pk=letter_id).first()
    if letter is None:
        refuse("letter_not_found")
    return letter


def change_state(application: Application, to: ApplicationState) -> None:
    """Refused where the table of states has no such edge. The row is not saved yet."""
    before = ApplicationState(application.state)
    if to is before:
        return
    if to not in ALLOWED[before]:
        if before in OVER:
            refuse("over")
        if before is ApplicationState.SUBMITTED:
            refuse("accept_first")
        if before is ApplicationState.SUPPLEMENT:
            refuse("supplement_first")
        refuse("no_such_move")
    application.state = to


def keep(
    viewer: Viewer,
    application: Application,
    action: str,
    *,
    now: datetime,
    before: str,
    fields: Sequence[str] = (),
    changes: Mapping[str, Any] | None = None,
    why: str = "",
) -> Application:
    """Save the named columns, with the next version, a row of the history where the state is
    another one, an audit row, and tell whoever listens. Inside the caller's transaction.
    """
    application.version += 1
    application.updated_at = now
    application.save(update_fields=[*dict.fromkeys((*fields, "state", "version", "updated_at"))])
    told = dict(changes or {})
    if before != application.state:
        move(viewer, application, before=before, why=why, now=now)
        told["state"] = [before, application.state]
    audit.record(
        viewer,
        action=action,
        subject=application,
        now=now,
        dong_id=application.dong_id,
        changes=told,
    )
    if application.state in OVER:
        forget_destination(application)
    application_changed.announce(
        ApplicationChanged(
            actor=viewer, application=application, what=action, before=before, now=now
        )
    )
    return application


def move(viewer: Viewer, application: Application, *, before: str, why: str, now: datetime) -> None:
    Move(
        application=application,
        at=now,
        officer_id=viewer.officer_id,
        actor_kind=viewer.kind.value,
        actor_name=viewer.name if viewer.signed_in else "",
        from_state=before,
        to_state=application.state,
        why=why,
        version=application.version,
    ).save(force_insert=True)


def said(
    viewer: Viewer, row: Any, *, dong_id: int, now: datetime, is_new: bool = False, **texts: str
) -> dict[str, str]:
    """The texts as they may be stored with `row`: telephone numbers are kept aside."""
    return without_numbers(viewer, subject=row, now=now, dong_id=dong_id, is_new=is_new, **texts)

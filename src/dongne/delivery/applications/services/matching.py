"""Somebody of the office says which person of the list the principal is; then blocks hold."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from dongne.foundation.residents.public import living, namesakes
from dongne.foundation.scope.public import SYSTEM, Viewer

from ..models import Application, Letter
from ..queries.matching import heeds_blocks, kept_away, looks_kept_away
from ..states import Match
from .ground import held_running, keep, refuse


@transaction.atomic
def match_principal(
    viewer: Viewer,
    *,
    application_id: UUID,
    person_id: UUID | None,
    now: datetime,
    version: int | None = None,
) -> Application:
    """`person_id`: who of the list it is; None: nobody, the row that was made of what was typed
    stands for somebody new. That is refused while somebody of the same name and birth date, or
    the same name and address, is in the list.

    Raises NotHere, Forbidden, Conflict, Refused.
    """
    application = held_running(viewer, application_id, version=version)
    principal = application.principal
    if principal is None:
        refuse("no_principal")
    if person_id is None or person_id == principal.pk:
        if any(one.is_surely for one in namesakes(SYSTEM, principal)):
            refuse("match_same")
    else:
        person = living(viewer).filter(pk=person_id, dong=application.dong_id).first()
        if person is None:
            refuse("match_unknown")
        if person.pk == application.applicant_id:
            refuse("own_as_proxy")
        application.principal = person
        if application.letter_id is not None:
            letter = Letter.objects.for_viewer(SYSTEM).select_for_update(of=("self",))
            letter.filter(pk=application.letter_id, principal=principal).update(principal=person)
    application.match = Match.DONE
    return keep(
        viewer,
        application,
        "application.matched",
        now=now,
        before=application.state,
        fields=["principal", "match"],
        changes={"listed": application.principal_id != principal.pk},
    )


def require_matched(application: Application) -> None:
    if application.match == Match.WAITS:
        refuse("match_first")


def require_unblocked(viewer: Viewer, application: Application) -> None:
    """Before anything is issued: a block holds on every channel (주민등록법 제29조제6항), also one
    that was made since it was asked for, or that protects a namesake nobody has looked at."""
    if application.principal_id is None or not heeds_blocks(application):
        return
    require_matched(application)
    if kept_away(application, application.principal_id):
        refuse("blocked")
    if application.match != Match.DONE and looks_kept_away(application):
        refuse("match_first")

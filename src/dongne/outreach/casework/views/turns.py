"""Whether it is a deed's turn: what its service would refuse, said before anything is typed."""

from __future__ import annotations

from django.utils.functional import Promise

from dongne.foundation.scope.public import Viewer

from .. import services
from ..models import Case
from ..presenters.case import standing_of
from ..presenters.choices import asked_of, helped_by, sent_by, was_given
from ..queries.page import CasePage, page_of
from ..rules import Standing, may_end_repeated, why_not_close, why_not_inform_zone, why_not_tell
from ..states import CaseState, HandoverKind
from ..words import NOT_REPEATED, NOTHING_OFFERED, REFUSALS
from .ground import can_of

AFTER_THE_END = frozenset({"reopen", "decline", "activity"})
BY_THEMSELVES = frozenset({"accept", "revoke", "done_helping", "close_repeated"})
"""They begin with what waits or was told, whatever has become of the case."""
EVER = frozenset({"parent"})


def not_yet(viewer: Viewer, case: Case, deed: str) -> str | Promise:
    """The sentence of the refusal that the deed would meet now; empty where it has its turn."""
    if deed in EVER:
        return ""
    if deed == "activity":
        return "" if services.result_of(viewer, case) is not None else NOTHING_OFFERED
    if deed not in BY_THEMSELVES and (
        why := _open(case, deed) if deed in AFTER_THE_END else _closed(case)
    ):
        return REFUSALS[why]
    read = page_of(viewer, case)
    if deed == "close_repeated" and not may_end_repeated(
        told=read.times_told, answered=read.times_answered
    ):
        return NOT_REPEATED
    why = _by_state(case, deed) or _by_order(case, deed, standing_of(read))
    why = why or _by_hands(viewer, read, deed)
    return REFUSALS[why] if why else ""


def _closed(case: Case) -> str:
    if case.merged_into_id is not None:
        return "merged_already"
    return "closed_already" if case.state == CaseState.CLOSED else ""


def _open(case: Case, deed: str) -> str:
    if deed == "decline":
        return "" if case.reopen_asked_at is not None else "no_such_move"
    if case.merged_into_id is not None:
        return "merged_already"
    return "" if case.state == CaseState.CLOSED else "not_closed"


def _by_state(case: Case, deed: str) -> str:
    done = case.state == CaseState.DONE
    refused = {
        "start": ("no_such_move", done),
        "wait": ("no_such_move", done),
        "request": ("no_such_move", done),
        "go_on": ("no_such_move", case.state != CaseState.WAITING),
        "back": ("no_such_move", not done),
        "finish": ("already_so", done),
        "close_repeated": ("already_so", done),
    }
    if deed == "start" and case.state == CaseState.IN_PROGRESS:
        return "already_so"
    why, so = refused.get(deed, ("", False))
    return why if so else ""


def _by_order(case: Case, deed: str, standing: Standing) -> str:
    """A reason can still be typed, so its lack is none yet."""
    match deed:
        case "inform":
            told = "told_already" if case.zone_told_at is not None else ""
            return why_not_inform_zone(standing) or told
        case "tell":
            return why_not_tell(standing)
        case "close":
            return why_not_close(standing, reason="-", without_contact=False)
        case "close_without_contact":
            return why_not_close(standing, reason="-", without_contact=True)
    return ""


def _by_hands(viewer: Viewer, read: CasePage, deed: str) -> str:
    case, can = read.case, can_of(viewer, read.case)
    match deed:
        case "accept":
            return "" if asked_of(read, can) else "nothing_waits"
        case "send_back":
            if asked_of(read, can):
                return ""
            if case.state == CaseState.DONE:
                return "no_such_move"
            return "" if was_given(read) else "nothing_waits"
        case "revoke":
            return "" if sent_by(read, can) else "nothing_waits"
        case "done_helping":
            return "" if helped_by(read, can) else "nothing_waits"
        case "claim" if case.holder_officer_id is not None:
            return (
                "already_so" if case.holder_officer_id == viewer.officer_id else "claimed_already"
            )
        case "request":
            if case.holder_officer_id is not None and case.holder_officer_id == viewer.officer_id:
                return "same_hands"
            mine = any(
                one.kind == HandoverKind.REQUEST and one.to_team_id == viewer.team_id
                for one in read.pending
            )
            return "request_waits" if mine else ""
    return ""

"""What the office's own pages are asked for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from dongne.foundation.audit.public import AuditEntry
from dongne.foundation.organisations.public import (
    AbsenceKind,
    Posting,
    TeamKind,
    add_officer,
    add_team,
    close_team,
    edit_officer,
    let_go,
    move_officer,
    record_absence,
)
from dongne.foundation.scope.public import SYSTEM
from tests.cast import NOW

from . import Made

if TYPE_CHECKING:
    from tests.architecture.things import Things

LATER = date(2030, 1, 7)
OWN = "?at=dong.sinjeong4"


def make(things: Things) -> Made:
    own = things.cast.own
    lead = things.cast.viewer(own.lead)
    absence = record_absence(
        lead, officer=own.officer, kind=AbsenceKind.TRAINING, starts_on=LATER, now=NOW
    )
    edit_officer(lead, officer=own.officer, title="주임", now=NOW)
    change = AuditEntry.objects.filter(action="officer.edited").latest("pk")
    # Undoing is a matter of days: the change is one of today, whenever this runs.
    _of_now(change)
    team = own.officer.team
    waits, gone = (
        add_officer(lead, team=team, name=name, roles=[], now=NOW) for name in ("기다림", "떠남")
    )
    of_both = Posting.objects.for_viewer(SYSTEM).filter(officer__in=[waits, gone])
    of_both.update(starts_on=NOW.date() - timedelta(days=900))
    move_officer(
        lead, officer=waits, team=own.welfare_officer.team, starts_on=date(2100, 1, 4), now=NOW
    )
    let_go(lead, officer=gone, last_day=NOW.date() - timedelta(days=1), now=NOW)
    empty = add_team(lead, place=own.dong, name="빈팀", kind=TeamKind.WELFARE, now=NOW)
    closed = add_team(lead, place=own.dong, name="닫은팀", kind=TeamKind.WELFARE, now=NOW)
    close_team(lead, team=closed, now=NOW)
    listed = ["people", "person_new", "teams", "team_new", "absences", "absence_new", "places"]
    listed += ["place_words", "place_edit", "tongs_change", "tong_renumber", "changes"]
    return Made(
        always={
            "officer_id": own.officer.pk,
            "absence_id": absence.pk,
            "team_id": own.welfare_officer.team_id,
            "entry_id": change.pk,
        },
        states={
            "waiting": {"officer_id": waits.pk},
            "left": {"officer_id": gone.pk},
            "empty": {"team_id": empty.pk},
            "closed": {"team_id": closed.pk},
        },
        queries={name: OWN for name in listed} | {"place_new": "?at=district.yangcheon"},
        bodies={
            "person_new": {
                "name": "새사람",
                "title": "행정팀장",
                "team": str(team.pk),
                "roles": ["administration_lead"],
                "starts_on": "2027-01-04",
            },
            "person_edit": {"name": "최주무", "title": "주무관", "position": "1"},
            "person_roles": {"roles": ["visiting_nurse"]},
            "person_move": {
                "team": str(own.welfare_officer.team_id),
                "title": "주무관",
                "starts_on": "2027-01-04",
            },
            "person_leave": {"last_day": "2027-01-04"},
            "person_return": {"team": str(team.pk), "starts_on": "2027-01-04"},
            "team_new": {"name": "새팀", "kind": "welfare"},
            "team_edit": {"name": "복지2팀", "kind": "welfare"},
            "absence_new": {
                "officer": str(own.officer.pk),
                "kind": "annual",
                "starts_on": "2029-01-08",
                "ends_on": "2029-01-09",
            },
            "absence_end": {"last_day": "2030-01-08"},
            "absence_deputy": {"deputy": str(own.colleague.pk), "starts_on": "2030-01-07"},
            "place_words": {
                "unit_name": "리",
                "unit_head_name": "이장",
                "part_name": "반",
                "part_head_name": "반장",
            },
            "place_edit": {"name": "신정4동", "level_name": "읍"},
            "place_new": {"name": "신월1동", "code": "sinwol1", "level_name": "동"},
            "tongs_change": {"numbers": "7~9"},
            "tong_renumber": {"number": "6", "becomes": "60"},
        },
    )


def _of_now(entry: AuditEntry) -> None:
    from django.utils import timezone

    AuditEntry.objects.filter(pk=entry.pk).update(at=timezone.now())

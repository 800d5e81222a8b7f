"""Accounts, teams and officers; the viewer of a request; who may open a page."""

from .access import StaffRequest, viewer_required
from .identity import viewer_of, viewer_of_token
from .models import Absence, AbsenceKind, Account, Deputyship, Officer, Team, TeamKind
from .queries import Away, administration_lead_of, away_on, head_of, people_of
from .services import add_officer, add_team, appoint_deputy, issue_token

__all__ = [
    "Absence",
    "AbsenceKind",
    "Account",
    "Away",
    "Deputyship",
    "Officer",
    "StaffRequest",
    "Team",
    "TeamKind",
    "add_officer",
    "add_team",
    "administration_lead_of",
    "appoint_deputy",
    "away_on",
    "head_of",
    "issue_token",
    "people_of",
    "viewer_of",
    "viewer_of_token",
    "viewer_required",
]

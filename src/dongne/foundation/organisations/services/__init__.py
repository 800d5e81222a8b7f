"""Writes: teams, officers and their postings, absences and who stands in, tokens."""

from .absences import cancel_absence, end_absence, record_absence, restore_absence
from .deputies import appoint_deputy, end_deputyship
from .people import add_officer, change_roles, edit_officer
from .postings import apply_postings, cancel_posting, let_go, move_officer, rehire
from .teams import add_team, arrange_teams, close_team, edit_team, open_team_again
from .tokens import issue_token

__all__ = [
    "add_officer",
    "add_team",
    "apply_postings",
    "appoint_deputy",
    "arrange_teams",
    "cancel_absence",
    "cancel_posting",
    "change_roles",
    "close_team",
    "edit_officer",
    "edit_team",
    "end_absence",
    "end_deputyship",
    "issue_token",
    "let_go",
    "move_officer",
    "open_team_again",
    "record_absence",
    "rehire",
    "restore_absence",
]

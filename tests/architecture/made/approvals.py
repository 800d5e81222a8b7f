from __future__ import annotations

from typing import Any

from dongne.foundation.approvals.models import Line, LineRule, Step
from dongne.foundation.approvals.public import give_copies
from dongne.foundation.scope.public import SYSTEM
from dongne.outreach.fieldwork.public import SUBJECT
from tests.cast import NOW

from . import Made


def make(things: Any) -> Made:
    """A copy of the approved report for the road division and a colleague; a decision made for the
    head; a line of its own for the officer's team."""
    cast = things.cast
    lead = cast.viewer(cast.own.lead)
    approved = things.values["approved"]["report_id"]
    line = Line.objects.for_viewer(SYSTEM).filter(subject_id=approved).order_by("-id")[0]
    give_copies(
        lead,
        subject_type=SUBJECT,
        subject_id=approved,
        to=[cast.road.team, cast.own.colleague],
        now=NOW,
    )
    Step.objects.for_viewer(SYSTEM).filter(line=line, officer=cast.own.head).update(
        after_report=True
    )
    rule = LineRule.objects.create(
        dong=cast.own.dong,
        team=cast.own.officer.team,
        reviewers=["administration_lead"],
    )
    return Made(
        always={"line_id": line.pk, "rule_id": rule.pk, "shape": "csv"},
        bodies={
            "report_outside": {"number": "신정4동-77", "dated": "2026-11-19"},
            "report_copies": {"copies": f"officer-{cast.own.welfare_officer.pk}"},
            "line_new": {"reviewer": "own_lead"},
            "line_edit": {"team": str(cast.own.officer.team_id), "reviewer": "own_lead"},
            "register_style": {"front": "신정4동", "with_year": "on"},
        },
    )

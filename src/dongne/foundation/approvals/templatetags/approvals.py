"""The bar with which whoever is awaited decides; used by the pages of papers too."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from ..forms import OpinionForm, ReasonForm
from ..models import Line
from ..presenters import Decision, line_acts

register = template.Library()


@register.inclusion_tag("approvals/decision_bar.html", takes_context=True)
def decision_bar(
    context: Context, decision: Decision, previous_url: str = "", next_url: str = ""
) -> dict[str, Any]:
    return {
        "decision": decision,
        "previous_url": previous_url,
        "next_url": next_url,
        "opinion_form": OpinionForm(),
        "reason_form": ReasonForm(),
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("approvals/line_actions.html", takes_context=True)
def line_actions(context: Context, line: Line | None) -> dict[str, Any]:
    """회수, 공람, 온나라 번호: what the viewer may do with the paper of a line and its boxes."""
    viewer = context["request"].viewer
    return {"actions": line_acts(viewer, line) if line else []}

"""The bar with which whoever is awaited decides; used by the pages of papers too."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from ..forms import OpinionForm, ReasonForm
from ..presenters import Decision

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

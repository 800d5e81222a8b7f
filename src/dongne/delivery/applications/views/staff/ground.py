"""What the office's pages of one application share: reading it, refusing in place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render

from dongne.delivery.channels.public import sites_of
from dongne.foundation.organisations.public import StaffRequest
from dongne.lib.refusals import Forbidden, NotHere, Refused

from ...models import Application
from ...words import REFUSALS, language

CHANGED = "changed_meanwhile"


def page(
    request: StaffRequest, template: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """Nobody keeps these pages: they may hold what a resident said, and change all the time."""
    response = render(request, f"applications/staff/{template}.html", dict(context), status=status)
    response["Cache-Control"] = "no-store"
    return response


def require(allowed: bool, code: str = "not_yours") -> None:
    """Raises Forbidden: a reader who tries to write."""
    if not allowed:
        raise Forbidden(str(REFUSALS[code]), code=code)


def refused(form: Form, problem: Refused, names: Mapping[str, str] | None = None) -> int:
    """Put a refusal where the form says it; the status of the answer. Strangers stay strangers.

    `names`: the form's fields for the parts that a service speaks of.
    """
    if isinstance(problem, NotHere | Forbidden):
        raise problem
    known = names or {}
    for part, sentence in getattr(problem, "parts", None) or [("", problem.message)]:
        field = known.get(part, part)
        form.add_error(field if field in form.fields else None, sentence)
    return int(problem.status)


def site_name(application: Application) -> str:
    """Where it is received, by name; empty where it is nowhere in particular."""
    if application.receive_site is None:
        return ""
    sites = sites_of(application.dong_id, channel=application.receive)
    found = next((one for one in sites if one.id == application.receive_site), None)
    return found.name(language()) if found else ""

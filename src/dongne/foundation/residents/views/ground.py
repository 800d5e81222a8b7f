"""What the pages of residents share: who may come here at all, and that nothing is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.places.public import Tong
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Forbidden, NotHere, Refused

from ..permissions import works_with_residents
from ..services.checking import Unsound

Page = Callable[..., HttpResponse]


def unkept(view: Page) -> Page:
    """No browser and no proxy keeps a page about a resident."""

    @wraps(view)
    def answered(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    return answered


def resident_page(view: Page) -> Page:
    """Signed in; not kept; rows that aren't the viewer's are as strangers' are."""
    return viewer_required()(unkept(view))


def require_residents(viewer: Viewer) -> None:
    """Raises Forbidden for whoever does not work with residents at all."""
    if not works_with_residents(viewer):
        raise Forbidden(
            _("주민 정보는 동에서 일하는 사람만 봅니다. 필요하면 그 동에 물어봐 주세요."),
            code="not_with_residents",
        )


def tongs_of_dong(dong_id: int, viewer: Viewer) -> list[Tong]:
    """Tongs that somebody can be put into, with their dong. One statement."""
    return list(
        Tong.objects.for_viewer(viewer)
        .filter(dong=dong_id, closed_on=None)
        .select_related("dong")
        .order_by("number")
    )


def page(
    request: StaffRequest, template: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    return render(request, f"residents/{template}.html", dict(context), status=status)


def refused(form: Form, problem: Refused) -> int:
    """Put a refusal where the form says it; the status of the answer. Strangers stay strangers."""
    if isinstance(problem, NotHere | Forbidden):
        raise problem
    if isinstance(problem, Unsound):
        for column, sentence in problem.columns.items():
            form.add_error(column if column in form.fields else None, sentence)
    else:
        form.add_error(None, problem.message)
    return int(problem.status)

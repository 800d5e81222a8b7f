"""What the pages share: the dong, the day that is asked for, and who may change things."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dongne.foundation.organisations.public import Officer, undo_offer
from dongne.foundation.places.public import Dong, dong_of
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Forbidden, NotHere, Refused
from dongne.lib.seoul import read_day

from ..models import Zone
from ..permissions import require_arranging
from ..queries import Board, BoardRow


def dong_to_arrange(viewer: Viewer) -> Dong:
    """The viewer's own dong, if it is theirs to arrange. Raises NotHere or Forbidden."""
    dong = dong_of(viewer)
    require_arranging(viewer, dong.pk)
    return dong


def dong_to_arrange_of(viewer: Viewer, officer_id: int) -> Dong:
    """The dong in which the officer works or has a zone, if it is the viewer's to arrange."""
    officer = Officer.objects.for_viewer(viewer).filter(pk=officer_id, dong__isnull=False).first()
    dong_id = officer.dong_id if officer else None
    if dong_id is None:
        zones = Zone.objects.for_viewer(viewer).filter(officer_id=officer_id)
        dong_id = zones.values_list("dong_id", flat=True).order_by("-id").first()
    dong = (
        Dong.objects.for_viewer(viewer).select_related("district").filter(pk=dong_id or 0).first()
    )
    if dong is None:
        raise NotHere(_("이 동에서 일하는 직원을 찾을 수 없습니다."), code="officer_not_found")
    require_arranging(viewer, dong.pk)
    return dong


def day_of(request: HttpRequest, today: date) -> date:
    """`?day=`, or today. A day out of reach is today too: nothing is lost by asking again."""
    day = read_day(request.GET.get("day", ""))
    return day if day and 2000 <= day.year <= today.year + 2 else today


def row_of(board: Board, officer_id: int) -> BoardRow:
    row = board.row_of(officer_id)
    if row is None:
        raise NotHere(_("이 동에서 일하는 직원을 찾을 수 없습니다."), code="officer_not_found")
    return row


def refuse(form: forms.Form, refusal: Refused, field: str | None = None) -> None:
    """A refusal of a service, said at the form; what is not there, or not theirs, has its page."""
    if isinstance(refusal, NotHere | Forbidden):
        raise refusal
    form.add_error(field, refusal.message)


def page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """422 when a form of the page was refused."""
    form = context.get("form")
    wrong = form is not None and form.is_bound and bool(form.errors)
    return render(
        request, template, context | {"undo": undo_offer(request)}, status=422 if wrong else 200
    )

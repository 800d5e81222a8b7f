"""What the pages of an office share: which office, whose page, and what its forms look like."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import NotHere, Refused

from ..models import Officer
from ..permissions import looks_after_leads, may_change, refuse_unless, runs
from ..presenters.undo import undo_offer
from ..queries import Place, key_of, office_at, officers_for, offices_for


def office_of(request: HttpRequest) -> Place:
    """The office that `?at=` names, or the viewer's own. Strangers get 404."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    place = office_at(viewer, request.GET.get("at", ""))
    if place is None:
        raise NotHere(_("기관을 찾을 수 없습니다."), code="not_found")
    return place


def own_to_run(request: HttpRequest) -> Place:
    """The office, if its settings are the viewer's to change."""
    place = office_of(request)
    refuse_unless(runs(request.viewer, place))  # type: ignore[attr-defined]
    return place


def own_to_staff(request: HttpRequest) -> Place:
    """The office, if the viewer may put people into it."""
    place = office_of(request)
    refuse_unless(looks_after_leads(request.viewer, place))  # type: ignore[attr-defined]
    return place


def somebody(viewer: Viewer, officer_id: int) -> Officer:
    officer = officers_for(viewer).filter(pk=officer_id).first()
    if officer is None:
        raise NotHere(_("직원을 찾을 수 없습니다."), code="not_found")
    return officer


def somebody_to_change(viewer: Viewer, officer_id: int) -> Officer:
    officer = somebody(viewer, officer_id)
    refuse_unless(may_change(viewer, officer))
    return officer


def address(name: str, place: Place, viewer: Viewer, *args: Any) -> str:
    """The page's address; with the office's key where it is not the viewer's own."""
    own = viewer.dong_id == place.pk if key_of(place).startswith("dong.") else False
    return reverse(name, args=args) + ("" if own else f"?at={key_of(place)}")


def picker(viewer: Viewer, place: Place) -> list[dict[str, Any]]:
    """The offices to choose from; nothing for whoever has only one."""
    places = offices_for(viewer)
    if len(places) < 2:
        return []
    return [
        {"key": key_of(one), "label": one.label, "current": key_of(one) == key_of(place)}
        for one in places
    ]


def page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, template, {"undo": undo_offer(request), **context})


def form_page(
    request: HttpRequest,
    form: Form,
    *,
    title: str,
    help: str,
    submit: str,
    back: str,
    back_label: str,
    note: str = "",
    danger: bool = False,
) -> HttpResponse:
    """One form on a page of its own."""
    context = {
        "form": form,
        "title": title,
        "help": help,
        "submit": submit,
        "back": back,
        "back_label": back_label,
        "note": note,
        "danger": danger,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "organisations/form.html", context, status=status)


def refused(form: Form, problem: Refused, field: str | None = None) -> None:
    """A refusal stands at the form, with all that was typed."""
    form.add_error(field if field in form.fields else None, problem.message)

"""The same with several chosen applications: accepted, printed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from dongne.foundation.calendar.public import calendars_of
from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.papers.public import file_response
from dongne.foundation.scope.public import Viewer

from ...forms.staff.deeds import AcceptForm
from ...forms.staff.lists import chosen
from ...models import Application
from ...papers import FORM, RECEIPT, paper_of
from ...permissions import has_counter
from ...presenters.staff import lists as present
from ...queries.lists import Whose, applications_of, for_rows
from ...services.many import Many, accept_all
from .ground import page, require

ACCEPT = "accept"
PRINTS = {"print_receipt": RECEIPT, "print_form": FORM}


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def applications_many(request: StaffRequest) -> HttpResponse:
    """What was ticked, and the one thing to be done with all of it."""
    viewer, now = request.viewer, timezone.now()
    require(has_counter(viewer))
    sent = request.method == "POST"
    data = request.POST if sent else request.GET
    found = _chosen(viewer, chosen(data.getlist("case")))
    deed = data.get("deed", ACCEPT)
    if deed in PRINTS and found:
        response = file_response(paper_of(viewer, found, PRINTS[deed], now=now), "pdf", now=now)
        response["Cache-Control"] = "no-store"
        return response
    form = AcceptForm(request.POST if sent else None)
    result = Many(done=[], refused=[])
    if sent and found and form.is_valid():
        result = accept_all(
            viewer,
            application_ids=[one.pk for one in found],
            identity=form.cleaned_data["identity"],
            now=now,
        )
        if not result.refused:
            n = len(result.done)
            words = ngettext("%(n)d건을 접수했습니다.", "%(n)d건을 접수했습니다.", n)
            messages.success(request, words % {"n": n})
            return HttpResponseRedirect(_back(request, data.get("back", "")))
    refused = {key: sentence for key, sentence in result.refused}
    calendars = calendars_of({one.dong_id for one in found}) if found else {}
    rows = [present.row_of(one, calendars, now=now, dong=False) for one in found]
    context: dict[str, Any] = {
        "form": form,
        "chosen": present.chosen_title(len(found)),
        "back": _back(request, data.get("back", "") or request.headers.get("Referer", "")),
        "rows": [row | {"refused": UUID(row["id"]) in refused} for row in rows],
        "refused": [
            (row["title"], row["number"], refused[UUID(row["id"])])
            for row in rows
            if UUID(row["id"]) in refused
        ],
    }
    wrong = sent and bool(form.errors or refused)
    return page(request, "applications_many", context, status=422 if wrong else 200)


def _chosen(viewer: Viewer, keys: list[UUID]) -> list[Application]:
    """In the order of the list. One statement."""
    if not keys:
        return []
    rows = applications_of(viewer, Whose.ALL).filter(pk__in=keys)
    by_id = {one.pk: one for one in for_rows(viewer, rows)}
    return [by_id[key] for key in keys if key in by_id]


def _back(request: StaffRequest, address: str) -> str:
    """The list that one came from, with its tabs and filters."""
    host, list_url = request.get_host(), reverse("applications")
    if not url_has_allowed_host_and_scheme(address, allowed_hosts={host}):
        return list_url
    path, _mark, query = address.partition(host)[2 if host in address else 0].partition("?")
    return f"{list_url}?{query}" if path == list_url and query else list_url

"""The search of the whole program, and kept filters."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.lib.refusals import Refused
from dongne.lib.seoul import seoul_day

from .presenters import found
from .services import drop_filter, save_filter


@require_safe
@viewer_required()
def find(request: StaffRequest) -> HttpResponse:
    """Who is responsible for this house, who does what, where was that manhole: one field."""
    day = seoul_day(timezone.now())
    return render(
        request, "search/find.html", {"found": found(request.viewer, request.GET, day=day)}
    )


@require_POST
@viewer_required()
def filter_save(request: StaffRequest) -> HttpResponse:
    """Keep the filters of a list under a name, and show the list with them."""
    asked = request.POST
    address = _list(asked.get("page", ""))
    row = save_filter(
        request.viewer,
        page=asked["page"],
        name=asked.get("name", ""),
        query=asked.get("query", ""),
        now=timezone.now(),
    )
    messages.success(request, _("조건을 저장했습니다: %(name)s") % {"name": row.name})
    return HttpResponseRedirect(f"{address}?{row.query}")


@require_POST
@viewer_required()
def filter_drop(request: StaffRequest, filter_id: int) -> HttpResponse:
    """Removed at once: the list still shows it, and it can be kept again with one press."""
    row = drop_filter(request.viewer, filter_id=filter_id, now=timezone.now())
    messages.success(
        request,
        _("저장한 조건 ‘%(name)s’ 지움. 아래에서 다시 저장할 수 있습니다.") % {"name": row.name},
    )
    return HttpResponseRedirect(f"{_list(row.page)}?{row.query}")


def _list(page: str) -> str:
    """The address of a list. Only names of pages without parameters are accepted."""
    try:
        return reverse(page)
    except NoReverseMatch as error:
        raise Refused(_("조건을 저장할 수 없는 화면입니다."), code="page_unknown") from error

"""Opening one number, and the office's own numbers."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.scope.public import Role
from dongne.lib.refusals import NotHere, Refused

from . import queries, services
from .forms import PublicNumberForm, PurposeForm
from .presenters import kind_word, shown, spelled
from .states import Kind
from .subjects import place_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def aside(request: StaffRequest, aside_id: UUID) -> HttpResponse:
    """Asks what for; the answer to the form shows the number once, and the log has a line more."""
    row = queries.aside_of(request.viewer, aside_id)
    place = place_of(request.viewer, row) if row else None
    if row is None or place is None:
        raise NotHere(_("찾을 수 없습니다."), code="not_found")
    posted = request.method == "POST"
    form = PurposeForm(request.POST if posted else None)
    context = {"aside": shown(row), "place": place, "form": form, "kind": kind_word(row.kind)}
    if posted and form.is_valid():
        number = services.open_aside(
            request.viewer, aside_id=row.pk, purpose=form.told, now=timezone.now()
        )
        is_phone = row.kind == Kind.PHONE
        context |= {
            "number": spelled(number) if is_phone else number,
            "href": f"{'tel' if is_phone else 'mailto'}:{number}",
        }
    status = 422 if posted and form.errors else 200
    return render(request, "asides/aside.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required(Role.ADMINISTRATION_LEAD, Role.DONG_HEAD)
def public_numbers(request: StaffRequest) -> HttpResponse:
    """Numbers of the office itself, which stay in every text."""
    viewer = request.viewer
    if viewer.dong_id is None:
        raise PermissionDenied
    form = PublicNumberForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            row = services.add_public_number(
                viewer, dong_id=viewer.dong_id, now=timezone.now(), **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error("number", refusal.message)
        else:
            messages.success(request, _("%(n)s 번호를 더했습니다.") % {"n": row.digits})
            return redirect("public_numbers")
    return render(
        request,
        "asides/public_numbers.html",
        {"form": form, "numbers": queries.own_numbers(viewer)},
        status=422 if form.errors else 200,
    )


@require_POST
@viewer_required(Role.ADMINISTRATION_LEAD, Role.DONG_HEAD)
def public_number_drop(request: StaffRequest, number_id: int) -> HttpResponse:
    row = services.drop_public_number(request.viewer, number_id=number_id, now=timezone.now())
    messages.success(
        request,
        _("%(n)s 번호를 뺐습니다. 앞으로 적는 글에서는 따로 보관합니다.") % {"n": row.digits},
    )
    return redirect("public_numbers")

"""Files: handed in by the office, fetched by the applicant, taken back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dongne.delivery.applications.public import item_name, shown_to
from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.scope.public import resident_viewer
from dongne.lib.refusals import Forbidden, NotHere, Refused

from ..queries import download_by_token
from ..rules import MOST_BYTES
from ..services import fetch_file, put_file, take_back


@require_POST
@viewer_required()
def result_upload(request: StaffRequest, result_item: UUID) -> HttpResponse:
    """The PDF of an issued item."""
    viewer, now = request.viewer, timezone.now()
    sent = request.FILES.get("file")
    # One byte more than may be is enough to know that it is too large.
    body = sent.read(MOST_BYTES + 1) if sent is not None else b""
    try:
        row = put_file(viewer, item_id=result_item, body=body, now=now)
    except (Forbidden, NotHere):
        raise
    except Refused as problem:
        messages.error(request, problem.message)
        return redirect(_back(request))
    messages.success(request, _("파일을 올렸습니다. 신청한 사람에게 알렸습니다."))
    return redirect("application", row.application_id)


@require_POST
@viewer_required()
def result_take_back(request: StaffRequest, result_file: UUID) -> HttpResponse:
    """A wrong file goes at once."""
    row = take_back(request.viewer, download_id=result_file, now=timezone.now())
    messages.success(request, _("파일을 없앴습니다. 이제 아무도 내려받을 수 없습니다."))
    return redirect("application", row.application_id)


@require_http_methods(["GET", "HEAD", "POST"])
def result_file(request: HttpRequest, file_token: str) -> HttpResponse:
    """For whoever was let in to that application by number and secret or by a code: what it is,
    and by POST the file itself, so that no preview of a link fetches it."""
    now = timezone.now()
    key = shown_to(request.COOKIES, now=now)
    if key is None:
        response = render(request, "dispatch/file.html", {"row": None})
        response["Cache-Control"] = "no-store"
        return response
    row = download_by_token(file_token, key, now=now)
    if request.method != "POST":
        context = {"row": row, "name": item_name(row.item)}
        response = render(request, "dispatch/file.html", context)
        response["Cache-Control"] = "no-store"
        return response
    address = request.META.get("REMOTE_ADDR", "")
    row, body = fetch_file(resident_viewer(address=address), download_id=row.pk, now=now)
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="document.pdf"'
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _back(request: HttpRequest) -> str:
    """The application's page that the form stood on; only ever one of ours."""
    told = request.POST.get("application", "")
    try:
        return reverse("application", args=[UUID(told)])
    except ValueError:
        return "/"

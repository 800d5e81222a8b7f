"""A signed letter is seen and checked; its scan is blacked out before anything of it is kept."""

from __future__ import annotations

import base64
import binascii
from io import BytesIO
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from dongne.foundation.media.public import PhotoRefused
from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.lib.blackout import MOST_BYTES
from dongne.lib.refusals import Refused
from dongne.lib.seoul import seoul_day

from ...forms.staff.letters import CheckForm
from ...permissions import works_at
from ...presenters.staff import letters as present
from ...queries.page import letter_page
from ...services import scans
from .ground import page, refused, require

LONGEST_PREVIEW = 4 * 1024 * 1024


class InMemory(FileUploadHandler):
    """Keeps what is sent in memory whatever its length: Django would write it to a file."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > MOST_BYTES + 1:
            raise StopUpload(connection_reset=True)
        self.kept.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.kept.seek(0)
        return InMemoryUploadedFile(
            self.kept, self.field_name, "scan", "application/octet-stream", file_size, None
        )


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def letter_check(request: StaffRequest, letter_key: UUID) -> HttpResponse:
    """Where the bytes go is said before anybody reads them; the token is checked after that."""
    request.upload_handlers = [InMemory(request)]
    return _protected(request, letter_key)


@csrf_protect
@viewer_required()
def _protected(request: StaffRequest, letter_key: UUID) -> HttpResponse:
    viewer, now = request.viewer, timezone.now()
    found = letter_page(viewer, letter_key)
    require(works_at(viewer, found.dong_id))
    sent = request.method == "POST"
    form = CheckForm(request.POST if sent else None, request.FILES if sent else None)
    today = seoul_day(now)
    not_yet = (
        "" if present.may_check(found, today=today) else present.standing(found, today=today)[0]
    )
    context: dict[str, Any] = {
        "letter": found,
        "form": form,
        "back": reverse("letter", args=[found.pk]),
        "not_yet": not_yet,
        "services": ", ".join(name for name, _copies in present.letter_services(found)),
    }
    if not sent:
        return page(request, "letter_check", context)
    status = 422
    try:
        kept = _sent_before(request.POST.get("picture", ""))
        if form.is_valid():
            scan = form.cleaned_data["scan"]
            if scan and kept is None:
                context |= _preview(scans.masked(scan.read()))
                return page(request, "letter_mask", context)
            chosen = request.POST.getlist("cell")
            picture = scans.masked(kept, chosen) if kept is not None else None
            if picture is not None and "look" in request.POST:
                context |= _preview(picture)
                return page(request, "letter_mask", context)
            scans.check_with_scan(
                viewer,
                letter_id=found.pk,
                saw_principal_copy=form.cleaned_data["saw_principal_copy"],
                saw_proxy_card=form.cleaned_data["saw_proxy_card"],
                picture=picture,
                now=now,
            )
            messages.success(request, _("위임장을 확인했습니다."))
            return HttpResponseRedirect(reverse("letter", args=[found.pk]))
    except PhotoRefused as problem:
        form.add_error("scan", problem.message)
    except Refused as problem:
        if problem.code == "not_a_picture":
            form.add_error("scan", problem.message)
        else:
            status = refused(form, problem)
    return page(request, "letter_check", context, status=status)


def _preview(picture: bytes) -> dict[str, Any]:
    """What would be kept, in this answer only: it goes back and forth and lies nowhere."""
    text = base64.b64encode(picture).decode()
    return {
        "picture": text,
        "source": f"data:image/jpeg;base64,{text}",
        "grid": [
            [f"{row}-{column}" for column in range(scans.COLUMNS)] for row in range(scans.ROWS)
        ],
    }


def _sent_before(text: str) -> bytes | None:
    """The masked picture as the preview sent it along; anything else is no picture."""
    if not text or len(text) > LONGEST_PREVIEW:
        return None
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""

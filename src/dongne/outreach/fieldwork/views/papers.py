"""A report as a file."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.papers.public import Form, file_response
from dongne.lib.refusals import NotHere

from .. import queries
from ..papers import report_document


@viewer_required()
@require_safe
def report_paper(request: StaffRequest, report_id: UUID, form: Form) -> HttpResponse:
    found = queries.report_of(request.viewer, report_id)
    if found is None:
        raise NotHere(_("보고서를 찾을 수 없습니다."), code="not_found")
    now = timezone.now()
    return file_response(report_document(request.viewer, found, now=now), form, now=now)

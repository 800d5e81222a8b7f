"""The list that was looked at as a table: for a reason, which is kept, and without persons."""

from __future__ import annotations

import tempfile

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import npgettext
from django.views.decorators.http import require_http_methods

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.lib.seoul import seoul_day

from ...forms.staff.lists import Asked, ExportForm
from ...presenters.staff import exports
from ...presenters.staff import lists as present
from ...queries import lists as queries
from ...services.exporting import MOST_EXPORTED, export_applications
from .ground import page
from .lists import found_by

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def applications_export(request: StaffRequest) -> HttpResponseBase:
    viewer, now = request.viewer, timezone.now()
    asked = Asked.read(request.GET, viewer, today=seoul_day(now))
    found, asked, dong = found_by(viewer, asked, now)
    form = ExportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        # FileResponse closes it, and with that it is gone.
        file = tempfile.TemporaryFile()  # noqa: SIM115
        export_applications(
            viewer,
            found=queries.order_of(asked.show).put(found),
            heads=exports.heads(),
            row=exports.row,
            form=form.cleaned_data["form"],
            reason=form.cleaned_data["reason"],
            asked=request.GET.urlencode(),
            dong_id=dong.pk if dong else viewer.dong_id,
            to=file,
            now=now,
        )
        file.seek(0)
        name = f"{_('신청')}-{seoul_day(now)}.{form.cleaned_data['form']}"
        answer = FileResponse(
            file,
            as_attachment=True,
            filename=name,
            content_type=CONTENT_TYPES[form.cleaned_data["form"]],
        )
        answer["Cache-Control"] = "no-store"
        return answer
    return _page(request, form, found, asked)


def _page(request: StaffRequest, form: ExportForm, found: object, asked: Asked) -> HttpResponse:
    n, whole = queries.counted_to(found, MOST_EXPORTED)  # type: ignore[arg-type]
    words = npgettext("applications", "%(n)d건", "%(n)d건", n) % {"n": n}
    context = {
        "form": form,
        "back": f"{reverse('applications')}?{request.GET.urlencode()}",
        "facts": [
            (_("누구의 신청"), str(present.WHOSE[asked.whose])),
            (_("어떤 상태"), str(present.SHOWS[asked.show])),
            (_("건수"), words if whole else _("%(count)s 넘음") % {"count": words}),
        ],
        "too_many": ""
        if whole
        else _("한 번에 %(n)s건까지 담습니다. 앞에서부터 %(n)s건만 들어갑니다.")
        % {"n": f"{MOST_EXPORTED:,}"},
    }
    return page(request, "applications_export", context, status=422 if form.errors else 200)

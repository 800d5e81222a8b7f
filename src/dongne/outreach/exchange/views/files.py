"""Pages of imports: sent, looked over, mended, taken in, taken back."""

from __future__ import annotations

import tempfile
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.scope.public import Role
from dongne.lib.refusals import Forbidden, NotHere, Refused
from dongne.lib.seoul import seoul_day

from .. import presenters, queries
from ..forms import ApplyForm, ExportForm, MendForm, ReadForm, UploadForm
from ..models import ImportRow, ImportRun
from ..services.applying import apply_run, undo_run
from ..services.changing import mend_row, read_again
from ..services.exporting import export_dong
from ..services.forgetting import forget_run
from ..services.ground import require_lead
from ..services.taking_in import take_in
from ..states import ImportKind, RunState, Verdict

LEADS = (Role.ADMINISTRATION_LEAD, Role.DONG_HEAD)


@viewer_required(*LEADS)
def imports(request: StaffRequest) -> HttpResponseBase:
    viewer = request.viewer
    sent = request.method == "POST"
    form = UploadForm(request.POST if sent else None, request.FILES if sent else None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            run = take_in(
                viewer,
                dong_id=viewer.dong_key,
                name=file.name,
                data=file.read(),
                kind=form.chosen,
                now=timezone.now(),
            )
        except Refused as refusal:
            if isinstance(refusal, Forbidden | NotHere):
                raise
            form.add_error("file", refusal.message)
        else:
            return redirect("import_run", run.pk)
    context: dict[str, Any] = {
        "form": form,
        "runs": [presenters.run_line(run) for run in queries.runs_of(viewer)],
        "kinds": presenters.kind_cards(),
    }
    return render(request, "exchange/imports.html", context, status=422 if form.errors else 200)


def _run(request: StaffRequest, run_id: UUID) -> ImportRun:
    """Strangers get 404; who may look at the dong, but does not run it, gets 403."""
    run = queries.run_of(request.viewer, run_id)
    require_lead(request.viewer, run.dong_id)
    return run


@require_GET
@viewer_required()
def import_run(request: StaffRequest, run_id: UUID) -> HttpResponse:
    run = _run(request, run_id)
    return _page(request, run)


def _page(request: HttpRequest, run: ImportRun, form: ReadForm | None = None) -> HttpResponse:
    show = request.GET.get("show", "")
    if show not in {v.value for v in Verdict if v is not Verdict.ASK}:
        show = presenters.first_shown(run)
    after = request.GET.get("after", "")
    number = int(after) if after.isascii() and after.isdecimal() and len(after) < 9 else 0
    page = presenters.run_page(run, show=show, after=number, mend=MendForm)
    if page.get("ready"):
        page["read"] = presenters.read_page(run, form or ReadForm(run))
    return render(request, "exchange/run.html", page, status=422 if form else 200)


@require_GET
@viewer_required()
def import_progress(request: StaffRequest, run_id: UUID) -> JsonResponse:
    """For the bar that follows work in the background."""
    run = _run(request, run_id)
    working = run.state in (RunState.COMPARING, RunState.APPLYING)
    return JsonResponse({"done": run.done, "total": run.total, "working": working})


@require_POST
@viewer_required()
def import_read(request: StaffRequest, run_id: UUID) -> HttpResponseBase:
    run = _run(request, run_id)
    if run.state != RunState.READY or run.rows_gone_at:
        return redirect("import_run", run.pk)
    form = ReadForm(run, request.POST)
    if not form.is_valid():
        return _page(request, run, form)
    try:
        read_again(request.viewer, run_id=run.pk, now=timezone.now(), **form.asked())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("파일을 다시 읽었습니다."))
    return redirect("import_run", run.pk)


@require_POST
@viewer_required()
def import_row(request: StaffRequest, run_id: UUID, number: int) -> HttpResponseBase:
    """A row mended in place, left out, taken in again, or a suggestion followed."""
    run = _run(request, run_id)
    row = ImportRow.objects.for_viewer(request.viewer).filter(
        run=run, sheet=run.sheet, number=number
    )
    found = row.first()
    if found is None:
        raise NotHere(_("그 줄을 찾을 수 없습니다."), code="not_found")
    counts = queries.field_labels(run.dong_id) if run.kind == ImportKind.MONTHS else {}
    form = MendForm(run, found, counts, request.POST)
    asked: dict[str, Any] = {}
    if "leave_out" in request.POST or "take_in" in request.POST:
        asked["left_out"] = "leave_out" in request.POST
    elif "use" in request.POST:
        slug, _mark, text = request.POST["use"].partition("=")
        asked["values"] = {slug: text}
    elif form.is_valid():
        asked["values"] = form.typed()
    try:
        mended = mend_row(request.viewer, run_id=run.pk, number=number, now=timezone.now(), **asked)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        if mended.verdict == Verdict.ASK:
            messages.warning(
                request, _("%(row)d번째 줄은 아직 확인이 필요합니다.") % {"row": number}
            )
        else:
            messages.success(request, _("%(row)d번째 줄을 고쳤습니다.") % {"row": number})
    return redirect("import_run", run.pk)


@require_POST
@viewer_required()
def import_apply(request: StaffRequest, run_id: UUID) -> HttpResponseBase:
    run = _run(request, run_id)
    form = ApplyForm(request.POST)
    leave_out = form.is_valid() and form.cleaned_data["leave_out"]
    try:
        run = apply_run(request.viewer, run_id=run.pk, now=timezone.now(), leave_out=leave_out)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        if run.state == RunState.APPLIED:
            messages.success(request, _("파일의 내용을 적용했습니다."))
    return redirect("import_run", run.pk)


@require_POST
@viewer_required()
def import_undo(request: StaffRequest, run_id: UUID) -> HttpResponseBase:
    run = _run(request, run_id)
    try:
        undo_run(request.viewer, run_id=run.pk, now=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("가져오기 전으로 되돌렸습니다."))
    return redirect("import_run", run.pk)


@require_POST
@viewer_required()
def import_forget(request: StaffRequest, run_id: UUID) -> HttpResponseBase:
    run = _run(request, run_id)
    try:
        forget_run(request.viewer, run_id=run.pk, now=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("가져온 줄을 지웠습니다."))
    return redirect("imports")


@viewer_required(*LEADS)
def export(request: StaffRequest) -> HttpResponseBase:
    """Everything of the dong as one file, made on the disk and not in memory."""
    form = ExportForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return render(
            request, "exchange/export.html", {"form": form}, status=422 if form.errors else 200
        )
    now, said = timezone.now(), form.cleaned_data
    # FileResponse closes it, and with that it is gone.
    file = tempfile.TemporaryFile()  # noqa: SIM115
    export_dong(
        request.viewer,
        dong_id=request.viewer.dong_key,
        form=said["form"],
        reason=said["reason"],
        to=file,
        now=now,
    )
    file.seek(0)
    dong = request.user.officer.dong  # type: ignore[union-attr]
    response = FileResponse(
        file, as_attachment=True, filename=f"{dong}-{seoul_day(now)}.{said['form']}"
    )
    response["Cache-Control"] = "no-store"
    return response

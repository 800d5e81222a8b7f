"""Lists of residents: sent, looked over masked, decided, taken in, taken back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.residents.public import living
from dongne.foundation.scope.public import Role
from dongne.lib.refusals import Forbidden, NotHere, Refused

from .. import presenters, queries
from ..forms import PERSON_COLUMNS, PersonFileForm, PersonLineForm
from ..models import PersonImport
from ..services import persons as services
from ..services.ground import require_lead
from ..states import RunState, Verdict

LEADS = (Role.ADMINISTRATION_LEAD, Role.DONG_HEAD)
ASKED_AT_ONCE = 20


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required(*LEADS)
def import_persons(request: StaffRequest) -> HttpResponse:
    viewer = request.viewer
    sent = request.method == "POST"
    form = PersonFileForm(request.POST if sent else None, request.FILES if sent else None)
    if sent and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            run = services.take_persons_in(
                viewer,
                dong_id=viewer.dong_key,
                name=file.name,
                data=file.read(),
                now=timezone.now(),
            )
        except Refused as refusal:
            if isinstance(refusal, Forbidden | NotHere):
                raise
            form.add_error("file", refusal.message)
        else:
            return redirect("persons_run", run.pk)
    context = {
        "form": form,
        "runs": [presenters.persons_line(run) for run in queries.person_imports_of(viewer)],
    }
    return render(request, "exchange/persons.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
@viewer_required()
def persons_run(request: StaffRequest, list_id: UUID) -> HttpResponse:
    """Everything masked; rows to decide first, each beside who looks the same."""
    return _page(request, _run(request, list_id))


@require_POST
@viewer_required()
def persons_line(request: StaffRequest, list_id: UUID, line: int) -> HttpResponse:
    run = _run(request, list_id)
    choice = request.POST.get("choice", "")
    form = PersonLineForm(request.POST, columns=() if choice else PERSON_COLUMNS)
    if not form.is_valid():
        return _page(request, run, wrong=(line, form))
    values = {name: text.strip() for name, text in form.cleaned_data.items() if text.strip()}
    services.settle_line(
        request.viewer,
        run_id=list_id,
        number=line,
        choice=choice,
        values=values,
        now=timezone.now(),
    )
    return redirect("persons_run", list_id)


@require_POST
@viewer_required()
def persons_apply(request: StaffRequest, list_id: UUID) -> HttpResponse:
    run = services.apply_persons(
        request.viewer,
        run_id=list_id,
        leave_out=request.POST.get("leave_out") == "on",
        now=timezone.now(),
    )
    messages.success(
        request, _("주민 %(n)d명을 등록했습니다.") % {"n": run.counts.get(Verdict.NEW, 0)}
    )
    return redirect("persons_run", list_id)


@require_POST
@viewer_required()
def persons_undo(request: StaffRequest, list_id: UUID) -> HttpResponse:
    services.undo_persons(request.viewer, run_id=list_id, now=timezone.now())
    messages.success(request, _("되돌렸습니다. 이 파일로 등록한 사람을 모두 뺐습니다."))
    return redirect("persons_run", list_id)


@require_POST
@viewer_required()
def persons_drop(request: StaffRequest, list_id: UUID) -> HttpResponse:
    services.drop_persons(request.viewer, run_id=list_id, now=timezone.now())
    messages.success(request, _("읽은 줄을 모두 지웠습니다."))
    return redirect("import_persons")


def _run(request: StaffRequest, list_id: UUID) -> PersonImport:
    """Strangers get 404; who may look at the dong, but does not run it, gets 403."""
    run = queries.person_import_of(request.viewer, list_id)
    require_lead(request.viewer, run.dong_id)
    return run


def _page(
    request: StaffRequest,
    run: PersonImport,
    wrong: tuple[int, PersonLineForm] | None = None,
) -> HttpResponse:
    ready = run.state == RunState.READY and run.rows_gone_at is None
    asked: list[dict[str, Any]] = []
    new: list[dict[str, Any]] = []
    if ready:
        lines = queries.person_lines_of(run, verdict=Verdict.ASK, limit=ASKED_AT_ONCE)
        keys = {key for line in lines for key in line.like}
        alike = living(request.viewer).filter(pk__in=keys).in_bulk() if keys else {}
        asked = [
            {
                "number": line.number,
                "values": presenters.line_values(services.said_by(line), line.faults),
                "twin": line.twin,
                "alike": [
                    (person, presenters.person_values(person))
                    for key in line.like
                    if (person := alike.get(UUID(key)))
                ],
                "form": wrong[1]
                if wrong and wrong[0] == line.number
                else PersonLineForm(columns=line.faults),
                "faults": line.faults,
            }
            for line in lines
        ]
        new = [
            {
                "number": line.number,
                "values": presenters.line_values(services.said_by(line), {}),
            }
            for line in queries.person_lines_of(run, verdict=Verdict.NEW)
        ]
    counts = {verdict.value: run.counts.get(verdict, 0) for verdict in Verdict}
    context = {
        "run": run,
        "line": presenters.persons_line(run),
        "ready": ready,
        "counts": counts,
        "asked": asked,
        "more_asked": max(0, counts["ask"] - len(asked)),
        "new": new,
        "more_new": max(0, counts["new"] - len(new)),
        "may_undo": run.state == RunState.APPLIED and run.rows_gone_at is None,
    }
    return render(request, "exchange/persons_run.html", context, status=422 if wrong else 200)

"""`/office/kiosks/`: paper, what waits to be printed, who calls; sending a document there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from django.contrib import messages as toasts
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.delivery.applications.public import applications_for, find_application, items_of
from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Conflict, NotHere, Refused

from .. import queries
from ..forms import KioskForm, PaperForm, SendForm, VisitForm, WhyForm
from ..models import PrintJob
from ..permissions import may_keep, may_look, may_set_up, require_keeping, require_setting_up
from ..rules import paper_is_due
from ..services import helping, jobs, visits
from ..states import OPEN, JobState, Paper
from ..words import ALARMS, JOBS, PAPER_TONES, PAPERS, TONES

ask = require_http_methods(["GET", "HEAD", "POST"])
LISTED = 50


@require_safe
@viewer_required()
def kiosks(request: StaffRequest) -> HttpResponse:
    """Every kiosk of the office, and the documents of the last time."""
    viewer = request.viewer
    _require_dong(request)
    rows = list(queries.kiosks_for(viewer))
    sent = list(queries.jobs_for(viewer)[:LISTED])
    numbers = _numbers(viewer, sent)
    context = {
        "rows": [
            {
                "kiosk": row,
                "paper": PAPERS[Paper(row.paper)],
                "tone": PAPER_TONES[Paper(row.paper)],
                "form": PaperForm(initial={"paper": row.paper}, auto_id=f"id_{row.pk}_%s"),
                "visit": VisitForm(auto_id=f"visit_{row.pk}_%s"),
            }
            for row in rows
        ],
        "alarms": [
            {"alarm": one, "what": ALARMS[one.kind]}  # type: ignore[index]
            for one in queries.alarms_of([row.pk for row in rows])
        ],
        "jobs": [
            {
                "job": one,
                "number": numbers.get(one.application, ""),
                "state": JOBS[JobState(one.state)],
                "tone": TONES[JobState(one.state)],
                "open": one.state in OPEN,
            }
            for one in sent
        ],
        "may": may_keep(viewer, viewer.dong_key),
        "may_set_up": may_set_up(viewer, viewer.dong_key),
    }
    return render(request, "kiosks/list.html", context)


@never_cache
@ask
@viewer_required()
def kiosk_new(request: StaffRequest) -> HttpResponse:
    viewer = request.viewer
    _require_dong(request)
    require_setting_up(viewer, viewer.dong_key)
    form = KioskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        visits.add_kiosk(viewer, dong_id=viewer.dong_key, now=timezone.now(), **form.cleaned_data)
        toasts.success(request, _("설치했습니다. KIOSK에서 ‘화면 열기’의 주소를 열어 두세요."))
        return redirect("kiosks")
    wrong = form.is_bound and bool(form.errors)
    return render(request, "kiosks/new.html", {"form": form}, status=422 if wrong else 200)


@require_POST
@viewer_required()
def kiosk_tray(request: StaffRequest, kiosk_key: UUID) -> HttpResponse:
    """What somebody saw in the tray; the planner sends nobody to an empty one."""
    form = PaperForm(request.POST)
    if not form.is_valid():
        raise Refused(_("종이가 얼마나 있는지 골라 주세요."), code="no_paper_state")
    visits.note_paper(
        request.viewer,
        kiosk_id=kiosk_key,
        paper=form.cleaned_data["paper"],
        now=timezone.now(),
    )
    toasts.success(request, _("적었습니다."))
    return redirect("kiosks")


@require_POST
@viewer_required()
def kiosk_visit(request: StaffRequest, kiosk_key: UUID) -> HttpResponse:
    """Somebody at the kiosk reads the number on its screen out: to what they are about there."""
    require_keeping(request.viewer, queries.kiosk_for(request.viewer, kiosk_key).dong_id)
    form = VisitForm(request.POST)
    refusal = "" if form.is_valid() else str(form.errors["code"][0])
    if not refusal:
        try:
            visit = queries.visit_with_code(
                request.viewer, kiosk_key, form.cleaned_data["code"], timezone.now()
            )
        except NotHere as problem:
            refusal = problem.message
        else:
            return redirect("kiosk_help", visit.pk)
    toasts.error(request, refusal)
    return redirect("kiosks")


@ask
@viewer_required()
def kiosk_help(request: StaffRequest, visit_key: UUID) -> HttpResponse:
    """What that visit is about, and what staff can do for it: no document is shown."""
    viewer, now = request.viewer, timezone.now()
    visit = queries.visit_for(viewer, visit_key)
    require_keeping(viewer, visit.kiosk.dong_id)
    job = visit.job
    assert job is not None
    if request.method == "POST":
        deed, told = _HELP.get(request.POST.get("go", ""), (helping.wipe, _WIPED))
        try:
            deed(viewer, session_id=visit.pk, now=now)
        except Conflict as refusal:
            toasts.error(request, refusal.message)
        else:
            toasts.success(request, str(told))
        return redirect("kiosk_help", visit.pk)
    context = {
        "visit": visit,
        "job": job,
        "number": _numbers(viewer, [job]).get(job.application, ""),
        "state": JOBS[JobState(job.state)],
        "tone": TONES[JobState(job.state)],
        "open": job.state in OPEN,
        "left": job.most - job.printed,
        "printing": job.state == JobState.PRINTING,
        "due": paper_is_due(job.printing_at, now),
        "over": visit.ended_at is not None,
    }
    return render(request, "kiosks/help.html", context)


_WIPED = gettext_lazy("화면을 비웠습니다.")
_HELP: dict[str, tuple[Callable[..., object], object]] = {
    "again": (helping.once_more, gettext_lazy("한 번 더 뽑을 수 있습니다.")),
    "out": (helping.came_out_there, gettext_lazy("서류를 받아 간 것으로 적었습니다.")),
}


def _numbers(viewer: Viewer, sent: Iterable[PrintJob]) -> dict[UUID, str]:
    """What the applications are called. One statement."""
    keys = {one.application for one in sent}
    return dict(applications_for(viewer).filter(pk__in=keys).values_list("pk", "number"))


@ask
@viewer_required()
def kiosk_send(request: StaffRequest, kiosk_application: UUID) -> HttpResponse:
    """The result as a PDF; its receiver is sent the code."""
    application = find_application(request.viewer, kiosk_application)
    require_keeping(request.viewer, application.dong_id)
    pages = sum(item.pages * item.copies for item in items_of(application)) or 1
    sent = request.method == "POST"
    form = SendForm(
        request.POST if sent else None, request.FILES if sent else None, initial={"pages": pages}
    )
    if sent and form.is_valid():
        try:
            row = jobs.send_to_kiosk(
                request.viewer,
                application_id=application.pk,
                content=form.cleaned_data["file"].read(),
                pages=form.cleaned_data["pages"],
                most=form.cleaned_data["most"],
                now=timezone.now(),
            )
        except NotHere:
            raise
        except Refused as refusal:
            form.add_error(None, ValidationError(refusal.message))
        else:
            if row.told_at:
                toasts.success(request, _("KIOSK로 보내고 받을 분께 인쇄번호를 알렸습니다."))
            else:
                toasts.warning(
                    request, _("KIOSK로 보냈지만 알릴 연락처가 없습니다. 직접 알려 주세요.")
                )
            return redirect("application", application.pk)
    context = {"form": form, "application": application}
    wrong = form.is_bound and bool(form.errors)
    return render(request, "kiosks/send.html", context, status=422 if wrong else 200)


@ask
@viewer_required()
def print_back(request: StaffRequest, print_key: UUID) -> HttpResponse:
    """Asks for the reason; then the document is gone from here."""
    row = queries.job_for(request.viewer, print_key)
    require_keeping(request.viewer, row.dong_id)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            jobs.take_back(
                request.viewer, job_id=row.pk, why=form.cleaned_data["why"], now=timezone.now()
            )
        except NotHere:
            raise
        except Refused as refusal:
            form.add_error(None, ValidationError(refusal.message))
        else:
            toasts.success(request, _("서류를 거두어 지웠습니다."))
            return redirect("kiosks")
    wrong = form.is_bound and bool(form.errors)
    return render(
        request, "kiosks/back.html", {"form": form, "job": row}, status=422 if wrong else 200
    )


@require_POST
@viewer_required()
def kiosk_alarm(request: StaffRequest, kiosk_alarm_key: UUID) -> HttpResponse:
    """Somebody has looked."""
    visits.end_alarm(
        request.viewer,
        alarm_id=kiosk_alarm_key,
        finding=request.POST.get("finding", ""),
        now=timezone.now(),
    )
    toasts.success(request, _("확인한 것을 적었습니다."))
    return redirect("kiosks")


def _require_dong(request: StaffRequest) -> None:
    if not may_look(request.viewer):
        raise PermissionDenied(_("KIOSK는 읍·면·동 주민센터에서 봅니다."))

"""`/kiosks/<key>/`: start, code, what it is, print, did paper come out, wiped.

No sign-in, no trace: what a visit needs is its key in a cookie of these pages, which ends with it.
Works without JavaScript, but for the printing itself, which is the browser's.
"""

from __future__ import annotations

from uuid import UUID

from csp.constants import SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.foundation.gate.public import guard_form
from dongne.foundation.scope.public import Viewer, device_viewer
from dongne.lib.refusals import Conflict

from ..forms import CodeForm
from ..models import Kiosk, KioskSession
from ..queries import kiosk_of, session_of
from ..rules import IDLE, WARNING, paper_is_due
from ..services import jobs, visits
from ..states import JobState, KioskAlarmKind, Paper, SessionEnd

COOKIE = "dongne_kiosk"
_SALT = "dongne.kiosks"


@require_safe
def kiosk(request: HttpRequest, kiosk_key: UUID) -> HttpResponse:
    """Start. Whatever was there before is over."""
    row = kiosk_of(kiosk_key)
    visit = _visit(request, row)
    if visit is not None:
        visits.leave(_actor(request, row), session_id=visit.pk, end=SessionEnd.LEFT, now=_now())
    context = {"called": "called" in request.GET, "done": "done" in request.GET,
               "out": row.paper == Paper.OUT}  # fmt: skip
    return _forget(_show(request, row, "start", **context), row)


@require_http_methods(["GET", "HEAD", "POST"])
def kiosk_code(request: HttpRequest, kiosk_key: UUID) -> HttpResponse:
    """The code and the date of birth on one keypad."""
    row = kiosk_of(kiosk_key)
    form = CodeForm(request.POST if request.method == "POST" else None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        tried = visits.try_code(
            _actor(request, row), kiosk_id=row.pk, now=_now(), **form.cleaned_data
        )
        if tried.session is not None:
            response = _go(request, "kiosk_paper", row)
            response.set_cookie(
                COOKIE,
                signing.dumps(str(tried.session.pk), salt=_SALT),
                path=reverse("kiosk", args=[row.pk]),
                httponly=True,
                samesite="Strict",
                secure=settings.SESSION_COOKIE_SECURE or request.is_secure(),
            )
            return response
        refusal = _said(tried.wait_seconds)
        form = CodeForm()
    status = 422 if refusal or (form.is_bound and form.errors) else 200
    return _show(request, row, "code", form=form, refusal=refusal, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def kiosk_paper(request: HttpRequest, kiosk_key: UUID) -> HttpResponse:
    """What it is and what it costs; then it is printed, and somebody says whether it came out."""
    row = kiosk_of(kiosk_key)
    visit = _visit(request, row)
    if visit is None or visit.job is None:
        return _forget(_go(request, "kiosk", row), row)
    actor = _actor(request, row)
    refusal = ""
    if request.method == "POST":
        try:
            jobs.begin_printing(actor, job_id=visit.job.pk, kiosk_id=row.pk, now=_now())
        except Conflict as problem:
            refusal = problem.message
        else:
            return _go(request, "kiosk_paper", row)
    now = _now()
    visits.seen(visit, now=now)
    job = visit.job
    # Whoever comes back later begins anew: there is nothing left to be printed in the frame.
    printing = job.state == JobState.PRINTING and paper_is_due(job.printing_at, now)
    return _show(
        request,
        row,
        "paper",
        job=job,
        visit=visit,
        printing=printing,
        left=job.most - job.printed,
        refusal=refusal,
    )


# Added to the usual 'none' it would stay forbidden, and an empty frame would be printed.
@csp_replace({"frame-ancestors": [SELF]})  # type: ignore[arg-type]
@xframe_options_sameorigin
@require_safe
def kiosk_document(request: HttpRequest, kiosk_key: UUID) -> HttpResponse:
    """The PDF, for the screen on which it is being printed, for two minutes."""
    row = kiosk_of(kiosk_key)
    visit = _visit(request, row)
    if visit is None or visit.job is None:
        return _forget(_go(request, "kiosk", row), row)
    response = HttpResponse(jobs.document_of(visit.job, _now()), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="document.pdf"'
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
def kiosk_done(request: HttpRequest, kiosk_key: UUID) -> HttpResponse:
    """종이가 나왔나요? Yes: handed over, wiped. No: somebody comes, it may be tried again."""
    row = kiosk_of(kiosk_key)
    visit, actor, now = _visit(request, row), _actor(request, row), _now()
    if visit is None or visit.job is None:
        return _forget(_go(request, "kiosk", row), row)
    if request.POST.get("out") == "yes":
        jobs.came_out(actor, job_id=visit.job.pk, kiosk_id=row.pk, now=now)
        visits.leave(actor, session_id=visit.pk, end=SessionEnd.DONE, now=now)
        return _forget(_go(request, "kiosk", row, "done"), row)
    jobs.stayed_in(actor, job_id=visit.job.pk, now=now)
    visits.call(actor, kiosk_id=row.pk, kind=KioskAlarmKind.NO_PAPER, now=now)
    return _go(request, "kiosk_paper", row)


@require_POST
def kiosk_leave(request: HttpRequest, kiosk_key: UUID) -> HttpResponse:
    """처음으로."""
    row = kiosk_of(kiosk_key)
    return _forget(_go(request, "kiosk", row), row)


@require_POST
def kiosk_call(request: HttpRequest, kiosk_key: UUID) -> HttpResponse:
    """직원 부르기."""
    row = kiosk_of(kiosk_key)
    if answer := guard_form(request, "kiosks.call", dong=row.dong):
        return answer
    visits.call(_actor(request, row), kiosk_id=row.pk, kind=KioskAlarmKind.CALLED, now=_now())
    if _visit(request, row) is not None:
        return _go(request, "kiosk_paper", row)
    return _go(request, "kiosk", row, "called")


def _said(wait_seconds: int) -> str:
    if wait_seconds:
        return _("번호를 여러 번 틀려 %(minutes)d분 동안 뽑을 수 없습니다. 직원을 불러 주세요.") % {
            "minutes": -(-wait_seconds // 60)
        }
    return _(
        "번호나 생년월일이 맞지 않습니다. 문자를 다시 보고 눌러 주세요. "
        "다섯 번 틀리면 15분 동안 뽑을 수 없습니다."
    )


def _visit(request: HttpRequest, row: Kiosk) -> KioskSession | None:
    try:
        told = signing.loads(request.COOKIES.get(COOKIE, "")[:200], salt=_SALT)
        key = UUID(str(told))
    except (signing.BadSignature, ValueError):
        return None
    return session_of(key, row, _now())


def _actor(request: HttpRequest, row: Kiosk) -> Viewer:
    """Whoever stands there is nobody that we know; what they do is the kiosk's."""
    return device_viewer(
        device_id=row.pk,
        name=f"kiosk {row.pk}",
        address=str(request.META.get("REMOTE_ADDR", "")),
    )


def _go(request: HttpRequest, name: str, row: Kiosk, word: str = "") -> HttpResponseRedirect:
    asked = "&".join(
        part
        for part in ("low=1" if request.GET.get("low") == "1" else "", word and f"{word}=yes")
        if part
    )
    return HttpResponseRedirect(reverse(name, args=[row.pk]) + (f"?{asked}" if asked else ""))


def _forget(response: HttpResponse, row: Kiosk) -> HttpResponse:
    response.delete_cookie(COOKIE, path=reverse("kiosk", args=[row.pk]), samesite="Strict")
    return response


def _show(
    request: HttpRequest, row: Kiosk, name: str, *, status: int = 200, **context: object
) -> HttpResponse:
    low = request.GET.get("low") == "1"
    frame = {
        "kiosk": row,
        "low": low,
        "query": "?low=1" if low else "",
        "home": reverse("kiosk", args=[row.pk]) + ("?low=1" if low else ""),
        "idle": int(IDLE.total_seconds()),
        "warning": int(WARNING.total_seconds()),
    }
    response = render(request, f"kiosks/screen/{name}.html", frame | context, status=status)
    response["Cache-Control"] = "no-store"
    return response


_now = timezone.now

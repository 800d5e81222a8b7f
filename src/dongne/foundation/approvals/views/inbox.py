"""The inbox and its tabs."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.foundation.organisations.public import StaffRequest, viewer_required

from .. import presenters, queries, services
from ..queries import Mark, keys_of, read_mark


@viewer_required()
@require_safe
def inbox(request: StaffRequest) -> HttpResponse:
    """What waits for the viewer, and the paper that is read now (`?report=`)."""
    wanted = uuid_of(request.GET.get("report", ""))
    q = _words(request)
    desk = queries.desk(request.viewer, wanted=wanted, q=q, mark=_mark(request, 2))
    request.waiting = desk.counts.waiting
    page = presenters.inbox_page(request.viewer, desk, chosen=wanted is not None, q=q)
    return render(request, "approvals/inbox.html", {"page": page})


@viewer_required()
@require_http_methods(["GET", "HEAD", "POST"])
def memos(request: StaffRequest) -> HttpResponse:
    """Memos read and completed several at once. Papers of a line are signed one by one."""
    if request.method == "POST":
        done, refused = services.read_memos(
            request.viewer, line_ids=keys_of(request.POST.getlist("line")), now=timezone.now()
        )
        for reason in dict.fromkeys(refused):
            messages.error(request, reason)
        if done:
            messages.success(
                request,
                ngettext(
                    "메모보고 %(n)d건을 열람했습니다.", "메모보고 %(n)d건을 열람했습니다.", done
                )
                % {"n": done},
            )
        elif not refused:
            messages.info(request, _("열람할 메모보고를 골라 주세요."))
        return redirect("inbox_memos" if refused or not done else "inbox")
    found = queries.waiting_memos(request.viewer, mark=_mark(request, 2))
    context = {
        "rows": presenters.memo_rows(request.viewer, found),
        "newer": f"?before={found.before}" if found.before else "",
        "older": f"?after={found.after}" if found.after else "",
    }
    return render(request, "approvals/memos.html", context)


@viewer_required()
@require_safe
def copies(request: StaffRequest) -> HttpResponse:
    """공람: papers that the viewer was given to read."""
    q = _words(request)
    shelf = queries.copies_shelf(request.viewer, wanted=_line(request), mark=_mark(request, 1), q=q)
    return _shelf(request, "inbox_copies", shelf, q)


@viewer_required()
@require_safe
def after_reports(request: StaffRequest) -> HttpResponse:
    """사후 보고: what a stand-in decided while the viewer was away."""
    shelf = queries.after_report_shelf(
        request.viewer, wanted=_line(request), mark=_mark(request, 1)
    )
    return _shelf(request, "inbox_after_reports", shelf, "")


def _shelf(request: StaffRequest, name: str, shelf: queries.Shelf, q: str) -> HttpResponse:
    page = presenters.shelf_page(name, request.viewer, shelf, q=q)
    context = {"page": page, "copies": name == "inbox_copies", "here": reverse(name)}
    return render(request, "approvals/shelf.html", context)


@viewer_required()
@require_POST
def tick_copy(request: StaffRequest, line_id: int) -> HttpResponse:
    services.tick_copy(request.viewer, line_id=line_id, now=timezone.now())
    messages.success(request, _("공람을 마쳤습니다."))
    return redirect("inbox_copies")


@viewer_required()
@require_POST
def tick_after_report(request: StaffRequest, line_id: int) -> HttpResponse:
    services.tick_after_report(request.viewer, line_id=line_id, now=timezone.now())
    messages.success(request, _("사후 보고를 확인했습니다."))
    return redirect("inbox_after_reports")


@viewer_required()
@require_safe
def sent(request: StaffRequest) -> HttpResponse:
    """내가 올린 문서: where each stands, and what its drafter can still do."""
    q = _words(request)
    found = queries.sent(request.viewer, mark=_mark(request, 1), q=q)
    page = presenters.sent_page(request.viewer, found, q=q)
    return render(request, "approvals/sent.html", {"page": page})


def _mark(request: HttpRequest, length: int) -> Mark | None:
    return read_mark(
        request.GET.get("after", ""),
        request.GET.get("before", ""),
        moments=length - 1,
        length=length,
    )


def _words(request: HttpRequest) -> str:
    return request.GET.get("q", "").replace("\x00", "").strip()[:60]


def _line(request: HttpRequest) -> int | None:
    return next(iter(keys_of([request.GET.get("line", "")])), None)


def uuid_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None

"""The log: who opened whose data, when and why; and as a file, for a reason."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dongne.foundation.openings.public import DEEDS
from dongne.foundation.organisations.public import StaffRequest, find_officers, viewer_required
from dongne.foundation.papers.public import Form, file_response
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import Level
from dongne.lib.seoul import read_day

from ..forms.reviewing import ExportForm
from ..papers import log_document
from ..presenters.log import rows_of, whose_text
from ..queries.log import Wanted, page_of, people_in, wanted_openings
from ..services import export_log
from .doing import attempt, only_privacy

MOST_EXPORTED = 20_000


@require_safe
@viewer_required()
def privacy_log(request: StaffRequest) -> HttpResponse:
    viewer = request.viewer
    only_privacy(viewer)
    wanted, given = wanted_of(request)
    page = page_of(
        viewer, wanted, after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )
    whose = {row.whose for row in page.rows} | ({wanted.whose} if wanted.whose else set())
    people = people_in(viewer, whose)

    def address(**more: str) -> str:
        return f"?{urlencode({**given, **more})}"

    context = {
        "rows": rows_of(page.rows, people),
        "newer": address(before=page.newer) if page.newer else "",
        "older": address(after=page.older) if page.older else "",
        "given": given,
        "narrowed": bool(given),
        "whose": whose_text(wanted.whose, people) if wanted.whose else "",
        "officers": [
            (str(one.pk), one.name, str(one.pk) == given.get("officer"))
            for one in find_officers(viewer, include_left=True, limit=300)
        ],
        "deeds": [(str(d), words, str(d) == given.get("deed")) for d, words in DEEDS.items()],
        "dongs": _dongs(request, given.get("dong", "")),
        "export_query": urlencode(given),
        "form": ExportForm(initial={"form": "xlsx"}),
    }
    return render(request, "privacy/log.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def privacy_log_export(request: StaffRequest) -> HttpResponse:
    """The same list as a file; that it was taken out is a row of the log itself."""
    viewer, now = request.viewer, timezone.now()
    only_privacy(viewer)
    wanted, given = wanted_of(request)
    form = ExportForm(request.POST or None, initial={"form": "xlsx"})
    refusal = ""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            openings = list(wanted_openings(viewer, wanted)[:MOST_EXPORTED])
            reason = form.cleaned_data["reason"]
            tried = attempt(
                lambda: export_log(
                    viewer, count=len(openings), narrowed=given, reason=reason, now=now
                )
            )
            if not tried.message:
                people = people_in(viewer, {row.whose for row in openings})
                document = log_document(
                    rows_of(openings, people), narrowed=narrowed_text(given), reason=reason
                )
                kind: Form = form.cleaned_data["form"]
                return file_response(document, kind, now=now, attachment=True)
            refusal, status = tried.message, tried.status
    context = {"form": form, "refusal": refusal, "query": urlencode(given), "given": given}
    return render(request, "privacy/log_export.html", context, status=status)


def wanted_of(request: HttpRequest) -> tuple[Wanted, dict[str, str]]:
    """What an address narrows the log by, and the same as plain text without what is no sense."""
    get = request.GET
    first, last = read_day(get.get("first", "")), read_day(get.get("last", ""))
    words = " ".join(get.get("q", "").replace("\0", "").split())[:60]
    whose = get.get("whose", "").replace("\0", "")[:80]
    officer = get.get("officer", "")
    dong = get.get("dong", "").replace("\0", "")
    deed = get.get("deed", "")
    viewer = request.viewer  # type: ignore[attr-defined]
    found = Dong.objects.for_viewer(viewer).filter(code=dong[:40]).first() if dong else None
    wanted = Wanted(
        first=first,
        last=last,
        officer=int(officer) if officer.isdecimal() and len(officer) < 18 else None,
        whose=whose,
        words=words,
        deed=deed if deed in {str(one) for one in DEEDS} else "",
        dong=found.pk if found else None,
    )
    given = {
        "first": first.isoformat() if first else "",
        "last": last.isoformat() if last else "",
        "officer": str(wanted.officer or ""),
        "whose": whose,
        "q": words,
        "deed": wanted.deed,
        "dong": found.code if found else "",
    }
    return wanted, {name: value for name, value in given.items() if value}


def narrowed_text(given: dict[str, str]) -> str:
    """The condition in words; whose data it was stays a key."""
    parts = []
    for name in ("first", "last"):
        if day := read_day(given.get(name, "")):
            text = date_format(day, _("Y. n. j."))
            parts.append(
                _("%(day)s부터") % {"day": text}
                if name == "first"
                else _("%(day)s까지") % {"day": text}
            )
    parts += [given[name] for name in ("q", "deed", "dong", "whose") if name in given]
    return ", ".join(parts)


def _dongs(request: StaffRequest, chosen: str) -> list[tuple[str, str, bool]]:
    if request.viewer.level is Level.DONG:
        return []
    rows = Dong.objects.for_viewer(request.viewer).order_by("name")
    return [(row.code, row.name, row.code == chosen) for row in rows]

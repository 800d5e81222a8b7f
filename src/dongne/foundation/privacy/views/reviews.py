"""점검: what was found, deciding on it, signing a month, and by which figures it is looked for."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.papers.public import file_response
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import Level, Viewer
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import Month, seoul_day

from ..forms.reviewing import DecideForm, SignForm, WatchForm
from ..models import Review, WatchRule
from ..papers import review_document
from ..permissions import sets_rules
from ..presenters.findings import TONES, sentence
from ..presenters.log import rows_of
from ..queries import reviews
from ..queries.log import people_in, readable_openings
from ..queries.looking import rules_on
from ..rules import FIGURES
from ..services import decide_finding, look_through, set_watch, sign_month
from ..states import FindingState, Watch
from ..words import FIGURES as FIGURE_WORDS
from ..words import FINDINGS, WATCH_TEXTS, WATCHES
from .doing import attempt, only_privacy

PAPER_FORMS = ("pdf", "hwpx", "xlsx")
MOST_FINDINGS = 200


@require_safe
@viewer_required()
def privacy_findings(request: StaffRequest) -> HttpResponse:
    """What waits for a decision; `?all=1` shows what was decided as well."""
    viewer = request.viewer
    only_privacy(viewer)
    everything = bool(request.GET.get("all"))
    rows = reviews.findings_for(viewer)
    if not everything:
        rows = rows.filter(state__in=reviews.UNDECIDED)
    context = {
        "findings": told(rows[:MOST_FINDINGS]),
        "everything": everything,
        "several": viewer.level is not Level.DONG,
    }
    return render(request, "privacy/findings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def privacy_finding(request: StaffRequest, finding_id: UUID) -> HttpResponse:
    """One finding with its openings, and the decision."""
    viewer, now = request.viewer, timezone.now()
    only_privacy(viewer)
    row = reviews.find_finding(viewer, finding_id)
    form = DecideForm(request.POST or None, asked=row.state == FindingState.ASKED)
    refusal, status = "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            said = form.cleaned_data
            tried = attempt(
                lambda: decide_finding(
                    viewer,
                    finding_id=finding_id,
                    to=FindingState(said["to"]),
                    reason=said["reason"],
                    now=now,
                )
            )
            if not tried.message:
                messages.success(request, _("판단을 남겼습니다."))
                return redirect("privacy_finding", finding_id)
            refusal, status = tried.message, tried.status
    openings = list(readable_openings(viewer).filter(pk__in=row.openings).select_related("dong"))
    [shown] = told([row])
    context = {
        **shown,
        "form": form,
        "refusal": refusal,
        "is_open": row.state in reviews.UNDECIDED,
        "is_own": row.officer_id is not None and row.officer_id == viewer.officer_id,
        "rows": rows_of(openings, people_in(viewer, {one.whose for one in openings})),
        "month": Month.of(row.month),
    }
    return render(request, "privacy/finding.html", context, status=status)


@require_safe
@viewer_required()
def privacy_reviews(request: StaffRequest) -> HttpResponse:
    """Month by month: signed, to be signed, late."""
    viewer = request.viewer
    only_privacy(viewer)
    months = reviews.months_of(viewer, today=seoul_day(timezone.now()))
    context = {"months": months, "several": viewer.level is not Level.DONG}
    return render(request, "privacy/reviews.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def privacy_review(request: StaffRequest, office: str, month: Month) -> HttpResponse:
    """A month of a dong: figures, what was found, the chain; looked through and signed here."""
    viewer, now = request.viewer, timezone.now()
    only_privacy(viewer)
    place = _dong(viewer, office)
    form = SignForm(request.POST or None)
    refusal, status = "", 200
    if request.method == "POST":
        status = 422
        if "look" in request.POST:
            found = look_through(viewer, dong_id=place.pk, month=month, now=now)
            messages.success(request, _("새로 찾은 것이 %(n)d건 있습니다.") % {"n": found})
            return redirect("privacy_review", place.code, month)
        if form.is_valid():
            note = form.cleaned_data["note"]
            tried = attempt(
                lambda: sign_month(viewer, dong_id=place.pk, month=month, note=note, now=now)
            )
            if not tried.message:
                messages.success(request, _("점검을 마치고 서명했습니다."))
                return redirect("privacy_review", place.code, month)
            refusal, status = tried.message, tried.status
    rows = reviews.findings_for(viewer).filter(dong=place, month=month.first)
    review = _review(viewer, place, month)
    context = {
        "dong": place,
        "month": month,
        "review": review,
        "figures": reviews.figures_of(place.pk, month),
        "people": reviews.by_person(place.pk, month),
        "findings": told(rows[:MOST_FINDINGS]),
        "chain": reviews.chain_of(place.pk),
        "due_on": review.due_on if review else reviews.due_day(place.pk, month),
        "ended": month.last < seoul_day(now),
        "form": form,
        "refusal": refusal,
        "paper_forms": PAPER_FORMS,
    }
    return render(request, "privacy/review.html", context, status=status)


@require_safe
@viewer_required()
def privacy_review_paper(
    request: StaffRequest, office: str, month: Month, paper: str
) -> HttpResponse:
    viewer = request.viewer
    only_privacy(viewer)
    place = _dong(viewer, office)
    review = _review(viewer, place, month)
    if review is None or paper not in PAPER_FORMS:
        raise NotHere(_("문서를 찾을 수 없습니다."), code="not_found")
    rows = reviews.findings_for(viewer).filter(dong=place, month=month.first)
    document = review_document(review, list(rows), reviews.by_person(place.pk, month))
    return file_response(document, paper, now=timezone.now())  # type: ignore[arg-type]


@require_safe
@viewer_required()
def privacy_rules(request: StaffRequest) -> HttpResponse:
    """By which figures unusual openings are looked for."""
    viewer = request.viewer
    only_privacy(viewer)
    place = Dong.objects.for_viewer(viewer).select_related("district").first()
    held = rules_on(place, seoul_day(timezone.now())) if place else {}
    rows = [
        {
            "code": code,
            "name": WATCHES[code],
            "text": WATCH_TEXTS[code],
            "on": code in held,
            "figures": [(FIGURE_WORDS[name], held[code].get(name)) for name in FIGURES[code]]
            if code in held
            else [],
        }
        for code in Watch
    ]
    return render(request, "privacy/rules.html", {"rules": rows, "may": sets_rules(viewer)})


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def privacy_rule(request: StaffRequest, watch: str) -> HttpResponse:
    """A district's own figures for one rule."""
    viewer, now = request.viewer, timezone.now()
    only_privacy(viewer)
    if watch not in set(Watch):
        raise NotHere(_("없는 기준입니다."), code="not_found")
    code = Watch(watch)
    today = seoul_day(now)
    last = (
        WatchRule.objects.filter(code=code, district=viewer.district_id).last()
        or WatchRule.objects.filter(code=code, district=None).last()
    )
    initial: dict[str, Any] = {"is_on": last.is_on if last else True, "holds_from": today}
    form = WatchForm(
        request.POST or None, code=code, initial=initial | (last.figures if last else {})
    )
    refusal, status = "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            said = form.cleaned_data
            tried = attempt(
                lambda: set_watch(
                    viewer,
                    code=code,
                    is_on=said["is_on"],
                    figures={name: said[name] for name in FIGURES[code]},
                    holds_from=said["holds_from"],
                    now=now,
                )
            )
            if not tried.message:
                messages.success(request, _("점검 기준을 바꿨습니다."))
                return redirect("privacy_rules")
            refusal, status = tried.message, tried.status
    context = {
        "form": form,
        "refusal": refusal,
        "name": WATCHES[code],
        "text": WATCH_TEXTS[code],
        "may": sets_rules(viewer),
    }
    return render(request, "privacy/rule.html", context, status=status)


def told(rows: Any) -> list[dict[str, Any]]:
    """Findings with their sentences and words."""
    return [
        {
            "row": row,
            "sentence": sentence(row),
            "rule": WATCHES[row.rule],
            "state": FINDINGS[row.state],
            "tone": TONES[row.state],
        }
        for row in rows
    ]


def _dong(viewer: Viewer, code: str) -> Dong:
    found = (
        Dong.objects.for_viewer(viewer).select_related("district").filter(code=code[:40]).first()
    )
    if found is None:
        raise NotHere(_("동을 찾을 수 없습니다."), code="dong_not_found")
    return found


def _review(viewer: Viewer, dong: Dong, month: Month) -> Review | None:
    return (
        Review.objects.for_viewer(viewer)
        .filter(dong=dong, month=month.first)
        .select_related("signed_by", "dong__district")
        .first()
    )

"""/office/lines: which way papers take and who stands on their lines, tried before it holds."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.foundation.organisations.public import (
    StaffRequest,
    done,
    undo_offer,
    viewer_required,
)
from dongne.foundation.places.public import Dong
from dongne.lib.refusals import NotHere, Refused
from dongne.lib.seoul import seoul_day

from .. import queries, services
from ..forms.lines import LineForm, PreviewForm, RegisterStyleForm
from ..models import LineRule
from ..presenters.lines import Preview, preview_of, rule_rows
from ..queries import Crew
from ..states import Way
from ..subjects import PaperKind, paper_kinds


@viewer_required()
@require_safe
def lines(request: StaffRequest) -> HttpResponse:
    dong_id = services.refuse_unless_runs(request.viewer)
    crew = queries.crew_of(request.viewer, dong_id=dong_id)
    kinds = paper_kinds(dong_id)
    form = PreviewForm(request.GET if "officer" in request.GET else None, crew=crew, kinds=kinds)
    context = {
        "rows": rule_rows(queries.line_rules(request.viewer, dong_id=dong_id), crew, kinds),
        "form": form,
        "preview": _preview(request, form, crew, kinds),
        "style": queries.register_style(request.viewer, dong_id=dong_id),
        "undo": undo_offer(request),
    }
    return render(request, "approvals/lines.html", context)


def _preview(
    request: StaffRequest, form: PreviewForm, crew: Crew, kinds: list[PaperKind]
) -> Preview | None:
    if not form.is_bound or not form.is_valid() or not form.cleaned_data["officer"]:
        return None
    drafter = crew.officers[int(form.cleaned_data["officer"])]
    slug = form.cleaned_data["kind"]
    day = seoul_day(timezone.now())
    plan = queries.plan_line(
        request.viewer,
        drafter=drafter,
        paper_kind=slug,
        way=next((kind.way for kind in kinds if kind.slug == slug), Way.APPROVAL),
        day=day,
    )
    return preview_of(drafter, plan, queries.absent_of(request.viewer, plan, day=day))


@viewer_required()
@require_http_methods(["GET", "HEAD", "POST"])
def line_new(request: StaffRequest) -> HttpResponse:
    return _line_page(request, None)


@viewer_required()
@require_http_methods(["GET", "HEAD", "POST"])
def line_edit(request: StaffRequest, rule_id: int) -> HttpResponse:
    dong_id = services.refuse_unless_runs(request.viewer)
    rule = next(
        (r for r in queries.line_rules(request.viewer, dong_id=dong_id) if r.pk == rule_id), None
    )
    if rule is None:
        raise NotHere(_("결재선을 찾을 수 없습니다."), code="not_found")
    return _line_page(request, rule)


def _line_page(request: StaffRequest, rule: LineRule | None) -> HttpResponse:
    dong_id = services.refuse_unless_runs(request.viewer)
    crew = queries.crew_of(request.viewer, dong_id=dong_id)
    kinds = paper_kinds(dong_id)
    given: dict[str, Any] = {
        "crew": crew,
        "teams": queries.teams_of_dong(request.viewer, dong_id=dong_id),
        "kinds": kinds,
        "rule": rule,
    }
    preview, status = None, 200
    if request.method == "POST":
        form = LineForm(request.POST, **given)
        if not form.is_valid():
            status = 422
        elif "preview" in request.POST:
            preview = _tried(request, form, crew, kinds, dong_id)
        else:
            try:
                saved = services.set_line(
                    request.viewer,
                    **form.values(),
                    seen=(form.cleaned_data["seen"] or None) if rule else None,
                    now=timezone.now(),
                )
                if rule and saved.pk != rule.pk:
                    services.remove_line(request.viewer, rule_id=rule.pk, now=timezone.now())
            except NotHere:
                raise
            except Refused as refusal:
                field = "grounds" if refusal.code.startswith("grounds") else None
                form.add_error(field, refusal.message)
                status = int(refusal.status)
            else:
                return done(request.viewer, reverse("lines"), subject=saved)
    else:
        form = LineForm(
            initial={"seen": services.mark_of(rule)}
            | ({} if rule else {"reviewer": "own_lead", "way": "", "openness": "open"}),
            **given,
        )
    context = {"form": form, "rule": rule, "preview": preview}
    return render(request, "approvals/line.html", context, status=status)


def _tried(
    request: StaffRequest, form: LineForm, crew: Crew, kinds: list[PaperKind], dong_id: int
) -> Preview | None:
    """The line that is being set, for one officer, before it is kept."""
    values = form.values()
    chosen = form.cleaned_data["preview_for"]
    if not chosen:
        return None
    drafter = crew.officers[int(chosen)]
    kind = values["paper_kind"]
    rule = LineRule(dong_id=dong_id, **values)
    plan = queries.plan_of(
        rule,
        crew=crew,
        drafter=drafter,
        paper_kind=kind,
        way=next((one.way for one in kinds if one.slug == kind), Way.APPROVAL),
    )
    day = seoul_day(timezone.now())
    return preview_of(drafter, plan, queries.absent_of(request.viewer, plan, day=day))


@viewer_required()
@require_POST
def line_remove(request: StaffRequest, rule_id: int) -> HttpResponse:
    rule = services.remove_line(request.viewer, rule_id=rule_id, now=timezone.now())
    return done(request.viewer, reverse("lines"), subject=rule)


@viewer_required()
@require_http_methods(["GET", "HEAD", "POST"])
def register_style(request: StaffRequest) -> HttpResponse:
    dong_id = services.refuse_unless_runs(request.viewer)
    style = queries.register_style(request.viewer, dong_id=dong_id)
    dong = Dong.objects.for_viewer(request.viewer).get(pk=dong_id)
    status = 200
    if request.method == "POST":
        form = RegisterStyleForm(request.POST)
        status = 422
        if form.is_valid():
            try:
                saved = services.set_register_style(
                    request.viewer,
                    prefix=form.cleaned_data["front"],
                    with_year=form.cleaned_data["with_year"],
                    now=timezone.now(),
                )
            except Refused as refusal:
                form.add_error("front", refusal.message)
            else:
                return done(request.viewer, reverse("lines"), subject=saved)
    else:
        form = RegisterStyleForm(
            initial={
                "front": style.prefix if style else dong.name,
                "with_year": style.with_year if style else True,
            }
        )
    return render(request, "approvals/register_style.html", {"form": form}, status=status)

"""Boundaries of tongs: what is drawn, a file with its preview, and drawing one."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_safe

from dongne.foundation.organisations.public import StaffRequest, done, viewer_required
from dongne.foundation.places.public import Dong, LegalDong
from dongne.foundation.scope.public import Viewer
from dongne.lib.outlines import text_of
from dongne.lib.refusals import NotHere, Refused

from .. import queries
from ..forms.boundaries import BoundaryFileForm, OutlineForm
from ..models import BoundaryDraft
from ..presenters import boundaries as present
from ..services.boundaries import keep_draft, set_outlines
from .board import geojson
from .ground import dong_to_arrange, page, refuse


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def boundaries(request: StaffRequest) -> HttpResponse:
    """Which tongs have a boundary, what is wrong between them, and taking a file."""
    viewer, now = request.viewer, timezone.now()
    dong = dong_to_arrange(viewer)
    sent = request.method == "POST"
    form = BoundaryFileForm(request.POST, request.FILES) if sent else BoundaryFileForm()
    if sent and form.is_valid():
        keep_draft(
            viewer,
            dong_id=dong.pk,
            name=form.cleaned_data["file"].name or "",
            areas=form.areas,
            now=now,
        )
        return HttpResponseRedirect(reverse("boundary_file"))
    tongs = queries.tongs_with_outlines(viewer, dong_id=dong.pk)
    outlines = {tong.number: tong.outline for tong in tongs if tong.outline}
    context = {
        "dong": dong,
        "form": form,
        "tongs": tongs,
        "drawn": len(outlines),
        "faults": present.faults_of(outlines, dong.unit_name),
    }
    return page(request, "zones/boundaries.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def boundary_file(request: StaffRequest) -> HttpResponse:
    """The file that was sent: which tong gets what; nothing is changed before the button."""
    viewer, now = request.viewer, timezone.now()
    dong = dong_to_arrange(viewer)
    draft = _draft(viewer, dong)
    tongs = queries.tongs_with_outlines(viewer, dong_id=dong.pk)
    asked = request.POST.get("property", request.GET.get("property", ""))
    plan = present.plan_of(draft, tongs, asked)
    refusal = ""
    if request.method == "POST":
        try:
            if not plan.outlines:
                raise Refused(
                    _("이 항목으로는 통을 찾을 수 없습니다. 다른 항목을 골라 주세요."),
                    code="no_match",
                )
            set_outlines(
                viewer, dong_id=dong.pk, outlines=plan.outlines, source=draft.name, now=now
            )
        except Refused as problem:
            refusal = problem.message
        else:
            return done(viewer, reverse("boundaries"), subject=dong)
    after = {tong.number: tong.outline for tong in tongs if tong.outline} | plan.outlines
    context = {
        "dong": dong,
        "draft": draft,
        "plan": plan,
        "refusal": refusal,
        "mended": present.mended_text(draft.mended) if draft.mended else "",
        "faults": present.faults_of(after, dong.unit_name) if plan.outlines else [],
    }
    response = page(request, "zones/boundary_file.html", context)
    response.status_code = 422 if refusal else 200
    return response


@require_safe
@gzip_page
@viewer_required()
def boundary_preview(request: StaffRequest) -> HttpResponseBase:
    viewer = request.viewer
    dong = dong_to_arrange(viewer)
    draft = _draft(viewer, dong)
    tongs = queries.tongs_with_outlines(viewer, dong_id=dong.pk)
    plan = present.plan_of(draft, tongs, request.GET.get("property", ""))
    land = list(LegalDong.objects.filter(district=dong.district_id).order_by("code"))
    return geojson(request, present.preview(plan, dong, land))


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def boundary(request: StaffRequest, number: int) -> HttpResponse:
    """One tong's outline: drawn on the map, or typed corner by corner."""
    viewer = request.viewer
    dong = dong_to_arrange(viewer)
    tongs = queries.tongs_with_outlines(viewer, dong_id=dong.pk)
    tong = next((one for one in tongs if one.number == number), None)
    if tong is None:
        raise NotHere(_("통을 찾을 수 없습니다."), code="not_found")
    land = list(LegalDong.objects.filter(district=dong.district_id).order_by("code"))
    legal = next((row for row in land if row.code == request.GET.get("legal", "")), None)
    start = legal.outline if legal else tong.outline
    form = OutlineForm(request.POST or None, initial={"outline": text_of(start)})
    if request.POST.get("then") == "remove":
        return _save(request, dong, number, None)
    if form.is_valid() and form.mended:
        # Shown before it is kept: what was mended may not be what was meant.
        form = OutlineForm({"outline": text_of(form.geometry)})
        form.is_valid()
        form.add_error(
            "outline",
            _("선이 서로 엇갈려 고쳐 놓았습니다. 지도에서 확인하고 다시 저장해 주세요."),
        )
    elif form.is_valid():
        try:
            return _save(request, dong, number, form.geometry)
        except Refused as refusal:
            refuse(form, refusal, "outline")
    context = {"dong": dong, "tong": tong, "form": form, "land": land, "legal": legal}
    return page(request, "zones/boundary.html", context)


def _save(request: StaffRequest, dong: Dong, number: int, outline: object) -> HttpResponse:
    set_outlines(
        request.viewer, dong_id=dong.pk, outlines={number: outline}, source="", now=timezone.now()
    )
    return done(request.viewer, reverse("boundaries"), subject=dong)


def _draft(viewer: Viewer, dong: Dong) -> BoundaryDraft:
    found = BoundaryDraft.objects.for_viewer(viewer).filter(
        dong=dong, officer_id=viewer.officer_key
    )
    draft = found.first()
    if draft is None:
        raise NotHere(_("올린 경계 파일이 없습니다. 다시 올려 주세요."), code="no_file")
    return draft

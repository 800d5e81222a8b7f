"""관할구역: the addresses of each tong."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dongne.foundation.organisations.public import StaffRequest, done, viewer_required
from dongne.foundation.places.public import AddressRange, Tong, dong_of
from dongne.lib.addresses import written
from dongne.lib.refusals import NotHere, Refused

from ..forms.boundaries import AddressesForm
from ..permissions import may_arrange
from ..services.addressing import read_lines, set_addresses
from .ground import dong_to_arrange, page, refuse


@require_safe
@viewer_required()
def tong_addresses(request: StaffRequest) -> HttpResponse:
    """Every tong with its addresses."""
    viewer = request.viewer
    dong = dong_of(viewer, request.GET.get("dong", ""))
    by_tong: dict[int, list[str]] = {}
    ranges = AddressRange.objects.for_viewer(viewer).filter(dong=dong).select_related("tong")
    for row in ranges:
        by_tong.setdefault(row.tong.number, []).append(written(row.range))
    tongs = Tong.objects.for_viewer(viewer).filter(dong=dong).defer("outline")
    rows = [(tong.number, by_tong.get(tong.number, [])) for tong in tongs]
    context = {
        "dong": dong,
        "rows": rows,
        "empty": sum(1 for _number, lines in rows if not lines),
        "may": may_arrange(viewer, dong.pk),
    }
    return page(request, "zones/addresses.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def tong_address(request: StaffRequest, number: int) -> HttpResponse:
    """One tong's addresses, a line each."""
    viewer, now = request.viewer, timezone.now()
    dong = dong_to_arrange(viewer)
    tong = Tong.objects.for_viewer(viewer).filter(dong=dong, number=number).first()
    if tong is None:
        raise NotHere(_("통을 찾을 수 없습니다."), code="not_found")
    kept = AddressRange.objects.for_viewer(viewer).filter(tong=tong)
    lines = "\n".join(written(row.range) for row in kept)
    form = AddressesForm(request.POST or None, initial={"lines": lines})
    if request.method == "POST" and form.is_valid():
        ranges, wrong = read_lines(form.cleaned_data["lines"])
        for place, line, why in wrong:
            form.add_error(
                "lines",
                _("%(number)d번째 줄 “%(line)s”: %(why)s")
                % {"number": place, "line": line, "why": why},
            )
        if not wrong:
            try:
                set_addresses(viewer, dong_id=dong.pk, tong=number, ranges=ranges, now=now)
            except Refused as refusal:
                refuse(form, refusal, "lines")
            else:
                return done(viewer, reverse("tong_addresses"), subject=tong)
    return page(request, "zones/address.html", {"dong": dong, "tong": tong, "form": form})

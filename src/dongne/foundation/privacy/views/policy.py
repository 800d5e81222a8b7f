"""개인정보 처리방침, and what each part of the program declares to hold."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.places.public import District
from dongne.lib.seoul import seoul_day

from ..presenters.declared import kinds_of_data, tables
from ..queries.declared import declared
from ..queries.keeping import retention_on
from ..words import KINDS, REMEDY
from .doing import only_privacy


@require_safe
def privacy_policy(request: HttpRequest) -> HttpResponse:
    """For everybody, without signing in; `?district=` shows a district's own times of keeping."""
    code = request.GET.get("district", "").replace("\0", "")[:40]
    district = District.objects.filter(code=code).first() if code else None
    held = retention_on(district.pk if district else None, seoul_day(timezone.now()))
    context = {
        "district": district,
        "rules": [
            {"name": name, "row": held[kind]} for kind, name in KINDS.items() if kind in held
        ],
        "data": kinds_of_data(declared()),
        "remedy": REMEDY,
    }
    return render(request, "privacy/policy.html", context)


@require_safe
@viewer_required()
def privacy_held(request: StaffRequest) -> HttpResponse:
    """For whoever answers for it: table by table, which columns, sealed or why not, until when."""
    only_privacy(request.viewer)
    return render(request, "privacy/held.html", {"groups": tables(declared())})

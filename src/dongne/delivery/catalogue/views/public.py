"""What everybody reads: which papers and requests there are, who may ask, where, at what price."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dongne.foundation.places.public import Dong
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import seoul_day

from ..presenters import pages, parts
from ..queries.holding import Catalogue, catalogue_at, dong_of_code, only_dong


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """`?q=` words, `?dong=` the code of a dong; without one, what every office does."""
    dong, found = _there(request)
    sought = " ".join(request.GET.get("q", "").split())[:60]
    rows = [row for _name, some in pages.rows(found, dong, sought=sought) for row in some]
    helps = {code: parts.in_language(one.helps) for code, one in found.services.items()}
    groups: dict[str, list[tuple[str, str, str]]] = {}
    for row in rows:
        name = pages.group_name(found.services[row.code].group)
        groups.setdefault(name, []).append((row.code, row.name, helps[row.code]))
    context = {
        "dong": dong,
        "groups": list(groups.items()),
        "sought": sought,
        "count": len(rows),
        "query": f"?dong={dong.code}" if dong and request.GET.get("dong") else "",
    }
    return render(request, "catalogue/services.html", context)


@require_safe
def service_page(request: HttpRequest, service_slug: str) -> HttpResponse:
    """One of them in plain words."""
    dong, found = _there(request)
    service = found.services.get(service_slug)
    if service is None:
        raise NotHere(_("그런 민원사무가 없습니다."), code="not_found")
    there = f"&dong={dong.pk}" if dong else ""
    context = {
        "dong": dong,
        "page": pages.for_public(service),
        "apply_url": f"/apply?service={service_slug}{there}",
        "ways_url": f"/ways?service={service_slug}" + (f"&dong={dong.code}" if dong else ""),
        "query": f"?dong={dong.code}" if dong and request.GET.get("dong") else "",
    }
    return render(request, "catalogue/service.html", context)


def _there(request: HttpRequest) -> tuple[Dong | None, Catalogue]:
    """The dong that is named, or the only one there is. Raises NotHere for one there isn't."""
    code = request.GET.get("dong", "")
    dong = dong_of_code(code) if code else only_dong()
    if code and dong is None:
        raise NotHere(_("동을 찾을 수 없습니다."), code="not_found")
    return dong, catalogue_at(dong, day=seoul_day(timezone.now()))

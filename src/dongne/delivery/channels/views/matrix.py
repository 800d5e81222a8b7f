"""The matrix: service × apply × receive × for whom, with the reason of every no."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dongne.delivery.catalogue.public import services_of
from dongne.delivery.ways.public import Channel, Service
from dongne.foundation.calendar.public import key_of_place
from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.papers.public import file_response
from dongne.foundation.places.public import Dong
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import seoul_day

from .. import queries
from ..forms import MatrixForm
from ..models import Place
from ..papers import matrix_document
from ..presenters.matrix import asker_of, lines_of, matrix_of
from ..subjects import channels
from ..words import ASKERS, BLOCKED, in_language
from .keeping import chosen_place, page_of, picker

FORMS = ("pdf", "hwpx", "xlsx", "csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    place: Place
    key: str
    channels: Mapping[str, Channel]
    services: Mapping[str, Service]
    service: Service | None
    who: str
    today: date


@require_safe
@viewer_required()
def channel_matrix(request: StaffRequest) -> HttpResponse:
    """`?at=` whose, `?service=` one of them or all, `?circle=` for whom."""
    asked = _asked(request)
    form = MatrixForm(
        {"service": asked.service.code if asked.service else "", "circle": asked.who},
        services=dict(asked.services),
    )
    asker = asker_of(asked.who)
    query = f"?at={asked.key}&circle={asked.who}"
    one = asked.service
    return render(
        request,
        "channels/matrix.html",
        {
            "title": in_language(one.names) if one else _("신청·수령 조합표"),
            "form": form,
            "key": asked.key,
            "offices": picker(request.viewer, asked.key),
            "matrix": matrix_of(asked.channels, one, asker) if one else None,
            "lines": [] if one else lines_of(asked.channels, asked.services, asker),
            "line_query": f"{query}&service=",
            "service": one,
            "who": ASKERS[asked.who],
            "blocked": asked.who == BLOCKED,
            "back": f"{reverse('channel_matrix')}{query}" if one else page_of(asked.place),
            "back_label": _("모든 민원") if one else _("신청·수령 창구"),
            "paper_query": f"{query}&service={one.code if one else ''}",
        },
    )


@require_safe
@viewer_required()
def channel_matrix_paper(request: StaffRequest, form: str) -> HttpResponse:
    """The same as a paper; as CSV every cell in a line."""
    if form not in FORMS:
        raise NotHere(_("문서를 찾을 수 없습니다."), code="not_found")
    asked = _asked(request)
    document = matrix_document(
        asked.channels,
        asked.services,
        place=asked.place.label,
        service=asked.service,
        who=asked.who,
        today=asked.today,
        cells=form == "csv",
    )
    return file_response(document, form, now=timezone.now())  # type: ignore[arg-type]


def _asked(request: StaffRequest) -> Asked:
    """Raises NotHere for a service that there is not."""
    today = seoul_day(timezone.now())
    place = chosen_place(request.viewer, request.GET.get("at", ""))
    in_dong = isinstance(place, Dong)
    services = services_of(place.pk if in_dong else None, day=today)
    code = request.GET.get("service", "")
    if code and code not in services:
        raise NotHere(_("민원을 찾을 수 없습니다."), code="not_found")
    who = request.GET.get("circle", "")
    return Asked(
        place=place,
        key=key_of_place(place),
        channels=queries.channels_of(place.pk) if in_dong else channels(),
        services={key: one for key, one in services.items() if one.offered},
        service=services[code] if code else None,
        who=who if who in ASKERS else "self",
        today=today,
    )

"""An officer's public page, and whom to call."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dongne.lib.seoul import seoul_day

from ..presenters.officers import officer_page, offices
from ..queries.officers import area_of
from ..queries.places import calls, dongs
from ..queries.signs import card_of


@require_safe
def call(request: HttpRequest) -> HttpResponse:
    """Numbers for whoever would rather talk to somebody."""
    return render(request, "intake/call.html", {"offices": offices(dongs(), calls())})


@require_safe
def officer(request: HttpRequest, card: str) -> HttpResponse:
    """Who it is, which area, how to call, report and ask: where the code on a card leads."""
    held = card_of(card)
    area = area_of(held, day=seoul_day(timezone.now()))
    known = calls().get(held.dong_id)
    begin = f"{reverse('report_start')}?at={held.code}"
    context = officer_page(held, area, office_call=known.call if known else "", begin=begin)
    return render(request, "intake/officer.html", context)

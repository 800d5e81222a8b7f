"""What payment providers tell, and the page of the simulated one."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from dongne.lib.refusals import NotHere

from ..presenters.staff.words import won
from ..providers import Forged, provider_named, take_notice
from ..providers.simulator import NAME, SIGNATURE, Order, notice_of, read_order

LONGEST_NOTICE = 16 * 1024
WAYS = frozenset({"pay", "fail", "twice", "late", "wrong"})


@csrf_exempt
@require_POST
def payment_notice(request: HttpRequest, payment_provider: str) -> HttpResponse:
    """A provider's program tells how a payment went. It carries no cookie of ours: what it may do
    hangs on its signature alone."""
    provider = provider_named(payment_provider)
    if provider is None:
        raise NotHere(_("그런 화면이 없습니다."), code="not_found")
    if int(request.headers.get("Content-Length") or 0) > LONGEST_NOTICE:
        return HttpResponse("too long", status=413, content_type="text/plain")
    try:
        row = take_notice(provider, body=request.body, headers=request.headers, now=timezone.now())
    except Forged:
        return HttpResponse("forged", status=403, content_type="text/plain")
    if row is None:
        return HttpResponse("no such order", status=404, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def simulator_pay(request: HttpRequest) -> HttpResponse:
    """모의 결제: whoever pays says what should happen, and is sent back."""
    order = read_order(request.GET.get("order", ""))
    if order is None or provider_named(NAME) is None:
        raise NotHere(_("결제할 것이 없거나 시간이 지났습니다."), code="not_found")
    if request.method != "POST":
        return _page(request, order)
    way = request.POST.get("way", "")
    if way not in WAYS:
        return _page(request, order, status=422)
    told_late = way == "late" and "told" not in request.POST
    if not told_late:
        _tell(order, way)
    if told_late:
        return _page(request, order, late=True)
    return HttpResponseRedirect(_back(request, order))


def _tell(order: Order, way: str) -> None:
    """As the provider's program would, signature and all."""
    provider = provider_named(NAME)
    assert provider is not None
    amount = order.amount + 100 if way == "wrong" else order.amount
    body, signature = notice_of(order.order, amount=amount, paid=way != "fail")
    for _turn in range(2 if way == "twice" else 1):
        take_notice(provider, body=body, headers={SIGNATURE: signature}, now=timezone.now())


def _page(
    request: HttpRequest, order: Order, *, late: bool = False, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "amount": won(order.amount),
        "late": late,
        "back_url": _back(request, order),
        "demo": settings.DEMO,
    }
    return render(request, "applications/simulator.html", context, status=status)


def _back(request: HttpRequest, order: Order) -> str:
    ours = url_has_allowed_host_and_scheme(order.back_url, allowed_hosts={request.get_host()})
    return order.back_url if ours else "/"

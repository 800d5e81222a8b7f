"""Behind proxies of our own: the address that a request came from before it reached them."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from .rules import address_behind


class AddressMiddleware:
    """The first of all: whoever asks for `REMOTE_ADDR` afterwards is told the right one.

    `DONGNE_PROXY_HOPS` says how many proxies of our own stand before the program; 0 believes
    nobody's header.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.PROXY_HOPS:
            request.META["REMOTE_ADDR"] = address_behind(
                request.META.get("REMOTE_ADDR", ""),
                request.META.get("HTTP_X_FORWARDED_FOR", ""),
                settings.PROXY_HOPS,
            )
        return self.get_response(request)

"""Gives every request its viewer, asked for only when somebody looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from dongne.foundation.scope.public import ANONYMOUS, Viewer

from .identity import viewer_of


class ViewerMiddleware:
    """`request.viewer`; lazy, so that a body is read before a database connection is taken."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        def look() -> Viewer:
            user = request.user
            address = request.META.get("REMOTE_ADDR", "")
            if user.is_authenticated:
                return viewer_of(user, address=address)
            return replace(ANONYMOUS, address=address)

        request.viewer = SimpleLazyObject(look)  # type: ignore[attr-defined]
        return self.get_response(request)

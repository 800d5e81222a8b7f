"""Gives every request its viewer, asked for only when somebody looks."""

from __future__ import annotations

from collections.abc import Callable

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
            return viewer_of(user) if user.is_authenticated else ANONYMOUS

        request.viewer = SimpleLazyObject(look)  # type: ignore[attr-defined]
        return self.get_response(request)

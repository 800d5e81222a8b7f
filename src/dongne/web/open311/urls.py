"""The form of an answer stands at the end of its address; without it the Accept header decides."""

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path, re_path

from . import views

V2 = "open311/v2/"
# Neither a number nor a code has a dot, so that what follows one is the form.
NAMED = r"(?P<{}>[^/.]+)"


def _both(
    address: str, view: Callable[..., HttpResponse], name: str, parameter: str = ""
) -> Iterator[URLPattern]:
    """With the form at its end, and without it."""
    rest = f"/{NAMED.format(parameter)}" if parameter else ""
    yield re_path(rf"^{V2}{address}{rest}\.(?P<ending>[^/.]*)$", view, name=name)
    yield re_path(rf"^{V2}{address}{rest}$", view, name=name)


urlpatterns: list[Any] = [
    path(V2, views.root, name="open311_root"),
    path(V2.rstrip("/"), views.root, name="open311_root"),
    *_both("discovery", views.discovery, "open311_discovery"),
    *_both("services", views.services, "open311_services"),
    *_both("services", views.service_definition, "open311_service", "service_code"),
    *_both("requests", views.requests, "open311_requests"),
    *_both("requests", views.one_request, "open311_request", "service_request_id"),
    *_both("tokens", views.token, "open311_token", "given_token"),
    # Also lines: the answer has the form of the standard whatever the address holds.
    re_path(rf"^{V2}(?P<rest>[\s\S]+)$", views.nothing, name="open311_nothing"),
]

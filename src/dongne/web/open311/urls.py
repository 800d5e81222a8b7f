"""The form of an answer stands at the end of its address; without it the Accept header decides."""

from django.urls import path, re_path

from . import views

V2 = "open311/v2/"
# Neither a number nor a code has a dot, so that what follows one is the form.
NAME = r"(?P<{}>[^/.]+)"
ENDING = r"(?:\.(?P<ending>[^/.]*))?"


def _with_ending(address: str, view: object, name: str) -> object:
    return re_path(rf"^{V2}{address}{ENDING}$", view, name=name)  # type: ignore[call-overload]


urlpatterns = [
    path(V2, views.root, name="open311_root"),
    path(V2.rstrip("/"), views.root),
    _with_ending("discovery", views.discovery, "open311_discovery"),
    _with_ending("services", views.services, "open311_services"),
    _with_ending(f"services/{NAME.format('code')}", views.service_definition, "open311_service"),
    _with_ending("requests", views.requests, "open311_requests"),
    _with_ending(f"requests/{NAME.format('number')}", views.one_request, "open311_request"),
    _with_ending(f"tokens/{NAME.format('token')}", views.token, "open311_token"),
    re_path(
        rf"^{V2}media/(?P<number>[0-9A-Za-z-]+)/(?P<position>\d{{1,4}})\.jpg$",
        views.photo,
        name="open311_photo",
    ),
    _with_ending("(?P<rest>.*?)", views.nothing, "open311_nothing"),
]

"""All addresses of the program."""

from importlib.util import find_spec

from django.urls import include, path

from dongne.config.health import health

MODULES = [
    "dongne.web.shell",
    "dongne.web.jsonapi",
    "dongne.design",
    "dongne.foundation.media",
    "dongne.foundation.places",
    "dongne.foundation.approvals",
    "dongne.outreach.zones",
    "dongne.outreach.fieldwork",
    "dongne.outreach.sharing",
]
if not find_spec("dongne.foundation.papers"):
    MODULES = [m for m in MODULES if m not in ("dongne.web.jsonapi", "dongne.outreach.sharing")]
urlpatterns = [
    path("healthz", health, name="healthz"),
    *(path("", include(f"{m}.urls")) for m in MODULES if find_spec(f"{m}.urls")),
]

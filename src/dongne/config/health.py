"""`/healthz`, and what to answer while the database is away or not ready yet."""

from http import HTTPStatus

from django.db import DatabaseError, InterfaceError, ProgrammingError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dongne import __version__
from dongne.config import schema
from dongne.config.models import Boot

RETRY_SECONDS = 2


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 once migrations and demonstration data are in, else 503 and why."""
    try:
        ready = Boot.objects.filter(ready=True, schema=schema.fingerprint()).exists()
    except ProgrammingError:
        # No table yet.
        ready = False
    except (DatabaseError, InterfaceError):
        return _unavailable("database")
    if not ready:
        return _unavailable("starting")
    return JsonResponse({"status": "ok", "version": __version__})


def _unavailable(status: str) -> JsonResponse:
    response = JsonResponse(
        {"status": status},
        status=HTTPStatus.SERVICE_UNAVAILABLE,
        headers={"Retry-After": str(RETRY_SECONDS)},
    )
    # Asked every second while it starts: not an error for Django's log.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response

"""The root of the interface: one router a module, one form of error."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from dongne import __version__
from dongne.delivery.applications.endpoints import router as applications
from dongne.delivery.custody.endpoints import router as custody
from dongne.delivery.kiosks.endpoints import router as kiosks
from dongne.delivery.lockers.endpoints import router as lockers
from dongne.delivery.planner.endpoints import router as planner
from dongne.foundation.calendar.endpoints import router as calendar
from dongne.foundation.residents.endpoints import router as residents
from dongne.outreach.casework.endpoints import router as casework
from dongne.outreach.categories.endpoints import router as categories
from dongne.outreach.fieldwork.endpoints import router as fieldwork
from dongne.outreach.sharing.endpoints import router as sharing
from dongne.outreach.vocabulary.endpoints import router as vocabulary

from . import problems
from .entrance import guarded
from .signing_in import Bearer
from .signing_in import router as signing_in


class Described(NinjaAPI):
    """Its description is put together once a process: that takes the time of ten pages, and
    everybody may ask for it."""

    _description: OpenAPISchema | None = None

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        if path_prefix is not None or path_params:
            return super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        if self._description is None:
            self._description = super().get_openapi_schema()
        return self._description


api = Described(
    title="Dongne",
    version=__version__,
    urls_namespace="api",
    auth=Bearer(),
    openapi_url="/openapi.json",
    docs_url=None,
)
problems.register(api)
# Before any router: each takes over what holds for all.
api.add_decorator(guarded, mode="operation")
api.add_router("", signing_in)
api.add_router("", calendar)
api.add_router("", residents)
api.add_router("", categories)
api.add_router("", fieldwork)
api.add_router("", casework)
api.add_router("", sharing)
api.add_router("", vocabulary)
api.add_router("", planner)
api.add_router("", applications)
api.add_router("", custody)
api.add_router("", lockers)
api.add_router("", kiosks)

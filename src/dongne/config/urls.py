"""All addresses of the program."""

from django.urls import include, path, register_converter

from dongne.config.health import health
from dongne.lib.seoul import MonthConverter

register_converter(MonthConverter, "month")

handler403 = "dongne.web.shell.errors.forbidden"
handler404 = "dongne.web.shell.errors.not_found"
handler500 = "dongne.web.shell.errors.server_error"

urlpatterns = [
    path("healthz", health, name="healthz"),
    # Phones ask the most often, and addresses are tried one after the other.
    path("", include("dongne.outreach.phones.urls")),
    path("", include("dongne.web.shell.urls")),
    path("", include("dongne.web.jsonapi.urls")),
    path("", include("dongne.web.open311.urls")),
    path("", include("dongne.web.field.urls")),
    path("", include("dongne.design.urls")),
    path("", include("dongne.foundation.places.urls")),
    path("", include("dongne.foundation.organisations.urls")),
    path("", include("dongne.foundation.accounts.urls")),
    path("", include("dongne.foundation.openings.urls")),
    path("", include("dongne.foundation.calendar.urls")),
    path("", include("dongne.foundation.deadlines.urls")),
    path("", include("dongne.foundation.duties.urls")),
    path("", include("dongne.foundation.search.urls")),
    path("", include("dongne.foundation.residents.urls")),
    path("", include("dongne.foundation.asides.urls")),
    path("", include("dongne.foundation.messaging.urls")),
    path("", include("dongne.foundation.gate.urls")),
    path("", include("dongne.foundation.webhooks.urls")),
    path("", include("dongne.foundation.privacy.urls")),
    path("", include("dongne.foundation.media.urls")),
    path("", include("dongne.foundation.approvals.urls")),
    path("", include("dongne.outreach.vocabulary.urls")),
    path("", include("dongne.outreach.zones.urls")),
    path("", include("dongne.outreach.categories.urls")),
    path("", include("dongne.outreach.fieldwork.urls")),
    path("", include("dongne.outreach.suggestions.urls")),
    path("", include("dongne.outreach.expectations.urls")),
    path("", include("dongne.outreach.casework.urls")),
    path("", include("dongne.outreach.rounds.urls")),
    path("", include("dongne.outreach.intake.urls")),
    path("", include("dongne.outreach.opendata.urls")),
    path("", include("dongne.outreach.sharing.urls")),
    path("", include("dongne.outreach.exchange.urls")),
    path("", include("dongne.delivery.catalogue.urls")),
    path("", include("dongne.delivery.channels.urls")),
    path("", include("dongne.delivery.couriers.urls")),
    path("", include("dongne.delivery.planner.urls")),
    path("", include("dongne.delivery.applications.urls")),
    path("", include("dongne.delivery.custody.urls")),
    path("", include("dongne.delivery.lockers.urls")),
    path("", include("dongne.delivery.kiosks.urls")),
    path("", include("dongne.delivery.counters.urls")),
    path("", include("dongne.delivery.dispatch.urls")),
    path("", include("dongne.delivery.outcomes.urls")),
]

from __future__ import annotations

from django.urls import URLPattern, path

from .views import deliveries, endpoints

urlpatterns: list[URLPattern] = [
    path("office/webhooks/", endpoints.webhooks, name="webhooks"),
    path("office/webhooks/help/", endpoints.webhooks_help, name="webhooks_help"),
    path("office/webhooks/new/", endpoints.webhook_new, name="webhook_new"),
    path("office/webhooks/<uuid:webhook_id>/", endpoints.webhook, name="webhook"),
    path("office/webhooks/<uuid:webhook_id>/edit/", endpoints.webhook_edit, name="webhook_edit"),
    path(
        "office/webhooks/<uuid:webhook_id>/secret/", endpoints.webhook_secret, name="webhook_secret"
    ),
    path(
        "office/webhooks/<uuid:webhook_id>/change/", endpoints.webhook_change, name="webhook_change"
    ),
    path(
        "office/webhooks/<uuid:webhook_id>/deliveries/",
        deliveries.webhook_deliveries,
        name="webhook_deliveries",
    ),
    path(
        "office/webhooks/<uuid:webhook_id>/deliveries/<uuid:delivery_id>/",
        deliveries.webhook_delivery,
        name="webhook_delivery",
    ),
    path(
        "office/webhooks/<uuid:webhook_id>/deliveries/<uuid:delivery_id>/again/",
        deliveries.webhook_again,
        name="webhook_again",
    ),
]

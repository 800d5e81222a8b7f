"""Addresses: the office's, and those for everybody."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("services", views.services, name="services"),
    path("services/<slug:service_slug>", views.service_page, name="service_page"),
    path("office/services/", views.office_services, name="office_services"),
    path("office/services/new/", views.office_service_new, name="office_service_new"),
    path("office/services/table/", views.office_service_table, name="office_service_table"),
    path(
        "office/services/table.csv",
        views.office_service_table_csv,
        name="office_service_table_csv",
    ),
    path("office/services/<slug:service_slug>/", views.office_service, name="office_service"),
    path(
        "office/services/<slug:service_slug>/edit/",
        views.office_service_edit,
        name="office_service_edit",
    ),
    path(
        "office/services/<slug:service_slug>/history/",
        views.office_service_history,
        name="office_service_history",
    ),
]

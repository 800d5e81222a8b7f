from __future__ import annotations

from django.urls import URLPattern, path

from .views import exports, lists, many

urlpatterns: list[URLPattern] = [
    # Lists before the page of one case.
    path("cases/", lists.cases, name="cases"),
    path("cases/load", lists.cases_load, name="cases_load"),
    path("cases/many", many.cases_many, name="cases_many"),
    path("cases/many/undo", many.cases_many_undo, name="cases_many_undo"),
    path("cases/export", exports.cases_export, name="cases_export"),
]

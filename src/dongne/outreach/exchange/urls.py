from __future__ import annotations

from django.urls import path

from .views import files as views
from .views import persons

urlpatterns = [
    path("office/imports", views.imports, name="imports"),
    path("office/imports/<uuid:run_id>", views.import_run, name="import_run"),
    path("office/imports/<uuid:run_id>/progress", views.import_progress, name="import_progress"),
    path("office/imports/<uuid:run_id>/read", views.import_read, name="import_read"),
    path("office/imports/<uuid:run_id>/rows/<int:number>", views.import_row, name="import_row"),
    path("office/imports/<uuid:run_id>/apply", views.import_apply, name="import_apply"),
    path("office/imports/<uuid:run_id>/undo", views.import_undo, name="import_undo"),
    path("office/imports/<uuid:run_id>/forget", views.import_forget, name="import_forget"),
    path("office/imports/persons", persons.import_persons, name="import_persons"),
    path("office/imports/persons/<uuid:list_id>", persons.persons_run, name="persons_run"),
    path(
        "office/imports/persons/<uuid:list_id>/lines/<int:line>",
        persons.persons_line,
        name="persons_line",
    ),
    path(
        "office/imports/persons/<uuid:list_id>/apply", persons.persons_apply, name="persons_apply"
    ),
    path("office/imports/persons/<uuid:list_id>/undo", persons.persons_undo, name="persons_undo"),
    path("office/imports/persons/<uuid:list_id>/drop", persons.persons_drop, name="persons_drop"),
    path("office/export", views.export, name="export"),
]

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("office/imports", views.imports, name="imports"),
    path("office/imports/<uuid:run_id>", views.import_run, name="import_run"),
    path("office/imports/<uuid:run_id>/progress", views.import_progress, name="import_progress"),
    path("office/imports/<uuid:run_id>/read", views.import_read, name="import_read"),
    path("office/imports/<uuid:run_id>/rows/<int:number>", views.import_row, name="import_row"),
    path("office/imports/<uuid:run_id>/apply", views.import_apply, name="import_apply"),
    path("office/imports/<uuid:run_id>/undo", views.import_undo, name="import_undo"),
    path("office/imports/<uuid:run_id>/forget", views.import_forget, name="import_forget"),
    path("office/export", views.export, name="export"),
]

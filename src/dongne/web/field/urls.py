from django.urls import path

from . import views

urlpatterns = [
    path("field/", views.shell, name="field"),
    path("field/manifest.webmanifest", views.manifest, name="field_manifest"),
    path("field/worker.js", views.worker, name="field_worker"),
    path("field/today.json", views.today_json, name="field_today"),
    path("field/share", views.share, name="field_share"),
]

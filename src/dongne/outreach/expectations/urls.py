from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("expectations/", views.week, name="expectations"),
    path("expectations/settings", views.expectation, name="expectation"),
    path("expectations/reminders", views.reminders, name="reminders"),
    path(
        "expectations/reminders/<int:reminder_id>/seen", views.reminder_seen, name="reminder_seen"
    ),
    path("people/<int:officer_id>/<month:month>", views.person_month, name="person_month"),
]

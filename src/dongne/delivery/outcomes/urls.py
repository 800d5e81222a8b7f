"""Addresses."""

from django.urls import path

from . import views

urlpatterns = [
    path("outcomes/", views.outcomes, name="outcomes"),
    path("outcomes/answer", views.outcome_answer, name="outcome_answer"),
]

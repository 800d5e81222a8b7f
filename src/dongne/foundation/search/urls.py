from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("find", views.find, name="find"),
    path("find/filters", views.filter_save, name="filter_save"),
    path("find/filters/<int:filter_id>/drop", views.filter_drop, name="filter_drop"),
]

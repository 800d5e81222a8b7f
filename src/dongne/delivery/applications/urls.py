"""Addresses."""

from django.urls import URLPattern

from .views.staff.addresses import staff_urls

urlpatterns: list[URLPattern] = [
    # Of the office.
    *staff_urls,
]

"""Addresses."""

from django.urls import URLPattern

from .views.resident.addresses import resident_urls
from .views.staff.addresses import staff_urls

urlpatterns: list[URLPattern] = [
    # Of the office.
    *staff_urls,
    # Of everybody, without an account.
    *resident_urls,
]

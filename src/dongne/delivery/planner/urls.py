"""Addresses."""

from __future__ import annotations

from django.urls import path

from .views import asking, office

urlpatterns = [
    path("ways", asking.service, name="ways"),
    path("ways/who", asking.who, name="ways_who"),
    path("ways/when", asking.when, name="ways_when"),
    path("ways/hard", asking.hard, name="ways_hard"),
    path("ways/where", asking.where, name="ways_where"),
    path("ways/result", asking.result, name="ways_result"),
    path("ways/wanted", asking.wanted, name="ways_wanted"),
    path("ways/again", asking.begin_again, name="ways_again"),
    path("office/ways/", office.ways, name="office_ways"),
]

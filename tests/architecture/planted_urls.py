"""The program's addresses and one that nobody wrote a row for (`test_planted.py`)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from dongne.config.urls import urlpatterns as known


def planted(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [*known, path("planted", planted, name="planted")]

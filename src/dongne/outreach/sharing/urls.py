from __future__ import annotations

from django.urls import path

from . import views
from .papers import FORMS

urlpatterns = [
    path("months/", views.months, name="months"),
    path("months/<month:month>", views.month, name="month"),
    *(
        path(
            f"months/<month:month>.{form}", views.month_paper, {"form": form}, name=f"month_{form}"
        )
        for form in FORMS
    ),
    path("months/<month:month>/notes", views.month_notes, name="month_notes"),
]

from __future__ import annotations

from django.urls import path

from . import closing, views
from .papers import FORMS

urlpatterns = [
    path("months/", views.months, name="months"),
    path("months/due", closing.month_due, name="month_due"),
    path("months/<month:month>", views.month, name="month"),
    *(
        path(
            f"months/<month:month>.{form}", views.month_paper, {"form": form}, name=f"month_{form}"
        )
        for form in FORMS
    ),
    path("months/<month:month>/notes", views.month_notes, name="month_notes"),
    path("months/<month:month>/share", closing.month_share, name="month_share"),
    path("months/<month:month>/unshare", closing.month_unshare, name="month_unshare"),
    path("months/<month:month>/close", closing.month_close, name="month_close"),
    path("months/<month:month>/reopen", closing.month_reopen, name="month_reopen"),
    path("months/<month:month>/accept", closing.month_accept, name="month_accept"),
]

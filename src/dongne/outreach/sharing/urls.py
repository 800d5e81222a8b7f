from __future__ import annotations

from django.urls import path, register_converter

from dongne.lib.seoul import Month

from . import views


class MonthConverter:
    """`2026-11` in an address."""

    regex = r"\d{4}-\d{2}"

    def to_python(self, value: str) -> Month:
        return Month.parse(value)

    def to_url(self, value: Month | str) -> str:
        return str(value)


register_converter(MonthConverter, "month")

urlpatterns = [
    path("months/", views.months, name="months"),
    path("months/<month:month>", views.month, name="month"),
    path("months/<month:month>.pdf", views.month_pdf, name="month_pdf"),
    path("months/<month:month>/notes", views.month_notes, name="month_notes"),
]

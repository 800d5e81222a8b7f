"""Where notes of a month and reasons stand, for the numbers that were moved out of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from dongne.foundation.asides.public import Place, Subject, register_subject
from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import Month

from .models import MonthNote, MonthState
from .presenters import month_text


def _place(day: date, dong_code: str) -> Place:
    month = Month.of(day)
    address = f"{reverse('month', args=[month])}?{urlencode({'dong': dong_code})}"
    return Place(month_text(month), address)


def _readable(model: Any) -> Callable[[Viewer, Sequence[str]], Mapping[str, Place]]:
    def places(viewer: Viewer, ids: Sequence[str]) -> dict[str, Place]:
        rows = model.objects.for_viewer(viewer).filter(pk__in=list(ids))
        return {
            str(key): _place(day, code)
            for key, day, code in rows.values_list("pk", "month", "dong__code")
        }

    return places


def register() -> None:
    register_subject(Subject(type="sharing.monthnote", readable=_readable(MonthNote)))
    register_subject(Subject(type="sharing.monthstate", readable=_readable(MonthState)))

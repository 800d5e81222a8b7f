"""What changes made elsewhere would do here: a form's draft, a holiday that moves due days."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.foundation.calendar.public import CalendarChange, Moved, register_moves, works_on
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.seoul import Month
from dongne.outreach.vocabulary.public import Preview, Vocabulary, register_preview

from .models import MonthState
from .presenters import month_page, month_text
from .queries import fixed_dongs, roll_up
from .rules import FURTHEST, due_day
from .states import MonthStep


def _rollup(
    viewer: Viewer, words: Vocabulary, dong_id: int | None, month: Month
) -> tuple[str, dict[str, Any]] | None:
    dong = Dong.objects.for_viewer(viewer).select_related("district").filter(pk=dong_id or 0)
    if (found := dong.first()) is None:
        return None
    context = month_page(viewer, roll_up(viewer, dong=found, month=month, words=words), [])
    return "sharing/preview_rollup.html", context | {
        "title": words.title("rollup"),
        "place": f"{found.label} · {month_text(month)}",
    }


def _due_days(change: CalendarChange) -> list[Moved]:
    """Months that are not shared yet, and are due on another day than they were. Three statements
    for each month that the change touches: it rarely touches two.

    Nothing is stored: a due day is worked out whenever it is asked for.
    """
    if change.last is None or not change.dong_ids:
        # Other hours: the days on which an office works stay the same.
        return []
    moved: list[Moved] = []
    month = Month.of(change.first - FURTHEST).previous()
    while month.next().first <= change.last:
        moved += _of_month(change, month)
        month = month.next()
    return moved


def _of_month(change: CalendarChange, month: Month) -> list[Moved]:
    assert change.dong_ids is not None
    days = {
        dong_id: [
            due_day(month, partial(works_on, calendar(dong_id)))
            for calendar in (change.before, change.after)
        ]
        for dong_id in change.dong_ids
    }
    other = {dong_id: (a, b) for dong_id, (a, b) in days.items() if a != b}
    if not other:
        return []
    fixed = set(fixed_dongs(SYSTEM, other))
    shared = set(
        MonthState.objects.for_viewer(SYSTEM)
        .filter(month=month.first, dong_id__in=other)
        .exclude(state=MonthStep.OPEN)
        .values_list("dong_id", flat=True)
    )
    dongs = Dong.objects.for_viewer(SYSTEM).filter(pk__in=set(other) - fixed - shared)
    return [
        Moved(
            text=_("%(dong)s %(month)s 취합 공유")
            % {"dong": dong.label, "month": month_text(month)},
            url=f"{reverse('month', args=[month])}?dong={dong.code}",
            before=other[dong.pk][0],
            after=other[dong.pk][1],
        )
        for dong in dongs.order_by("code")
    ]


def register() -> None:
    register_moves("sharing.due", _due_days)
    register_preview(
        Preview(
            name="rollup",
            title=gettext_lazy("취합"),
            text=gettext_lazy(
                "지난달 숫자를 새 서식에 넣어 본 것입니다. 지난달 취합은 그대로입니다."
            ),
            make=_rollup,
        )
    )

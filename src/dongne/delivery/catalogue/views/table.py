"""The whole table of law of a place: to look through, to print, as a file."""

from __future__ import annotations

import csv
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dongne.foundation.calendar.public import key_of_place, place_for
from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.lib.seoul import seoul_day

from ..presenters import pages, parts
from ..queries.holding import catalogue_at
from .reading import picker


@require_safe
@viewer_required()
def office_service_table(request: StaffRequest) -> HttpResponse:
    """`?group=` one group; `?print=1` for paper."""
    place = place_for(request.viewer, request.GET.get("at", ""))
    today = seoul_day(timezone.now())
    found = catalogue_at(place, day=today)
    group = request.GET.get("group", "")
    choices = pages.group_choices(found)
    printed = bool(request.GET.get("print"))
    if not printed and group not in dict(choices):
        group = choices[0][0] if choices else ""
    cells = pages.cells(found, group=group)
    query = f"?at={key_of_place(place)}&group={group}"
    context = {
        "title": _("%(place)s 민원사무 표") % {"place": parts.place_label(place)},
        "today": today,
        "services": [
            (name, list(rows)) for name, rows in groupby(cells, key=lambda cell: cell.service)
        ],
        "group": group,
        "group_choices": choices,
        "offices": picker(request.viewer, place),
        "print_url": f"{query}&print=1",
        "print_all_url": f"?at={key_of_place(place)}&print=1",
        "csv_url": parts.address("office_service_table_csv", place),
        "back_url": parts.address("office_services", place),
    }
    name = "catalogue/print_table.html" if printed else "catalogue/office_table.html"
    return render(request, name, context)


@require_safe
@viewer_required()
def office_service_table_csv(request: StaffRequest) -> HttpResponse:
    """Every cell of the place's table, for a spreadsheet."""
    place = place_for(request.viewer, request.GET.get("at", ""))
    found = catalogue_at(place, day=seoul_day(timezone.now()))
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="services.csv"'
    writer = csv.writer(response)
    writer.writerow(
        [
            _("짧은 이름"),
            _("민원사무"),
            _("묶음"),
            _("방법"),
            _("신청할 수 있는 사람"),
            _("신청할 때 신분 확인"),
            _("수수료(원)"),
            _("받을 수 있는 사람"),
            _("받을 때 신분 확인"),
            _("근거"),
        ]
    )
    for cell in pages.cells(found):
        row = [getattr(cell, head) for head in pages.HEADS]
        writer.writerow([f"'{one}" if str(one)[:1] in "=+-@" and one else one for one in row])
    return response

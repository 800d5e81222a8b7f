"""Reports as papers that can be approved: what the approvals module is told at start."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dongne.foundation.approvals import public as approvals
from dongne.foundation.scope.public import Viewer

from .models import Report
from .services.reporting import SUBJECT, complete_report, take_back_report


def _cards(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, approvals.Card]:
    reports = (
        Report.objects.for_viewer(viewer)
        .filter(pk__in=list(ids))
        .select_related("officer", "team")
    )
    return {
        report.pk: approvals.Card(
            title=_("%(name)s · %(day)s 활동보고")
            % {"name": report.officer.name, "day": date_format(report.day, "n. j.(D)")},
            summary=" · ".join(part for part in (report.place, report.purpose) if part),
            url=reverse("report", args=[report.pk]),
        )
        for report in reports
    }


def register() -> None:
    approvals.register(
        approvals.Subject(
            type=SUBJECT, approved=complete_report, returned=take_back_report, cards=_cards
        )
    )

"""Reports as papers that can be approved: what the approvals module is told at start."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString

from dongne.foundation.approvals import public as approvals
from dongne.foundation.scope.public import Viewer
from dongne.outreach.vocabulary.public import vocabulary_of

from .models import Report
from .presenters.reports import as_object, read_on_its_way, set_paper, title_of
from .queries import report_of
from .services.reporting import SUBJECT
from .services.sending import complete_report, reopen_withdrawn, take_back_report


def _cards(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, approvals.Card]:
    reports = (
        Report.objects.for_viewer(viewer).filter(pk__in=list(ids)).select_related("officer", "team")
    )
    return {
        report.pk: approvals.Card(
            title=title_of(report),
            as_object=as_object(report),
            summary=" · ".join(part for part in (report.place, report.purpose) if part),
            url=reverse("report", args=[report.pk]),
        )
        for report in reports
    }


def _paper(viewer: Viewer, line: approvals.Line) -> SafeString:
    report = report_of(viewer, line.subject_id)
    assert report is not None  # a line belongs to the same dong as its paper
    return set_paper(read_on_its_way(viewer, report, line))


def _kinds(dong_id: int) -> list[approvals.PaperKind]:
    return [
        approvals.PaperKind(slug=kind.slug, name=kind.label, way=approvals.Way(kind.way))
        for kind in vocabulary_of(dong_id).report_kinds.values()
    ]


def register() -> None:
    approvals.register_kinds(_kinds)
    approvals.register(
        approvals.Subject(
            type=SUBJECT,
            approved=complete_report,
            returned=take_back_report,
            withdrawn=reopen_withdrawn,
            cards=_cards,
            paper=_paper,
            title=title_of,
        )
    )

"""How the draft of a form would look here (record page, report), and what it would touch."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.seoul import Month
from dongne.outreach.vocabulary.public import (
    Preview,
    Used,
    Vocabulary,
    register_preview,
    register_usage,
)

from .content import content_of
from .forms.activities import ActivityForm
from .models import Activity, Report
from .presenters.sheet import sheet_of
from .queries import Choices
from .states import ReportState


def _used(dong_ids: Iterable[int], since: date) -> Used:
    """Words of activities on `since` or later, removed ones too: they can come back."""
    pairs = (
        Activity.objects.for_viewer(SYSTEM)
        .filter(dong__in=list(dong_ids), day__gte=since)
        .values_list("kind", "field")
        .distinct()
        .order_by()
    )
    found = list(pairs)
    return Used(frozenset(one[0] for one in found), frozenset(one[1] for one in found))


def _record_page(
    viewer: Viewer, words: Vocabulary, dong_id: int | None, month: Month
) -> tuple[str, dict[str, Any]]:
    form = ActivityForm(choices=Choices(vocabulary=words), prefix="preview")
    return "fieldwork/preview_record.html", {"form": form}


def _report(
    viewer: Viewer, words: Vocabulary, dong_id: int | None, month: Month
) -> tuple[str, dict[str, Any]] | None:
    """The latest completed report of the month, as it would have been with these words."""
    report = (
        Report.objects.for_viewer(viewer)
        .filter(dong_id=dong_id or 0, day__gte=month.first, day__lte=month.last)
        .filter(state=ReportState.APPROVED)
        .select_related("dong__district", "team", "officer")
        .order_by("-day", "-id")
        .first()
    )
    if report is None or report.completed_at is None:
        return None
    content = content_of(viewer, report, now=report.completed_at, words=words)
    for entry in content["entries"]:
        for item in entry["items"]:
            item["photos"] = []
    return "fieldwork/preview_report.html", {"sheet": sheet_of(content, {}), "boxes": []}


def register() -> None:
    register_usage(_used)
    register_preview(
        Preview(
            name="record",
            title=_("기록 화면"),
            text=_("활동을 기록할 때 고르는 말입니다."),
            make=_record_page,
        )
    )
    register_preview(
        Preview(
            name="report",
            title=_("활동보고서"),
            text=_(
                "지난달 보고서 한 건을 새 서식으로 보인 것입니다. 저장된 보고서는 그대로입니다."
            ),
            make=_report,
        )
    )

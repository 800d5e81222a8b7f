"""The form of a report that is still written, and the filters above the list of reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dongne.design.forms import Chips, TimeInput
from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import Role, Viewer
from dongne.lib.seoul import Month

from ..models import Report
from ..states import ReportState
from .lists import month_words

ALL, MINE = "all", "me"


class ReportForm(forms.Form):
    """일시·장소·내용, and which activities stay out of the report."""

    starts_at = forms.TimeField(label=_("시작 시각"), required=False, widget=TimeInput)
    ends_at = forms.TimeField(label=_("끝난 시각"), required=False, widget=TimeInput)
    place = forms.CharField(label=_("장소"), required=False, max_length=200)
    purpose = forms.CharField(label=_("내용"), required=False, max_length=200)
    report_kind = forms.ChoiceField(label=_("보고서 종류"), required=False, widget=Chips)
    leave_out = forms.TypedMultipleChoiceField(
        label=_("이 보고서에서 뺄 활동"), required=False, widget=forms.CheckboxSelectMultiple
    )
    take_in = forms.TypedMultipleChoiceField(
        label=_("이 보고서에 더할 활동"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        report: Report,
        activities: Iterable[tuple[str, str]],
        more: Iterable[tuple[str, str]] = (),
        kinds: Iterable[tuple[str, str]] = (),
    ) -> None:
        super().__init__(
            data,
            initial={
                "starts_at": report.starts_at,
                "ends_at": report.ends_at,
                "place": report.place,
                "purpose": report.purpose,
                "report_kind": report.report_kind,
            },
        )
        kinds = list(kinds)
        if len(kinds) < 2:
            del self.fields["report_kind"]
        offered = {"leave_out": activities, "take_in": more, "report_kind": kinds}
        for name, choices in offered.items():
            if name in self.fields:
                self.fields[name].choices = list(choices)  # type: ignore[attr-defined]


class CorrectionForm(forms.Form):
    """Why a complete report is corrected: stands on the paper and beside both versions."""

    reason = forms.CharField(
        label=_("정정하는 이유"),
        help_text=_("보고서와 판 비교 화면에 남습니다. 예: 건수를 두 번 적음"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the address of the list asks for. Nonsense is passed over, never an error."""

    month: Month | None
    officer: str
    state: str

    @classmethod
    def read(cls, data: Mapping[str, str], viewer: Viewer) -> Asked:
        """An officer starts with their own reports, whoever leads with everybody's."""
        officer = data.get("officer", "")
        if not (officer.isascii() and officer.isdigit() and len(officer) <= 18):
            leads = viewer.runs_outreach or viewer.has(Role.TEAM_LEAD) or viewer.dong_id is None
            officer = officer if officer in (ALL, MINE) else (ALL if leads else MINE)
        state = data.get("state", "")
        return cls(
            month=_month(data.get("month", "")),
            officer=officer,
            state=state if state in list(ReportState) else "",
        )

    def officer_id(self, viewer: Viewer) -> int | None:
        if self.officer == ALL:
            return None
        return viewer.officer_id if self.officer == MINE else int(self.officer)


class FilterForm(forms.Form):
    month = forms.ChoiceField(label=_("달"), required=False)
    officer = forms.ChoiceField(label=_("주무관"), required=False)

    def __init__(
        self, asked: Asked, people: Iterable[Officer], viewer: Viewer, *, months: Iterable[Month]
    ) -> None:
        super().__init__(initial={"month": str(asked.month or ""), "officer": asked.officer})
        chosen = {asked.month} if asked.month else set()
        offered_months = sorted({*months, *chosen}, reverse=True)
        own = [(MINE, _("내 보고서"))] if viewer.dong_id else []
        others = [(str(one.pk), one.name) for one in people if one.pk != viewer.officer_id]
        offered: dict[str, list[tuple[str, Any]]] = {
            "month": [
                ("", _("모든 달")),
                *((str(month), month_words(month)) for month in offered_months),
            ],
            "officer": [*own, (ALL, _("모두")), *others],
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]


def _month(text: str) -> Month | None:
    try:
        return Month.parse(text)
    except ValueError:
        return None

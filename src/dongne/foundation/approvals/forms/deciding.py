"""What somebody may say when signing, and must say when returning. The services judge it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dongne.design.forms import DateInput, MultiChips
from dongne.foundation.organisations.public import Officer, Team

from ..queries import CopyTargets
from ..services import OPINION_LENGTH


class OpinionForm(forms.Form):
    opinion = forms.CharField(
        label=_("의견"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": OPINION_LENGTH}),
        help_text=_("적으면 결재란에 함께 남습니다."),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("반려 사유"),
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": OPINION_LENGTH, "autofocus": True}),
        help_text=_("무엇을 어떻게 고치면 되는지 적어 주세요. 기안한 사람에게 그대로 보입니다."),
    )


class OutsideForm(forms.Form):
    number = forms.CharField(
        label=_("온나라 문서번호"),
        max_length=60,
        help_text=_("예: 신정4동-1234"),
    )
    dated = forms.DateField(label=_("온나라에서 결재한 날"), required=False, widget=DateInput)


class CopiesForm(forms.Form):
    """Whom to give a copy: `to()` are the chosen teams and officers."""

    copies = forms.MultipleChoiceField(
        label=_("공람할 사람과 부서"), required=False, widget=MultiChips
    )

    def __init__(self, *args: Any, targets: CopyTargets, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.targets = targets
        self.fields["copies"].choices = target_choices(targets)  # type: ignore[attr-defined]

    def to(self) -> list[Officer | Team]:
        return chosen_targets(self.targets, self.cleaned_data.get("copies") or [])


def target_choices(targets: CopyTargets) -> list[tuple[str, str]]:
    teams = [(f"team-{team.pk}", team.name) for team in targets.teams]
    people = [(f"officer-{o.pk}", f"{o.name} {o.title}") for o in targets.officers]
    return [*teams, *people]


def chosen_targets(targets: CopyTargets, values: list[str]) -> list[Officer | Team]:
    every: dict[str, Officer | Team] = {f"team-{team.pk}": team for team in targets.teams}
    every |= {f"officer-{officer.pk}": officer for officer in targets.officers}
    return [every[value] for value in values if value in every]

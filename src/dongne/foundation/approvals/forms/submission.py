"""What a drafter chooses besides the paper itself: openness, importance, copies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dongne.design.forms import Chips, MultiChips
from dongne.foundation.organisations.public import Officer, Team

from ..queries import CopyTargets, Plan
from ..states import Openness
from ..words import GROUNDS, OPENNESS
from .deciding import chosen_targets, target_choices


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """The arguments of `start` that a drafter chooses."""

    openness: Openness
    openness_grounds: tuple[int, ...]
    important: bool
    copies: tuple[Officer | Team, ...]


class OpennessFields(forms.Form):
    openness = forms.ChoiceField(
        label=_("공개 구분"), choices=OPENNESS, widget=Chips, required=False
    )
    grounds = forms.TypedMultipleChoiceField(
        label=_("비공개 근거"),
        help_text=_("부분공개나 비공개일 때 고릅니다 (정보공개법 제9조 제1항)."),
        choices=GROUNDS,
        coerce=int,
        required=False,
        widget=MultiChips,
    )
    important = forms.BooleanField(
        label=_("중요한 문서"),
        help_text=_("대결했을 때 결재권자가 돌아오면 사후 보고로 보입니다."),
        required=False,
    )


class SubmissionForm(OpennessFields):
    """For the page on which a paper is sent. Begins with what the plan says."""

    copies = forms.MultipleChoiceField(
        label=_("공람할 사람과 부서"),
        help_text=_("결재가 끝나면 결재함의 공람에 나타납니다."),
        required=False,
        widget=MultiChips,
    )

    def __init__(self, *args: Any, plan: Plan, targets: CopyTargets, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "openness": plan.openness,
            "grounds": list(plan.openness_grounds),
            "important": plan.important,
        } | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.targets = targets
        self.fields["copies"].choices = target_choices(targets)  # type: ignore[attr-defined]

    def submission(self) -> Submission:
        """After `is_valid`."""
        given = self.cleaned_data
        return Submission(
            openness=Openness(given["openness"] or Openness.OPEN),
            openness_grounds=tuple(given["grounds"]),
            important=given["important"],
            copies=tuple(chosen_targets(self.targets, given["copies"])),
        )

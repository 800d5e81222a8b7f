"""The settings of one line, in the words of the office."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dongne.design.forms import Chips
from dongne.foundation.organisations.public import Team

from ..models import LineRule
from ..queries import Crew
from ..states import Openness
from ..subjects import PaperKind
from ..words import SEATS, WAYS
from .submission import OpennessFields

REVIEWERS = ("reviewer", "second_reviewer")
COOPERATORS = ("cooperator", "second_cooperator", "third_cooperator")


class LineForm(OpennessFields):
    paper_kind = forms.ChoiceField(label=_("문서 종류"), required=False)
    team = forms.ChoiceField(label=_("팀"), required=False)
    way = forms.ChoiceField(label=_("방법"), choices=WAYS, required=False, widget=Chips)
    reviewer = forms.ChoiceField(label=_("검토"), required=False)
    second_reviewer = forms.ChoiceField(label=_("둘째 검토"), required=False)
    cooperator = forms.ChoiceField(label=_("협조"), required=False)
    second_cooperator = forms.ChoiceField(label=_("둘째 협조"), required=False)
    third_cooperator = forms.ChoiceField(label=_("셋째 협조"), required=False)
    opinion_required = forms.BooleanField(label=_("협조할 때 의견을 꼭 적기"), required=False)
    final = forms.ChoiceField(
        label=pgettext_lazy("approval box", "결재"),
        help_text=_("동장이 아닌 사람이면 그 칸에 전결로 남습니다. 메모보고는 열람할 사람입니다."),
        required=False,
    )
    preview_for = forms.ChoiceField(label=_("미리 볼 사람"), required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        crew: Crew,
        teams: Iterable[Team],
        kinds: Iterable[PaperKind],
        rule: LineRule | None = None,
        **kwargs: Any,
    ) -> None:
        if rule:
            kwargs["initial"] = initial_of(rule) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        people = [(str(o.pk), f"{o.name} {o.title}") for o in crew.officers.values()]
        nobody = [("", _("없음"))]
        self._choose("paper_kind", [("", _("모든 문서")), *((k.slug, k.name) for k in kinds)])
        self._choose("team", [("", _("모든 팀")), *((str(t.pk), t.name) for t in teams)])
        for name in (*REVIEWERS, *COOPERATORS):
            self._choose(name, [*nobody, *SEATS, *people])
        delegated = [(seat, _("%(who)s 전결") % {"who": word}) for seat, word in [*SEATS, *people]]
        self._choose("final", [("", _("동장 결재")), *delegated])
        self._choose("preview_for", people)

    def _choose(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """After `is_valid`: what `set_line` takes."""
        given = self.cleaned_data
        return {
            "paper_kind": given["paper_kind"],
            "team_id": int(given["team"]) if given["team"] else None,
            "way": given["way"],
            "reviewers": [given[name] for name in REVIEWERS if given[name]],
            "cooperators": [given[name] for name in COOPERATORS if given[name]],
            "final": given["final"],
            "opinion_required": given["opinion_required"],
            "important": given["important"],
            "openness": Openness(given["openness"] or Openness.OPEN),
            "openness_grounds": given["grounds"],
        }


def initial_of(rule: LineRule) -> dict[str, Any]:
    return {
        **dict(zip(REVIEWERS, rule.reviewers, strict=False)),
        **dict(zip(COOPERATORS, rule.cooperators, strict=False)),
        "paper_kind": rule.paper_kind,
        "team": str(rule.team_id or ""),
        "way": rule.way,
        "final": rule.final,
        "opinion_required": rule.opinion_required,
        "important": rule.important,
        "openness": rule.openness,
        "grounds": rule.openness_grounds,
    }


class PreviewForm(forms.Form):
    """Whose paper, of which kind: what the settings make of it."""

    officer = forms.ChoiceField(label=_("올리는 사람"), required=False)
    kind = forms.ChoiceField(label=_("문서 종류"), required=False)

    def __init__(self, *args: Any, crew: Crew, kinds: Iterable[PaperKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(o.pk), f"{o.name} {o.title}") for o in crew.officers.values()]
        self.fields["officer"].choices = people  # type: ignore[attr-defined]
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (kind.slug, kind.name) for kind in kinds
        ] or [("", _("모든 문서"))]


class RegisterStyleForm(forms.Form):
    front = forms.CharField(label=_("앞말"), max_length=30, help_text=_("예: 신정4동"))
    with_year = forms.BooleanField(label=_("연도를 넣기"), required=False)

"""What is known of a breach, what was done, whom it is told to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dongne.design.forms import Chips, DateInput, DateTimeInput, MultiChips

from ..models import Breach
from ..services.breaches import Told
from ..states import BreachKind, Step
from ..words import BREACH_KINDS, DATA, STEPS


class BreachForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("무슨 일인가요"),
        widget=Chips,
        choices=[(kind.value, BREACH_KINDS[kind]) for kind in BreachKind],
    )
    found_at = forms.DateTimeField(
        label=_("알게 된 때"),
        widget=DateTimeInput,
        help_text=_("이때부터 72시간을 셉니다."),
    )
    happened_at = forms.DateTimeField(label=_("일어난 때"), required=False, widget=DateTimeInput)
    how_found = forms.CharField(label=_("알게 된 경위"), required=False, max_length=300)
    what = forms.CharField(
        label=_("일어난 일"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("당사자에게 그대로 알립니다. 사람의 이름은 적지 마세요."),
    )
    columns = forms.MultipleChoiceField(
        label=_("어떤 개인정보인가요"), widget=MultiChips, choices=list(DATA.items())
    )
    people = forms.IntegerField(
        label=_("몇 사람의 것인가요"),
        min_value=0,
        max_value=10_000_000,
        initial=0,
        help_text=_("아직 모르면 아는 만큼 적고 나중에 고칩니다."),
    )
    sensitive = forms.BooleanField(label=_("건강·복지처럼 민감한 정보가 들어 있음"), required=False)
    unique_ids = forms.BooleanField(
        label=_("주민등록번호 같은 고유식별정보가 들어 있음"), required=False
    )
    intrusion = forms.BooleanField(label=_("밖에서 시스템에 침입한 일임"), required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def told(self) -> Told:
        said: dict[str, Any] = {
            name: value for name, value in self.cleaned_data.items() if name != "version"
        }
        return Told(**{**said, "kind": BreachKind(said["kind"])})

    @staticmethod
    def values_of(row: Breach) -> dict[str, Any]:
        return {name: getattr(row, name) for name in BreachForm.base_fields}


class TickForm(forms.Form):
    step = forms.ChoiceField(label=_("한 일"), widget=Chips)
    at = forms.DateTimeField(label=_("한 때"), widget=DateTimeInput)
    text = forms.CharField(
        label=_("어떻게 했나요"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, steps: list[Step], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = [(s.value, STEPS[s]) for s in steps]  # type: ignore[attr-defined]


class AffectedForm(forms.Form):
    first = forms.DateField(label=_("열람한 날(처음)"), widget=DateInput)
    last = forms.DateField(label=_("열람한 날(마지막)"), widget=DateInput)
    officer = forms.TypedChoiceField(
        label=_("열람한 직원"), coerce=int, required=False, empty_value=None
    )

    def __init__(self, *args: Any, officers: list[tuple[Any, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].choices = [("", _("모든 직원")), *officers]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("first") and said.get("last") and said["last"] < said["first"]:
            self.add_error("last", _("마지막 날이 처음 날보다 앞섭니다."))
        return said


class TellAffectedForm(forms.Form):
    advice = forms.CharField(label=_("당사자가 할 수 있는 일"), max_length=500)
    response = forms.CharField(label=_("우리 기관이 하는 일과 구제 절차"), max_length=500)
    contact = forms.CharField(label=_("피해 신고와 문의할 곳"), max_length=100)


class CloseForm(forms.Form):
    done = forms.CharField(
        label=_("처리한 내용"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

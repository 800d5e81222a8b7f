"""Forms of the pages of messages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.design.forms import Chips, DateInput, TimeInput
from dongne.foundation.papers.public import Envelope

from .occasions import kinds
from .services.deciding import NOTE_LENGTH
from .states import CallOutcome, Decision, OptOutWay
from .words import CALLS, DECISIONS, WAYS


class PurposeForm(forms.Form):
    """Why something is opened."""

    purpose = forms.CharField(
        label=gettext_lazy("여는 까닭"),
        max_length=200,
        help_text=gettext_lazy("연 사람과 까닭이 접속기록에 남습니다."),
        widget=forms.TextInput(attrs={"list": "purposes"}),
    )


class DecisionForm(forms.Form):
    """What became of an unknown message, and how one knows."""

    decision = forms.ChoiceField(
        label=gettext_lazy("이 메시지는"), choices=list(DECISIONS.items()), widget=Chips
    )
    note = forms.CharField(
        label=gettext_lazy("어떻게 알아냈나요"),
        max_length=NOTE_LENGTH,
        help_text=gettext_lazy("예: 본인에게 전화로 물어봄, 업체 화면에서 확인함"),
    )

    def said(self) -> tuple[Decision, str]:
        return Decision(self.cleaned_data["decision"]), self.cleaned_data["note"]


class CallForm(forms.Form):
    """What came of a telephone call."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("통화 결과"),
        choices=[(code, look.word) for code, look in CALLS.items()],
        widget=Chips,
    )
    note = forms.CharField(label=gettext_lazy("메모"), max_length=NOTE_LENGTH, required=False)
    again_on = forms.DateField(
        label=gettext_lazy("다음에 전화할 날"), required=False, widget=DateInput
    )

    def said(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "outcome": CallOutcome(said["outcome"]),
            "note": said["note"],
            "again_on": said["again_on"],
        }


class ReturnedForm(forms.Form):
    """A letter that came back."""

    number = forms.CharField(
        label=gettext_lazy("편지 번호"),
        max_length=20,
        help_text=gettext_lazy("편지 아래쪽 네모 그림 옆의 번호입니다. 예: 20261122-1-003"),
    )
    note = forms.CharField(label=gettext_lazy("반송 사유"), max_length=NOTE_LENGTH, required=False)


class AddressForm(forms.Form):
    """For one letter alone."""

    name = forms.CharField(label=gettext_lazy("받는 사람"), max_length=100)
    address = forms.CharField(
        label=gettext_lazy("주소"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("우편번호 다섯 자리를 함께 적어 주세요. 이 편지에만 씁니다."),
    )


def _millimetres(label: Any) -> forms.FloatField:
    return forms.FloatField(label=label, min_value=0, max_value=400)


class EnvelopeForm(forms.Form):
    """The dong's envelope, measured with a ruler, and who its letters are from."""

    width = _millimetres(gettext_lazy("봉투 너비"))
    height = _millimetres(gettext_lazy("봉투 높이"))
    left = _millimetres(gettext_lazy("왼쪽 끝에서 창까지"))
    top = _millimetres(gettext_lazy("위쪽 끝에서 창까지"))
    window_width = _millimetres(gettext_lazy("창 너비"))
    window_height = _millimetres(gettext_lazy("창 높이"))
    sender = forms.CharField(
        label=gettext_lazy("보내는 사람"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("첫 줄은 기관 이름입니다. 네 줄까지 인쇄합니다."),
    )
    signed = forms.CharField(
        label=gettext_lazy("편지 끝의 이름"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("예: 신정4동장"),
    )

    def envelope(self) -> Envelope:
        names = ("width", "height", "left", "top", "window_width", "window_height")
        return Envelope(**{name: self.cleaned_data[name] for name in names})


class TemplateForm(forms.Form):
    """One text."""

    subject = forms.CharField(label=gettext_lazy("제목"), max_length=120, required=False)
    text = forms.CharField(
        label=gettext_lazy("보낼 글"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    code = forms.CharField(
        label=gettext_lazy("승인받은 알림톡 번호"), max_length=64, required=False
    )
    without_missing = forms.BooleanField(
        label=gettext_lazy("빠진 항목 없이 저장합니다"), required=False
    )

    def __init__(self, *args: Any, with_code: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_code:
            del self.fields["code"]


class QuietForm(forms.Form):
    """When nothing that can wait goes out."""

    is_on = forms.BooleanField(label=gettext_lazy("조용한 시간을 지킵니다"), required=False)
    starts = forms.TimeField(label=gettext_lazy("시작 시각"), widget=TimeInput)
    ends = forms.TimeField(label=gettext_lazy("끝 시각"), widget=TimeInput)


class OptOutForm(forms.Form):
    """Who wants no more of what."""

    contact = forms.CharField(
        label=gettext_lazy("전화번호나 이메일"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("받지 않을 안내"), required=False)
    how = forms.ChoiceField(label=gettext_lazy("어떻게 알렸나요"), choices=list(WAYS.items()))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("모든 안내")), *((code, str(title)) for code, title in kinds().items())]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        said = self.cleaned_data
        where = "email" if "@" in said["contact"] else "phone"
        return {
            where: said["contact"].strip(),
            "kind": said["kind"],
            "how": OptOutWay(said["how"]),
        }

"""Taking a request in, making sure who asks, deciding, telling."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dongne.design.forms import Chips, DateInput, DateTimeInput

from ..models import SubjectRequest
from ..states import Asker, RequestKind
from ..words import ASKERS, GROUNDS, OUTCOMES, PROOFS, PROOFS_OF, REQUESTS


class ReceiveForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("무엇을 요구하나요"),
        widget=Chips,
        choices=[(kind.value, REQUESTS[kind]) for kind in RequestKind],
    )
    asker = forms.ChoiceField(
        label=_("누가 요구하나요"),
        widget=Chips,
        choices=[(asker.value, ASKERS[asker]) for asker in Asker],
        initial=Asker.SELF,
    )
    asker_name = forms.CharField(
        label=_("대신 요구하는 분의 이름"),
        required=False,
        max_length=60,
        help_text=_("본인이면 비워 둡니다. 잠가서 보관합니다."),
    )
    asked = forms.CharField(
        label=_("요구하는 내용"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("말한 그대로 적습니다. 주민등록번호는 적지 마세요. 잠가서 보관합니다."),
    )
    received_at = forms.DateTimeField(
        label=_("받은 때"),
        widget=DateTimeInput,
        help_text=_("다음 날부터 열흘 안에 답합니다. 마지막 날이 쉬는 날이면 그다음 날까지입니다."),
    )


class FindPersonForm(forms.Form):
    name = forms.CharField(label=_("이름"), required=False, max_length=60)
    phone = forms.CharField(label=_("전화번호나 뒤 네 자리"), required=False, max_length=20)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if not any(said.values()):
            self.add_error("name", _("이름이나 전화번호 가운데 하나를 적어 주세요."))
        return said


class CheckForm(forms.Form):
    proof = forms.ChoiceField(
        label=_("어떻게 확인했나요"),
        widget=Chips,
        help_text=_("신분증 번호나 사본은 남기지 않습니다."),
    )

    def __init__(self, *args: Any, row: SubjectRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["proof"].choices = [  # type: ignore[attr-defined]
            (proof.value, PROOFS[proof]) for proof in PROOFS_OF[row.asker]
        ]


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("결정"), widget=Chips, choices=[(o.value, words) for o, words in OUTCOMES.items()]
    )
    ground = forms.ChoiceField(
        label=_("들어주지 않는 근거"),
        required=False,
        help_text=_("일부만 들어주거나 거절할 때 고릅니다. 이의를 제기하는 방법은 함께 나갑니다."),
    )
    answer = forms.CharField(
        label=_("답변"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("받는 분이 그대로 읽습니다. 잠가서 보관합니다."),
    )

    def __init__(self, *args: Any, row: SubjectRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = [  # type: ignore[attr-defined]
            ("", _("해당 없음")),
            *((code, words) for code, (kinds, words) in GROUNDS.items() if row.kind in kinds),
        ]


class TellForm(forms.Form):
    told_by = forms.ChoiceField(
        label=_("어떻게 알리나요"),
        widget=Chips,
        choices=[
            ("message", _("문자·전자우편")),
            ("letter", _("우편")),
            ("hand", _("직접 전달")),
        ],
    )


class ExtendForm(forms.Form):
    until = forms.DateField(label=_("언제까지 답하나요"), widget=DateInput)
    reason = forms.CharField(
        label=_("미루는 까닭"),
        max_length=300,
        help_text=_("정당한 사유가 있을 때 한 번만 미루고, 본인에게 바로 알립니다(제35조제3항)."),
    )

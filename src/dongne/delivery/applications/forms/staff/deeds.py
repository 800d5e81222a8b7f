"""What each deed of an application asks: as little as it needs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dongne.delivery.ways.public import Identity
from dongne.design.forms import Chips, DateInput
from dongne.foundation.openings.public import PURPOSES
from dongne.foundation.organisations.public import Officer
from dongne.lib.statute import NO_REASONS, ExtensionReason

from ...rules import LONGEST_TEXT
from ...states import PaymentMeans
from ...words import IDENTITIES, MEANS

NO_NAMES = _(
    "주민의 이름은 알아볼 수 없어 그대로 남으니 적지 마세요. 전화번호와 이메일은 저장할 때 글에서 "
    "빼서 따로 보관합니다."
)
NOBODY = "new"
RESIDENT_READS = _("신청한 사람이 그대로 읽는 글입니다. 쉬운 말로 적어 주세요.")

EXTENSIONS: dict[ExtensionReason, Any] = {
    ExtensionReason.CONSULTATION: _("다른 기관·부서와 협의가 필요함"),
    ExtensionReason.FACTS: _("사실 확인이나 조사가 필요함"),
    ExtensionReason.LAW_QUESTION: _("법령 해석을 물어야 함"),
    ExtensionReason.MANY_CONCERNED: _("여러 사람의 이해를 조정해야 함"),
    ExtensionReason.DISASTER: _("재난이나 누구의 탓도 아닌 장애"),
    ExtensionReason.PETITIONER: _("신청한 사람이 청함"),
}


def text_field(
    label: Any, *, rows: int = 3, required: bool = True, help: Any = "", empty: Any = ""
) -> forms.CharField:
    """A text of several lines; `empty` is what is said when it is missing."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST_TEXT,
        help_text=help,
        widget=forms.Textarea(attrs={"rows": rows, "maxlength": LONGEST_TEXT}),
        error_messages={"required": empty or _("내용을 적어 주세요.")},
    )


class DeedForm(forms.Form):
    """What every deed carries: the version that was on the screen."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @property
    def has_questions(self) -> bool:
        return any(not field.widget.is_hidden for field in self.fields.values())


class AcceptForm(DeedForm):
    identity = forms.ChoiceField(
        label=_("신청한 사람이 누구인지 어떻게 확인했나요"),
        widget=Chips,
        choices=[(one.value, IDENTITIES[one]) for one in reversed(Identity)],
        help_text=_("신분증은 눈으로만 보고, 번호를 적거나 복사하지 않습니다."),
        error_messages={"required": _("어떻게 확인했는지 골라 주세요.")},
    )


class MatchForm(DeedForm):
    person = forms.ChoiceField(
        label=_("명단의 누구인가요"),
        widget=forms.RadioSelect,
        help_text=_(
            "신청한 사람이 적은 이름과 같은 사람들입니다. 생년월일과 주소를 신청서, 위임장과 "
            "견주어 고릅니다. 고르는 것만으로는 신청한 사람에게 아무것도 알려지지 않습니다."
        ),
        error_messages={
            "required": _("누구인지 골라 주세요."),
            "invalid_choice": _("누구인지 다시 골라 주세요."),
        },
    )

    def offer(self, people: Iterable[tuple[str, Any]]) -> None:
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            *people,
            (NOBODY, _("명단에 없는 사람입니다")),
        ]


class IssueForm(DeedForm):
    pages = forms.IntegerField(
        label=_("모두 몇 장"),
        min_value=1,
        max_value=10_000,
        initial=1,
        help_text=_("봉투에 넣을 장수입니다. 받는 사람이 봉함 번호와 함께 확인합니다."),
        error_messages={"required": _("몇 장인지 적어 주세요.")},
    )
    document_number = forms.CharField(
        label=_("문서확인번호"),
        required=False,
        max_length=60,
        help_text=_("발급한 문서에 인쇄된 번호가 있으면 적습니다."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class RefuseForm(DeedForm):
    reason = text_field(
        _("거부하는 까닭"), help=RESIDENT_READS, empty=_("거부하는 까닭을 적어 주세요.")
    )
    remedy = text_field(
        _("신청한 사람이 할 수 있는 일"),
        help=_(
            "이의신청, 다시 신청하는 방법처럼 다음에 할 수 있는 일을 적습니다(민원처리법 "
            "제27조제3항)."
        ),
        empty=_("신청한 사람이 할 수 있는 일을 적어 주세요."),
    )


class SupplementForm(DeedForm):
    asked = text_field(
        _("무엇을 보완해야 하나요"),
        help=RESIDENT_READS,
        empty=_("무엇을 보완해야 하는지 적어 주세요."),
    )
    until = forms.DateField(
        label=_("언제까지"),
        widget=DateInput,
        help_text=_(
            "그때까지 처리기한이 멈춥니다. 두 번째 요구는 열흘 안으로 정합니다(영 제24조)."
        ),
        error_messages={"required": _("언제까지 보완하는지 골라 주세요.")},
    )


class PutOffForm(DeedForm):
    until = forms.DateField(
        label=_("언제까지 미루나요"),
        widget=DateInput,
        help_text=_("신청한 사람이 청할 때만, 두 번까지 미룹니다."),
        error_messages={"required": _("언제까지 미루는지 골라 주세요.")},
    )


class SuppliedForm(DeedForm):
    supplied = text_field(
        _("무엇을 보완했나요"), help=NO_NAMES, empty=_("무엇을 보완했는지 적어 주세요.")
    )


class ExtendForm(DeedForm):
    more = forms.CharField(
        label=_("얼마나 늘리나요"),
        max_length=6,
        help_text=_(
            "처음 기한과 같은 단위로, 그보다 길지 않게 적습니다. 예: 3일이면 3d, 3시간이면 3h"
        ),
        error_messages={"required": _("얼마나 늘리는지 적어 주세요.")},
    )
    reason = forms.ChoiceField(
        label=_("까닭"),
        choices=[(one.value, EXTENSIONS[one]) for one in ExtensionReason if one not in NO_REASONS],
        widget=forms.RadioSelect,
        help_text=_("업무가 많거나 담당자가 없다는 것은 까닭이 되지 않습니다(영 제21조)."),
        error_messages={"required": _("왜 늘리는지 골라 주세요.")},
    )
    note = forms.CharField(
        label=_("덧붙이는 말"), required=False, max_length=200, help_text=RESIDENT_READS
    )
    consent = forms.BooleanField(label=_("신청한 사람이 동의했음(두 번째 연장)"), required=False)


class NoteForm(DeedForm):
    text = text_field(_("내부 메모"), help=NO_NAMES, empty=_("메모를 적어 주세요."))


class TellForm(DeedForm):
    text = text_field(
        _("신청한 사람에게 알릴 말"),
        help=RESIDENT_READS,
        empty=_("알릴 말을 적어 주세요."),
    )


class AssignForm(DeedForm):
    officer = forms.TypedChoiceField(
        label=_("누가 맡나요"),
        coerce=int,
        error_messages={
            "required": _("맡을 사람을 골라 주세요."),
            "invalid_choice": _("맡을 사람을 다시 골라 주세요."),
        },
    )

    def offer(self, people: Iterable[Officer]) -> None:
        self.fields["officer"].choices = [  # type: ignore[attr-defined]
            (one.pk, f"{one.name} ({one.team.name})") for one in people
        ]


class WithdrawForm(DeedForm):
    reason = text_field(
        _("취하하는 까닭"),
        help=_("신청한 사람이 그만두겠다고 한 말을 적습니다. 취하하면 되돌릴 수 없습니다."),
        empty=_("취하하는 까닭을 적어 주세요."),
    )


class PayForm(DeedForm):
    means = forms.ChoiceField(
        label=_("어떻게 냈나요"),
        widget=Chips,
        choices=[
            (one.value, MEANS[one])
            for one in (
                PaymentMeans.CASH,
                PaymentMeans.CARD,
                PaymentMeans.EXEMPT,
                PaymentMeans.WAIVED,
            )
        ],
        error_messages={"required": _("어떻게 냈는지 골라 주세요.")},
    )
    exemption = forms.ChoiceField(
        label=_("면제 대상"),
        required=False,
        help_text=_("면제를 고르면 자격을 확인한 대상을 고릅니다."),
    )
    reason = forms.CharField(
        label=_("감면하는 까닭"),
        required=False,
        max_length=200,
        help_text=_("감면은 팀장 이상이 까닭을 적고 합니다."),
    )

    def offer(self, groups: Iterable[tuple[str, Any]]) -> None:
        offered = list(groups)
        self.fields["exemption"].choices = [("", _("고르기")), *offered]  # type: ignore[attr-defined]
        if not offered:
            del self.fields["exemption"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        means = said.get("means")
        if means == PaymentMeans.EXEMPT and not said.get("exemption"):
            self.add_error(
                "exemption" if "exemption" in self.fields else "means",
                _("어떤 면제인지 골라 주세요.")
                if "exemption" in self.fields
                else _("이 민원에는 면제 대상이 없습니다."),
            )
        if means == PaymentMeans.WAIVED and not (said.get("reason") or "").strip():
            self.add_error("reason", _("감면하는 까닭을 적어 주세요."))
        return said


class GiveBackForm(DeedForm):
    reason = forms.CharField(
        label=_("돌려주는 까닭"),
        max_length=200,
        error_messages={"required": _("돌려주는 까닭을 적어 주세요.")},
    )


class HandForm(DeedForm):
    identity = forms.ChoiceField(
        label=_("받는 사람이 누구인지 어떻게 확인했나요"),
        widget=Chips,
        choices=[
            (one.value, IDENTITIES[one]) for one in (Identity.CARD, Identity.KNOWN, Identity.CODE)
        ],
        help_text=_("신분증은 눈으로만 보고, 번호를 적거나 복사하지 않습니다."),
        error_messages={"required": _("어떻게 확인했는지 골라 주세요.")},
    )


class PurposeForm(forms.Form):
    """Why somebody's name and number are opened."""

    purpose = forms.ChoiceField(
        label=_("여는 까닭"),
        widget=Chips,
        error_messages={"required": _("왜 여는지 골라 주세요.")},
    )
    detail = forms.CharField(
        label=_("자세한 까닭"),
        max_length=180,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("“기타”를 고르면 꼭 적어 주세요. 이름이나 전화번호는 적지 마세요."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = list(PURPOSES.items())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("purpose") == "other" and not (said.get("detail") or "").strip():
            self.add_error("detail", _("무엇 때문에 여는지 적어 주세요."))
        return said

    @property
    def said(self) -> str:
        """The code of a purpose; with details, its words and them."""
        purpose = self.cleaned_data["purpose"]
        detail = " ".join((self.cleaned_data.get("detail") or "").split())
        if not detail:
            return str(purpose)
        return detail if purpose == "other" else f"{PURPOSES[purpose]}: {detail}"

"""Letters of attorney: made for somebody at the counter, seen and checked, revoked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dongne.delivery.ways.public import Circle, Service
from dongne.design.forms import DateInput
from dongne.lib.ids import new_id

from ...rules import LetterGiven, Wanted, Who
from ...words import language
from .deeds import text_field
from .entering import OFF, _person_field

MOST_ROWS = 5


class LetterForm(forms.Form):
    """Up to five services; the numbers of persons are asked nowhere."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    principal_name = _person_field(_("위임하는 사람의 이름"))
    principal_phone = _person_field(_("위임하는 사람의 전화번호"), attrs={"inputmode": "tel"})
    principal_birth = forms.DateField(
        label=_("위임하는 사람의 생년월일"), required=False, widget=DateInput(attrs=OFF)
    )
    proxy_name = _person_field(_("위임받는 사람의 이름"))
    proxy_phone = _person_field(_("위임받는 사람의 전화번호"), attrs={"inputmode": "tel"})
    proxy_birth = forms.DateField(
        label=_("위임받는 사람의 생년월일"), required=False, widget=DateInput(attrs=OFF)
    )
    purpose = forms.CharField(label=_("쓰임새"), required=False, max_length=200)
    valid_until = forms.DateField(
        label=_("언제까지 쓰나요"),
        widget=DateInput,
        error_messages={"required": _("언제까지 쓰는지 골라 주세요.")},
    )
    may_receive = forms.BooleanField(label=_("서류도 대신 받음"), required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        services: Iterable[Service],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial={"id": new_id(), "may_receive": True, **(initial or {})})
        for name, sentence in (
            ("principal_name", _("위임하는 사람의 이름을 적어 주세요.")),
            ("proxy_name", _("위임받는 사람의 이름을 적어 주세요.")),
        ):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = sentence
        self.known = {
            one.code: one for one in services if one.offered and Circle.PROXY in one.circles
        }
        choices = [
            ("", _("고르세요")),
            *((one.code, one.name(language())) for one in self.known.values()),
        ]
        for n in range(MOST_ROWS):
            self.fields[f"service_{n}"] = forms.ChoiceField(
                label=_("맡기는 민원") if n == 0 else _("또 맡기는 민원"),
                required=False,
                choices=choices,
            )
            self.fields[f"copies_{n}"] = forms.IntegerField(
                label=_("부수"), required=False, min_value=1, max_value=99, initial=1
            )

    def rows(self) -> list[tuple[Any, Any]]:
        return [(self[f"service_{n}"], self[f"copies_{n}"]) for n in range(MOST_ROWS)]

    def wanted(self) -> tuple[Wanted, ...]:
        said = self.cleaned_data
        return tuple(
            Wanted(service=code, copies=said.get(f"copies_{n}") or 1)
            for n in range(MOST_ROWS)
            if (code := said.get(f"service_{n}"))
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not any(said.get(f"service_{n}") for n in range(MOST_ROWS)):
            self.add_error("service_0", _("맡기는 민원을 하나 이상 골라 주세요."))
        return said

    def given(self) -> LetterGiven:
        said = self.cleaned_data
        return LetterGiven(
            id=said["id"],
            principal=self._who("principal"),
            proxy=self._who("proxy"),
            services=self.wanted(),
            purpose=said["purpose"],
            valid_until=said["valid_until"],
            may_receive=said["may_receive"],
            channel="counter",
        )

    def _who(self, part: str) -> Who:
        said = self.cleaned_data
        return Who(
            name=said[f"{part}_name"],
            phone=said[f"{part}_phone"],
            birth_date=said[f"{part}_birth"],
        )


class CheckForm(forms.Form):
    """What the officer saw with their own eyes. Cards are seen, never copied."""

    saw_letter = forms.BooleanField(
        label=_("서명한 위임장을 봄"),
        required=False,
    )
    saw_principal_copy = forms.BooleanField(
        label=_("위임한 사람의 신분증 사본을 봄"), required=False
    )
    saw_proxy_card = forms.BooleanField(label=_("위임받은 사람의 신분증을 봄"), required=False)
    scan = forms.FileField(
        label=_("위임장 사진(남겨 둘 때만)"),
        required=False,
        help_text=_(
            "신분증은 찍지 않습니다. 위임장만 찍으면 주민등록번호 칸을 가린 뒤 보여 드립니다. "
            "가리기 전의 사진은 어디에도 저장하지 않습니다."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        seen = ("saw_letter", "saw_principal_copy", "saw_proxy_card")
        if not all(said.get(name) for name in seen):
            self.add_error(
                None,
                _(
                    "서명한 위임장, 위임한 사람의 신분증 사본, 위임받은 사람의 신분증을 모두 "
                    "보아야 합니다."
                ),
            )
        return said


class RevokeForm(forms.Form):
    why = text_field(
        _("거두는 까닭"),
        rows=2,
        help=_("위임한 사람이 거두겠다고 한 말을 적습니다. 거두면 이 위임장은 더 쓸 수 없습니다."),
        empty=_("거두는 까닭을 적어 주세요."),
    )


class SettingsForm(forms.Form):
    """How the own dong works with applications."""

    team = forms.TypedChoiceField(
        label=_("새 신청을 맡는 팀"), required=False, coerce=int, empty_value=None
    )
    supplement_days = forms.IntegerField(
        label=_("보완 기한(일)"),
        min_value=1,
        max_value=60,
        help_text=_("보완을 요구할 때 먼저 나오는 날수입니다."),
    )
    letter_days = forms.IntegerField(
        label=_("위임장을 쓸 수 있는 날(일)"),
        min_value=1,
        max_value=365,
        help_text=_("위임장을 만들 때 먼저 나오는 날수입니다."),
    )
    pays_online = forms.BooleanField(
        label=_("수수료를 온라인 카드로도 받음"),
        required=False,
        help_text=_(
            "결제 대행사와 이어져 있을 때만 켭니다. 카드 정보는 이 프로그램에 오지 않습니다."
        ),
    )

    def __init__(self, *args: Any, teams: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [("", _("행정팀")), *teams]  # type: ignore[attr-defined]

"""What the pages of accounts ask."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from dongne.foundation.organisations.public import Account

CODE = {"autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false"}
NEW = {"autocomplete": "new-password"}
USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,39}")


class CodeForm(forms.Form):
    """A code of the app or a recovery code."""

    code = forms.CharField(
        label=_("인증 번호"),
        max_length=20,
        help_text=_("인증 앱의 여섯 자리나 복구 코드 여덟 자리입니다."),
        widget=forms.TextInput(attrs=CODE | {"autofocus": True, "inputmode": "numeric"}),
    )


class AppForm(CodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("앱에 보이는 번호")
        self.fields["code"].help_text = _("여섯 자리입니다. 30초마다 바뀝니다.")


class NewPasswordForm(forms.Form):
    """A new password, twice; checked against what is easily guessed."""

    password = forms.CharField(
        label=_("새 비밀번호"),
        strip=False,
        help_text=_(
            "열 글자 이상으로 정합니다. 흔한 비밀번호나 아이디와 비슷한 것은 쓸 수 없습니다."
        ),
        widget=forms.PasswordInput(attrs=NEW),
    )
    again = forms.CharField(
        label=_("새 비밀번호 한 번 더"), strip=False, widget=forms.PasswordInput(attrs=NEW)
    )

    def __init__(self, *args: Any, account: Account | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password, self.account)
        return password

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("password") and data.get("password") != data.get("again"):
            self.add_error("again", _("두 비밀번호가 서로 다릅니다."))
        return data


class ConfirmForm(forms.Form):
    """Is it still you? The password."""

    password = forms.CharField(
        label=_("비밀번호"),
        strip=False,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )


class LanguageForm(forms.Form):
    language = forms.ChoiceField(label=_("화면 언어"), choices=settings.LANGUAGES)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("까닭"),
        max_length=200,
        help_text=_("권한 이력에 남습니다. 예: 장기 휴직, 기기 분실"),
    )


class SetUpCodeForm(forms.Form):
    code = forms.CharField(
        label=_("시작 번호"),
        max_length=40,
        help_text=_("프로그램을 켠 화면에 나온 번호입니다."),
        widget=forms.TextInput(attrs=CODE),
    )


class SetUpPlaceForm(forms.Form):
    """Where the office stands, and what its units and their heads are called."""

    city = forms.CharField(label=_("시·도"), max_length=60, help_text=_("예: 서울특별시, 경기도"))
    district = forms.CharField(
        label=_("시·군·구"), max_length=60, help_text=_("예: 양천구, 포천시")
    )
    dong = forms.CharField(label=_("읍·면·동"), max_length=60, help_text=_("예: 신정4동, 소흘읍"))
    unit_name = forms.CharField(
        label=_("동네 단위"), max_length=10, initial="통", help_text=_("통 또는 리")
    )
    unit_head_name = forms.CharField(
        label=_("단위의 대표"), max_length=10, initial="통장", help_text=_("통장 또는 이장")
    )


class SetUpLeadForm(NewPasswordForm):
    """Who leads: the first account."""

    name = forms.CharField(
        label=_("이름"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    username = forms.CharField(
        label=_("아이디"),
        max_length=40,
        help_text=_("영문 소문자와 숫자로 세 글자 이상입니다. 예: hong.gildong"),
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "off", "spellcheck": "false"}
        ),
    )
    field_order = ["name", "username", "password", "again"]

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"].strip().lower()
        if not USERNAME.fullmatch(username):
            raise forms.ValidationError(
                _("영문 소문자와 숫자, 점, 빼기표로 세 글자 이상 적어 주세요."), code="username"
            )
        return username

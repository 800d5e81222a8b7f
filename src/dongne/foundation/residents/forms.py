"""What the pages of residents ask. Nothing that is kept of a person is ever put into a field."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dongne.design.forms import Chips, DateInput
from dongne.foundation.openings.public import PURPOSES
from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Tong

from .models import Household, Person
from .queries.duplicates import Compared
from .states import Basis, Language, Means, Relation
from .words import BASES, COLUMNS, LANGUAGES, MEANS, RELATIONS, SEXES, SOURCES

PHONE_ATTRS = {"inputmode": "tel", "autocomplete": "off"}
OFF = {"autocomplete": "off"}


class SearchForm(forms.Form):
    """One box: four digits are the end of a number, more a whole one, everything else a name."""

    words = forms.CharField(
        label=_("이름이나 전화번호"),
        max_length=80,
        widget=forms.TextInput(attrs=OFF),
        help_text=_("이름 전체, 전화번호 전체, 또는 전화번호 끝 네 자리를 적어 주세요."),
        error_messages={"required": _("이름이나 전화번호를 적어 주세요.")},
    )
    birth_date = forms.CharField(
        label=_("생년월일"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={**OFF, "inputmode": "numeric", "placeholder": "1948-03-05"}),
        help_text=_("이름이 같은 사람이 여럿일 때만 적어 주세요."),
    )

    def asked(self) -> dict[str, str]:
        """For `queries.find_persons`."""
        words = self.cleaned_data["words"].strip()
        digits = re.sub(r"\D", "", words)
        found: dict[str, str] = {"birth_date": self.cleaned_data.get("birth_date") or ""}
        if not digits or re.search(r"[^\d\s+().\-]", words):
            found["name"] = words
        elif len(digits) == 4:
            found["last_four"] = digits
        else:
            found["phone"] = words
        return found


class PurposeForm(forms.Form):
    """Why somebody's data is opened."""

    purpose = forms.ChoiceField(label=_("여는 까닭"), widget=Chips)
    detail = forms.CharField(
        label=_("자세한 까닭"),
        max_length=180,
        required=False,
        widget=forms.TextInput(attrs=OFF),
        help_text=_("“기타”를 고르면 꼭 적어 주세요. 이름이나 전화번호는 적지 마세요."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = list(PURPOSES.items())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("purpose") == "other" and not (said.get("detail") or "").strip():
            self.add_error("detail", gettext("무엇 때문에 여는지 적어 주세요."))
        return said

    @property
    def said(self) -> str:
        """The code of a purpose; with details, its words and them."""
        purpose = self.cleaned_data["purpose"]
        detail = " ".join((self.cleaned_data.get("detail") or "").split())
        if not detail:
            return str(purpose)
        return detail if purpose == "other" else f"{PURPOSES[purpose]}: {detail}"


class PersonForm(forms.Form):
    """A new person, or what is to change of one. The services read and refuse; a form only asks.

    For a person who is kept already, empty fields change nothing, and ticked ones are emptied.
    """

    name = forms.CharField(label=COLUMNS["name"], max_length=120, widget=forms.TextInput(OFF))
    birth_date = forms.CharField(
        label=COLUMNS["birth_date"],
        max_length=20,
        required=False,
        widget=forms.TextInput({**OFF, "inputmode": "numeric", "placeholder": "1948-03-05"}),
    )
    phone = forms.CharField(
        label=COLUMNS["phone"], max_length=30, required=False, widget=forms.TextInput(PHONE_ATTRS)
    )
    second_phone = forms.CharField(
        label=COLUMNS["second_phone"],
        max_length=30,
        required=False,
        widget=forms.TextInput(PHONE_ATTRS),
    )
    email = forms.CharField(
        label=COLUMNS["email"],
        max_length=254,
        required=False,
        widget=forms.TextInput({**OFF, "inputmode": "email"}),
    )
    address = forms.CharField(
        label=COLUMNS["address"],
        max_length=250,
        required=False,
        widget=forms.TextInput(OFF),
        help_text=_("도로명주소를 건물 번호까지 적어 주세요. 예: 서울특별시 양천구 신월로12길 34"),
    )
    address_detail = forms.CharField(
        label=COLUMNS["address_detail"],
        max_length=200,
        required=False,
        widget=forms.TextInput(OFF),
        help_text=_("예: 101동 1203호"),
    )
    tong = forms.TypedChoiceField(label=_("관할 통"), coerce=int, required=False, empty_value=None)
    sex = forms.ChoiceField(label=_("성별"), choices=SEXES, required=False, widget=Chips)
    language = forms.ChoiceField(
        label=_("알림을 받을 언어"), choices=LANGUAGES, initial=Language.KOREAN
    )
    reached_by = forms.ChoiceField(
        label=_("원하는 연락 방법"), choices=MEANS, initial=Means.PHONE, widget=Chips
    )
    source = forms.ChoiceField(
        label=_("어디에서 받은 정보인가요"),
        choices=SOURCES,
        help_text=_("본인이 물으면 알려야 합니다(개인정보 보호법 제20조)."),
    )
    note = forms.CharField(
        label=COLUMNS["note"],
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, **OFF}),
        help_text=_("예: 귀가 어두우심. 병명이나 종교처럼 민감한 것은 적지 마세요."),
    )
    clear = forms.MultipleChoiceField(
        label=_("지울 항목"), required=False, widget=forms.CheckboxSelectMultiple
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    SEALED = tuple(COLUMNS)
    PLAIN = ("sex", "language", "reached_by")

    def __init__(
        self, *args: Any, tongs: Iterable[Tong], person: Person | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        units = [(tong.pk, f"{tong.number}{tong.dong.unit_name}") for tong in tongs]
        first = gettext("주소로 찾기") if person is None else gettext("바꾸지 않음")
        self.fields["tong"].choices = [("", first), *units]  # type: ignore[attr-defined]
        if person is None:
            del self.fields["clear"]
            return
        del self.fields["source"]
        self.fields["name"].required = False
        for column, word in COLUMNS.items():
            if kept := getattr(person, column):
                self.fields[column].help_text = gettext(
                    "지금: %(masked)s. 바꿀 때만 적어 주세요."
                ) % {"masked": kept}
                self.fields[column].widget.attrs.pop("placeholder", None)
            elif column == "name":
                self.fields[column].required = True
            self.fields[column].label = word
        self.fields["clear"].choices = [  # type: ignore[attr-defined]
            (column, word)
            for column, word in COLUMNS.items()
            if column != "name" and getattr(person, column)
        ]
        if not self.fields["clear"].choices:  # type: ignore[attr-defined]
            del self.fields["clear"]

    def new(self) -> dict[str, Any]:
        """For `add_person`."""
        said = {name: self.cleaned_data[name] for name in (*self.SEALED, *self.PLAIN, "source")}
        return said | {"tong_id": self.cleaned_data["tong"]}

    def changes(self) -> dict[str, Any]:
        """For `edit_person`: only what was typed, ticked, or chosen differently."""
        cleared = set(self.cleaned_data.get("clear") or ())
        said: dict[str, Any] = {
            name: text for name in self.SEALED if (text := self.cleaned_data[name])
        }
        said |= {name: "" for name in cleared - set(said)}
        said |= {name: self.cleaned_data[name] for name in self.PLAIN}
        if self.cleaned_data["tong"] is not None:
            said["tong_id"] = self.cleaned_data["tong"]
        return said


class FoundForm(forms.Form):
    """A new household for somebody, or one that is there already at the same address."""

    household = forms.ChoiceField(label=_("어느 세대인가요"), widget=forms.RadioSelect)
    relation = forms.ChoiceField(label=_("세대주와의 관계"), choices=RELATIONS)
    starts_on = forms.DateField(label=_("들어온 날"), widget=DateInput)
    address = forms.CharField(
        label=_("세대의 주소"), max_length=250, required=False, widget=forms.TextInput(OFF)
    )
    address_detail = forms.CharField(
        label=COLUMNS["address_detail"],
        max_length=200,
        required=False,
        widget=forms.TextInput(OFF),
    )

    NEW = "new"

    def __init__(
        self, *args: Any, at_address: list[tuple[Household, str]], has_address: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        new = gettext("새 세대를 만듭니다. 이 사람이 세대주입니다.")
        choices = [*((str(one.pk), told) for one, told in at_address), (self.NEW, new)]
        self.fields["household"].choices = choices  # type: ignore[attr-defined]
        self.fields["household"].initial = choices[0][0]
        self.fields["relation"].initial = Relation.HEAD if len(choices) == 1 else Relation.CHILD
        if has_address:
            self.fields["address"].help_text = gettext("비워 두면 이 사람의 주소로 만듭니다.")


class JoinForm(forms.Form):
    """Somebody found by `SearchForm` comes into the household."""

    person = forms.UUIDField(widget=forms.HiddenInput)
    relation = forms.ChoiceField(label=_("세대주와의 관계"), choices=RELATIONS)
    starts_on = forms.DateField(label=_("들어온 날"), widget=DateInput)

    def __init__(self, *args: Any, has_head: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_head:
            self.fields["relation"].choices = RELATIONS[1:]  # type: ignore[attr-defined]


class LeaveForm(forms.Form):
    person = forms.UUIDField(widget=forms.HiddenInput)
    ends_on = forms.DateField(label=_("나간 날"), widget=DateInput)


class AddressForm(forms.Form):
    """The household's address; nothing typed, nothing changed."""

    address = forms.CharField(
        label=COLUMNS["address"], max_length=250, required=False, widget=forms.TextInput(OFF)
    )
    address_detail = forms.CharField(
        label=COLUMNS["address_detail"],
        max_length=200,
        required=False,
        widget=forms.TextInput(OFF),
    )
    tong = forms.TypedChoiceField(label=_("관할 통"), coerce=int, required=False, empty_value=None)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, tongs: Iterable[Tong], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = [(tong.pk, f"{tong.number}{tong.dong.unit_name}") for tong in tongs]
        self.fields["tong"].choices = [("", gettext("주소로 찾기")), *units]  # type: ignore[attr-defined]


class BlockForm(forms.Form):
    """Who is kept away from whom, and why."""

    protects = forms.ChoiceField(label=_("누구를 보호하나요"), widget=forms.RadioSelect)
    officer = forms.TypedChoiceField(
        label=_("가까이 두면 안 되는 직원"), coerce=int, required=False, empty_value=None
    )
    blocked_name = forms.CharField(
        label=_("차단할 사람의 이름"), max_length=120, required=False, widget=forms.TextInput(OFF)
    )
    blocked_birth_date = forms.CharField(
        label=_("차단할 사람의 생년월일"),
        max_length=20,
        required=False,
        widget=forms.TextInput({**OFF, "placeholder": "1948-03-05"}),
    )
    blocked_phone = forms.CharField(
        label=_("차단할 사람의 전화번호"),
        max_length=30,
        required=False,
        widget=forms.TextInput(PHONE_ATTRS),
    )
    blocked_person = forms.ChoiceField(
        label=_("주민 목록에 있는 사람인가요"), required=False, widget=forms.RadioSelect
    )
    basis = forms.ChoiceField(label=_("근거"), choices=BASES, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("근거 문서"),
        max_length=300,
        required=False,
        widget=forms.TextInput(OFF),
        help_text=_("예: 법원 결정 번호, 신청서 접수 번호"),
    )
    ends_on = forms.DateField(
        label=_("끝나는 날"),
        required=False,
        widget=DateInput,
        help_text=_("비워 두면 풀 때까지 이어집니다."),
    )

    def __init__(
        self,
        *args: Any,
        officers: list[tuple[str, list[Officer]]],
        household: Household | None,
        found: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["blocked_person"].choices = [("", gettext("목록에 없는 사람")), *found]  # type: ignore[attr-defined]
        protects = [("person", gettext("이 사람, 그리고 지금 함께 사는 사람"))]
        if household is not None:
            protects.append(("household", gettext("세대 전체 (나중에 나간 사람도)")))
        groups = [
            (place, [(one.pk, f"{one.name} ({one.team.name})") for one in people])
            for place, people in officers
        ]
        self.fields["protects"].choices = protects  # type: ignore[attr-defined]
        self.fields["protects"].initial = "person"
        self.fields["officer"].choices = [("", gettext("직원이 아님")), *groups]  # type: ignore[attr-defined]
        self.fields["basis"].initial = Basis.REGISTRATION


class LiftForm(forms.Form):
    reason = forms.CharField(
        label=_("푸는 까닭"), max_length=200, widget=forms.TextInput(attrs=OFF)
    )


__all__ = [
    "AddressForm",
    "BlockForm",
    "FoundForm",
    "JoinForm",
    "LeaveForm",
    "LiftForm",
    "PersonForm",
    "PurposeForm",
    "SearchForm",
]


class MergeForm(forms.Form):
    """Of each column that differs: whose value stays. Values are never put into the form."""

    KEPT, GONE = "kept", "gone"

    def __init__(self, *args: Any, rows: Iterable[Compared], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = list(rows)
        for row in self.rows:
            if not row.same and row.kept and row.gone:
                self.fields[row.column] = forms.ChoiceField(
                    label=row.label,
                    widget=Chips,
                    initial=self.KEPT,
                    choices=[(self.KEPT, _("왼쪽")), (self.GONE, _("오른쪽"))],
                )

    @property
    def take(self) -> list[str]:
        """Columns that the right one gives; of a valid form."""
        return [name for name, side in self.cleaned_data.items() if side == self.GONE]

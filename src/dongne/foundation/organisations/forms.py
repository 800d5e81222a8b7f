"""Forms of people, teams, absences and places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from dongne.design.forms import Chips, DateInput, MultiChips
from dongne.foundation.scope.public import Role

from .models import AbsenceKind, Officer, Team, TeamKind
from .words import ROLES

code_validator = RegexValidator(
    r"^[a-z0-9][a-z0-9-]*$", _("영어 소문자와 숫자, 붙임표(-)만 쓸 수 있습니다.")
)
NUMBERS = RegexValidator(r"^\s*\d+(\s*[~\-,]\s*\d+)*\s*$", _("예: 1~12 또는 3, 5, 7"))


class TitledForm(forms.Form):
    """Name and title of somebody."""

    name = forms.CharField(label=_("이름"), max_length=40)
    title = forms.CharField(label=_("직위"), max_length=40, initial=pgettext_lazy("role", "주무관"))
    title_en = forms.CharField(
        label=_("영어 직위"),
        max_length=40,
        required=False,
        help_text=_("영어 화면에서 보일 이름입니다. 비워 두면 한국어 직위를 씁니다."),
    )


class PersonForm(TitledForm):
    """Somebody new."""

    team = forms.ChoiceField(label=_("팀"))
    roles = forms.MultipleChoiceField(
        label=_("역할"),
        required=False,
        widget=MultiChips,
        help_text=_("아무것도 고르지 않으면 주무관입니다."),
    )
    starts_on = forms.DateField(label=_("첫 근무일"), widget=DateInput)
    username = forms.CharField(
        label=_("아이디"),
        max_length=60,
        required=False,
        validators=[code_validator],
        help_text=_("로그인할 때 쓰는 이름입니다. 예: sinjeong4-24"),
    )
    reason = forms.CharField(label=_("근거"), max_length=200, required=False)

    def __init__(
        self, *args: Any, teams: Sequence[Team], roles: Iterable[Role], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = team_choices(teams)  # type: ignore[attr-defined]
        self.fields["roles"].choices = role_choices(roles)  # type: ignore[attr-defined]


class NamedForm(TitledForm):
    """Name, title and place in the list of somebody who works here."""

    position = forms.IntegerField(
        label=_("팀에서의 순서"),
        min_value=1,
        max_value=999,
        help_text=_("작은 수가 명단에서 먼저 나옵니다."),
    )


class RolesForm(forms.Form):
    roles = forms.MultipleChoiceField(label=_("역할"), required=False, widget=MultiChips)
    reason = forms.CharField(label=_("근거"), max_length=200, required=False)

    def __init__(self, *args: Any, roles: Iterable[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = role_choices(roles)  # type: ignore[attr-defined]


class MoveForm(forms.Form):
    """`teams` are grouped by office where the viewer looks after several."""

    team = forms.ChoiceField(label=_("옮겨 갈 팀"))
    starts_on = forms.DateField(label=_("발령일"), widget=DateInput)
    title = forms.CharField(label=_("직위"), max_length=40)
    reason = forms.CharField(label=_("근거"), max_length=200, required=False)

    def __init__(self, *args: Any, teams: list[tuple[Any, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = teams  # type: ignore[attr-defined]


class LeaveForm(forms.Form):
    last_day = forms.DateField(label=_("마지막 근무일"), widget=DateInput)
    reason = forms.CharField(
        label=_("사유"),
        max_length=200,
        required=False,
        help_text=_("예: 정년퇴직, 다른 기관으로 전출"),
    )


class ReturnForm(forms.Form):
    team = forms.ChoiceField(label=_("팀"))
    starts_on = forms.DateField(label=_("복직일"), widget=DateInput)
    reason = forms.CharField(label=_("근거"), max_length=200, required=False)

    def __init__(self, *args: Any, teams: Sequence[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = team_choices(teams)  # type: ignore[attr-defined]


class DaysForm(forms.Form):
    """First and last day; without a last one there is no end yet."""

    starts_on = forms.DateField(label=_("첫날"), widget=DateInput)
    ends_on = forms.DateField(
        label=_("마지막 날"),
        widget=DateInput,
        required=False,
        help_text=_("언제 돌아올지 모르면 비워 둡니다."),
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("starts_on"), given.get("ends_on")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.add_error("ends_on", gettext("마지막 날이 첫날보다 앞섭니다."))
        return given


class AbsenceForm(DaysForm):
    """An absence; `officers` only for whoever records those of others."""

    officer = forms.ChoiceField(label=_("누가"))
    kind = forms.ChoiceField(label=_("종류"), choices=AbsenceKind.choices, widget=Chips)
    deputy = forms.ChoiceField(
        label=_("대직자"),
        required=False,
        help_text=_("이 기간에 결재와 업무를 대신할 사람입니다."),
    )
    reason = forms.CharField(label=_("메모"), max_length=100, required=False)
    field_order = ["officer", "kind", "starts_on", "ends_on", "deputy", "reason"]

    def __init__(
        self, *args: Any, officers: Sequence[Officer], deputies: Sequence[Officer], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].choices = people_choices(officers)  # type: ignore[attr-defined]
        self.fields["deputy"].choices = [  # type: ignore[attr-defined]
            ("", gettext("아직 정하지 않음")),
            *people_choices(deputies),
        ]


class DeputyForm(forms.Form):
    """Who stands in for the rest of an absence, from a day on."""

    deputy = forms.ChoiceField(label=_("대직자"))
    starts_on = forms.DateField(label=_("언제부터"), widget=DateInput)

    def __init__(self, *args: Any, deputies: Sequence[Officer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deputy"].choices = [  # type: ignore[attr-defined]
            ("", gettext("골라 주세요")),
            *people_choices(deputies),
        ]


class EndForm(forms.Form):
    last_day = forms.DateField(label=_("자리를 비운 마지막 날"), widget=DateInput)


class TeamForm(forms.Form):
    name = forms.CharField(label=_("이름"), max_length=60)
    name_en = forms.CharField(label=_("영어 이름"), max_length=60, required=False)
    kind = forms.ChoiceField(label=_("종류"), widget=Chips)

    def __init__(self, *args: Any, kinds: Iterable[TeamKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]


class PlaceWordsForm(forms.Form):
    """What the parts of a dong are called."""

    unit_name = forms.CharField(
        label=_("하위 단위"), max_length=10, help_text=_("예: 통, 리, 마을")
    )
    unit_head_name = forms.CharField(
        label=_("그 대표"), max_length=10, help_text=_("예: 통장, 이장")
    )
    part_name = forms.CharField(label=_("그 아래 단위"), max_length=10, help_text=_("예: 반"))
    part_head_name = forms.CharField(label=_("그 대표"), max_length=10, help_text=_("예: 반장"))


class PlaceForm(forms.Form):
    """A place's own name and what such a place is called."""

    name = forms.CharField(label=_("이름"), max_length=60)
    name_en = forms.CharField(label=_("영어 이름"), max_length=60, required=False)
    level_name = forms.CharField(
        label=_("단계 이름"),
        max_length=10,
        help_text=_("예: 특별시, 도, 시, 군, 구, 읍, 면, 동"),
    )


class NewPlaceForm(PlaceForm):
    code = forms.CharField(
        label=_("주소 이름"),
        max_length=40,
        validators=[code_validator],
        help_text=_("인터넷 주소에 쓰는 영어 이름입니다. 나중에 바꿀 수 없습니다. 예: sinjeong4"),
    )
    tongs = forms.IntegerField(
        label=_("통·리의 수"), min_value=0, max_value=500, required=False, initial=0
    )
    field_order = ["name", "name_en", "code", "level_name", "tongs"]


class NumbersForm(forms.Form):
    """Numbers of tongs as an office writes them: 1~12, 15."""

    numbers = forms.CharField(
        label=_("번호"),
        max_length=200,
        validators=[NUMBERS],
        help_text=_("여러 개는 쉼표나 물결표로 적습니다. 예: 1~12, 15"),
    )

    def clean_numbers(self) -> list[int]:
        found: set[int] = set()
        for part in str(self.cleaned_data["numbers"]).replace("-", "~").split(","):
            first, _tilde, last = part.partition("~")
            low, high = int(first), int(last.rpartition("~")[2] or first)
            if high - low > 500:
                raise forms.ValidationError(gettext("한 번에 500개까지 적을 수 있습니다."))
            found.update(range(low, high + 1))
        return sorted(found)


class RenumberForm(forms.Form):
    number = forms.IntegerField(label=_("지금 번호"), min_value=1, max_value=500)
    becomes = forms.IntegerField(label=_("새 번호"), min_value=1, max_value=500)


def team_choices(teams: Iterable[Team]) -> list[tuple[str, str]]:
    return [(str(team.pk), team.name) for team in teams]


def role_choices(roles: Iterable[Role]) -> list[tuple[str, Any]]:
    return [(str(role), ROLES[role]) for role in ROLES if role in set(roles) - {Role.OFFICER}]


def people_choices(officers: Iterable[Officer]) -> list[tuple[str, str]]:
    return [
        (str(officer.pk), f"{officer.name} · {officer.title} · {officer.team.name}")
        for officer in officers
    ]

"""What each deed of a case asks: as little as it needs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from dongne.design.forms import Chips, DateInput, PhotoInput

from ..states import FINISHED, Outcome, OutsideSystem, PhotoRole, Waiting
from ..words import OUTCOMES, OUTSIDE_SYSTEMS, PHOTO_ROLES, WAITING

LONGEST = 4000
NO_NAMES = _(
    "주민의 이름은 알아볼 수 없어 그대로 남으니 적지 마세요. 전화번호와 이메일은 저장할 때 글에서 "
    "빼서 따로 보관합니다."
)
RESIDENT_READS = _("주민이 그대로 읽는 글입니다. 어려운 행정 용어 대신 쉬운 말로 적어 주세요.")


def text_field(
    label: Any, *, rows: int = 3, required: bool = True, help: Any = "", empty: Any = ""
) -> forms.CharField:
    """A text of several lines; `empty` is what is said when it is missing."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST,
        help_text=help,
        widget=forms.Textarea(attrs={"rows": rows, "maxlength": LONGEST}),
        error_messages={"required": empty or _("내용을 적어 주세요.")},
    )


class FilesInput(PhotoInput):
    """All files of the field, or none."""

    def value_from_datadict(self, data: Any, files: MultiValueDict[str, Any], name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else []


class PhotosField(forms.FileField):
    """Any number of photos; which of them is one is found out when they are taken in."""

    widget = FilesInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return list(data or [])


class CaseForm(forms.Form):
    """What every deed carries: the version that was on the screen, and since when it was there."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    seen_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    photo_fields: tuple[tuple[str, str], ...] = ()
    """(field, role) of the photos that the form takes."""

    @property
    def has_questions(self) -> bool:
        return any(not field.widget.is_hidden for field in self.fields.values())

    @property
    def takes_files(self) -> bool:
        return bool(self.photo_fields)

    def asked(self) -> list[Any]:
        """Visible fields in their order."""
        return list(self.visible_fields())


class NoteForm(CaseForm):
    text = text_field(
        _("내부 메모"), help=NO_NAMES, empty=_("메모를 적어 주세요. 빈 메모는 남기지 않습니다.")
    )


class ProgressForm(CaseForm):
    text = text_field(
        _("주민에게 알릴 경과"),
        help=RESIDENT_READS,
        empty=_("주민에게 알릴 내용을 적어 주세요."),
    )


class WaitForm(CaseForm):
    for_what = forms.ChoiceField(
        label=_("무엇을 기다리나요"),
        widget=Chips,
        choices=[(one.value, WAITING[one]) for one in Waiting],
        error_messages={"required": _("무엇을 기다리는지 골라 주세요.")},
    )
    until = forms.DateField(
        label=_("언제까지"),
        widget=DateInput,
        help_text=_("이 날이 되면 다시 알려 드립니다."),
        error_messages={
            "required": _("언제까지 기다릴지 날짜를 골라 주세요."),
            "invalid": _("날짜를 확인해 주세요."),
        },
    )
    why = text_field(
        _("까닭"),
        rows=2,
        help=_("예: 자재가 11월 30일에 들어옵니다."),
        empty=_("왜 기다리는지 적어 주세요. 주민이 물으면 이 글로 답합니다."),
    )


class FinishForm(CaseForm):
    """Solved: measure and, where there is one, the photo after it. Not ours: who is. Not
    possible: why, and what the resident can do instead.
    """

    outcome = forms.ChoiceField(
        label=_("어떻게 되었나요"),
        widget=Chips,
        choices=[(one.value, OUTCOMES[one]) for one in FINISHED],
        error_messages={"required": _("결과를 골라 주세요.")},
    )
    measure = text_field(
        _("조치 내용"),
        help=_("무엇을 어떻게 했는지, 또는 왜 할 수 없는지 적습니다. 주민이 읽습니다."),
        empty=_("무엇을 했는지 적어 주세요. 한 일이 없으면 처리를 마칠 수 없습니다."),
    )
    responsible = forms.CharField(
        label=_("맡은 곳"),
        required=False,
        max_length=200,
        help_text=_("“우리 소관 아님”이면 어느 기관이나 부서가 맡는지 꼭 적어 주세요."),
    )
    remedy = text_field(
        _("다른 방법"),
        rows=2,
        required=False,
        help=_("“처리할 수 없음”이면 주민이 대신 할 수 있는 일을 꼭 적어 주세요."),
    )
    photos_after = PhotosField(label=_("조치 후 사진"))
    photo_fields = (("photos_after", PhotoRole.AFTER.value),)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        outcome = said.get("outcome")
        if outcome == Outcome.NOT_OURS and not said.get("responsible"):
            self.add_error("responsible", _("어느 기관이나 부서가 맡는지 적어 주세요."))
        if outcome == Outcome.NOT_POSSIBLE and not said.get("remedy"):
            self.add_error("remedy", _("주민이 대신 할 수 있는 일을 적어 주세요."))
        return said


class RepeatedForm(CaseForm):
    """The end of what was answered twice: told like any other, then closed."""

    measure = text_field(
        _("종결하는 까닭"),
        help=_("앞에 언제 무엇이라고 답했는지 적습니다. 주민이 읽습니다."),
        empty=_("앞에 언제 무엇이라고 답했는지 적어 주세요."),
    )
    remedy = text_field(
        _("다른 방법"),
        rows=2,
        help=_("이의가 있을 때 주민이 할 수 있는 일. 예: 국민권익위원회 고충민원"),
        empty=_("주민이 대신 할 수 있는 일을 적어 주세요."),
    )


class InformForm(CaseForm):
    text = text_field(
        _("구역 담당자에게"),
        help=_("무엇을 어떻게 했는지 짧게 적어 주세요. 담당자가 주민보다 먼저 압니다."),
        empty=_("구역 담당자에게 알릴 내용을 적어 주세요."),
    )


class CloseForm(CaseForm):
    reason = text_field(_("덧붙일 말"), rows=2, required=False, help=_("없으면 비워 두세요."))


class ReasonForm(CaseForm):
    """One text that must be there."""

    reason = text_field(_("까닭"), empty=_("까닭을 적어 주세요."))


class AnswerForm(CaseForm):
    answer = text_field(
        _("주민에게 하는 답"), help=RESIDENT_READS, empty=_("왜 다시 열지 않는지 답해 주세요.")
    )


class NoContactForm(CaseForm):
    reason = text_field(
        _("연락하지 못한 까닭"),
        help=_(
            "언제, 어떤 방법으로 몇 번 연락했는지 적어 주세요. 예: 전화 3회(11. 20.~22.) 받지 않음"
        ),
        empty=_("왜 주민에게 알리지 못했는지 적어 주세요. 까닭 없이는 종결할 수 없습니다."),
    )


class SendBackForm(CaseForm):
    reason = text_field(
        _("돌려보내는 까닭"),
        empty=_("왜 맡을 수 없는지 적어 주세요. 까닭 없이는 돌려보낼 수 없습니다."),
    )
    responsible = forms.CharField(
        label=_("누가 맡아야 하나요"),
        required=False,
        max_length=200,
        help_text=_("알면 적어 주세요. 보낸 사람이 다음에 어디로 보낼지 압니다."),
    )


class ResultForm(CaseForm):
    result = text_field(_("결과"), empty=_("결과를 적어 주세요."))


class OutsideForm(CaseForm):
    system = forms.ChoiceField(
        label=_("어디에 등록했나요"),
        widget=Chips,
        choices=[(one.value, OUTSIDE_SYSTEMS[one]) for one in OutsideSystem],
        error_messages={"required": _("어느 시스템인지 골라 주세요.")},
    )
    number = forms.CharField(
        label=_("접수번호"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("그 시스템에서 받은 번호를 그대로 적어 주세요."),
        error_messages={"required": _("접수번호를 적어 주세요.")},
    )
    system_name = forms.CharField(
        label=_("다른 시스템의 이름"),
        required=False,
        max_length=60,
        help_text=_("위에서 “다른 시스템”을 골랐을 때 적어 주세요."),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("system") == OutsideSystem.OTHER and not said.get("system_name"):
            self.add_error("system_name", _("어느 시스템인지 이름을 적어 주세요."))
        return said


class PhotosForm(CaseForm):
    photos_before = PhotosField(label=PHOTO_ROLES[PhotoRole.BEFORE])
    photos_after = PhotosField(label=PHOTO_ROLES[PhotoRole.AFTER])
    photos_other = PhotosField(label=PHOTO_ROLES[PhotoRole.OTHER])
    photo_fields = (
        ("photos_before", PhotoRole.BEFORE.value),
        ("photos_after", PhotoRole.AFTER.value),
        ("photos_other", PhotoRole.OTHER.value),
    )


class ParentForm(CaseForm):
    number = forms.CharField(
        label=_("상위 건의 접수번호"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("큰 공사처럼 여러 건을 묶는 건의 번호입니다. 비우면 묶음에서 뺍니다."),
    )

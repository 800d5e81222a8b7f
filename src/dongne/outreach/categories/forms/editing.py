"""The whole form of a category: filled from what holds, read back as what the place says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.design.forms import DateInput

from ..rules import LONGEST, TEXTS, written_numbers
from ..words import ICONS, KEYS, PETITIONS
from .lines import QuestionLine, TongLine, question_value, sent_values, unit_from, unit_key

FURTHER = {"zh": gettext_lazy("중국어"), "vi": gettext_lazy("베트남어")}
"""Languages besides Korean and English that the form asks for; any other stays as it is."""
LANGUAGES = {"ko": "", "en": gettext_lazy("영어"), **FURTHER}
LONG = ("help", "easy", "promise", "why_longer")
TARGET_UNITS = (
    ("", gettext_lazy("목표 없음")),
    ("h", gettext_lazy("근무시간")),
    ("wd", gettext_lazy("근무일")),
    ("cd", gettext_lazy("일(휴일 포함)")),
)
HELPS = {
    "help": gettext_lazy("신고할 때 이름 아래에 보이는 설명입니다."),
    "easy": gettext_lazy("글을 읽기 어려운 주민에게 보이는 한 문장입니다."),
    "promise": gettext_lazy("접수증에 그대로 적히는 문장입니다."),
    "why_longer": gettext_lazy(
        "적어 두면 기타민원의 ‘즉시’(3근무시간) 대신 처리 목표가 기한이 됩니다. "
        "민원 처리에 관한 법률 시행령 제19조의 정당한 사유입니다."
    ),
    "group": gettext_lazy("이름이 같은 묶음은 함께 보입니다."),
}


class CategoryForm(forms.Form):
    """`place` says which units may be named; `origins` says by part where it comes from now."""

    code = forms.CharField(
        label=gettext_lazy("짧은 이름"),
        max_length=40,
        help_text=gettext_lazy(
            "다른 프로그램이 부르는 이름. 영어 소문자. 나중에 바꿀 수 없습니다. 예: playground"
        ),
    )
    petition = forms.ChoiceField(label=KEYS["petition"], choices=list(PETITIONS.items()))
    target_amount = forms.IntegerField(
        label=KEYS["target"], required=False, min_value=1, max_value=999
    )
    target_unit = forms.ChoiceField(
        label=gettext_lazy("단위"), required=False, choices=TARGET_UNITS
    )
    unit = forms.ChoiceField(label=KEYS["unit"])
    duty_words = forms.CharField(
        label=KEYS["duty_words"],
        required=False,
        max_length=600,
        help_text=gettext_lazy("빈칸으로 나눕니다. 앞에 적은 말일수록 중요합니다."),
    )
    keywords = forms.CharField(
        label=KEYS["keywords"],
        required=False,
        max_length=600,
        help_text=gettext_lazy("주민이 찾아볼 만한 말을 빈칸으로 나누어 적습니다."),
    )
    public = forms.BooleanField(
        label=gettext_lazy("지도와 통계에 보일 수 있습니다"), required=False
    )
    restricted = forms.BooleanField(
        label=gettext_lazy("담당자만 내용을 봅니다 (다른 직원에게는 건수만)"), required=False
    )
    offered = forms.BooleanField(label=gettext_lazy("이 분류를 씁니다"), required=False)
    field = forms.ChoiceField(
        label=KEYS["field"], help_text=gettext_lazy("이 건으로 활동을 적을 때의 분야입니다.")
    )
    icon = forms.ChoiceField(label=KEYS["icon"])
    position = forms.IntegerField(label=KEYS["position"], min_value=0, max_value=9999)
    valid_from = forms.DateField(
        label=gettext_lazy("시행일"),
        widget=DateInput,
        help_text=gettext_lazy("이 날부터 접수하는 건이 따릅니다. 접수해 둔 건은 그대로입니다."),
    )
    reason = forms.CharField(label=gettext_lazy("바꾸는 까닭"), required=False, max_length=200)
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        new: bool,
        units: list[Any],
        fields: list[tuple[str, str]],
        origins: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if not new:
            del self.fields["code"]
        for key in TEXTS:
            for language, word in LANGUAGES.items():
                self.fields[f"{key}_{language}"] = _text_field(key, language, str(word))
        choices: Any = self.fields["unit"]
        choices.choices = units
        choices = self.fields["field"]
        choices.choices = fields
        choices = self.fields["icon"]
        choices.choices = list(ICONS.items())
        self.origins = origins
        for key, word in origins.items():
            name = "target_amount" if key == "target" else key
            if name in self.fields:
                field = self.fields[name]
                field.help_text = " ".join(filter(None, (str(field.help_text or ""), word)))

    def pairs(self) -> dict[str, dict[str, Any]]:
        """The texts in Korean and English side by side, with what is said of both."""
        return {
            key: {
                "help": " ".join(
                    filter(None, (str(HELPS.get(key, "")), self.origins.get(key, "")))
                ),
                "ko": self[f"{key}_ko"],
                "en": self[f"{key}_en"],
            }
            for key in TEXTS
        }


def _text_field(key: str, language: str, word: str) -> forms.CharField:
    label = str(KEYS[key])
    if word:
        label = _("%(label)s(%(language)s)") % {"label": label, "language": word}
    widget: Any = forms.TextInput
    if key in LONG:
        widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(
        label=label,
        required=key in ("name", "group") and language in ("ko", "en"),
        max_length=LONGEST[key],
        widget=widget,
    )


@dataclass(slots=True)
class Sheet:
    """The form with its lines. `base` is the whole content that it was filled from."""

    form: CategoryForm
    questions: list[QuestionLine]
    tongs: list[TongLine]
    base: Mapping[str, Any]

    def is_valid(self) -> bool:
        """All parts are looked at, so that all faults show at once."""
        return all([part.is_valid() for part in (self.form, *self.questions, *self.tongs)])

    def quiet(self) -> None:
        """Lines were moved and nothing was sent to be kept: nothing is complained of."""
        for part in (self.form, *self.questions, *self.tongs):
            part.is_valid()
            part.errors.clear()

    def values(self) -> dict[str, Any]:
        """A whole content; what the form doesn't ask is as it was."""
        said = self.form.cleaned_data
        known = {question["code"]: question for question in self.base["questions"]}
        questions = (line.said(known.get(line.cleaned_data["code"], {})) for line in self.questions)
        tongs = (line.said() for line in self.tongs)
        amount, unit = said["target_amount"], said["target_unit"]
        texts = {
            key: _texts(self.base[key], {at: said[f"{key}_{at}"] for at in LANGUAGES})
            for key in TEXTS
        }
        return {
            **texts,
            "petition": said["petition"],
            "target": f"{amount}{unit}" if amount and unit else "",
            "unit": unit_from(said["unit"]),
            "duty_words": _words(said["duty_words"]),
            "keywords": _words(said["keywords"]),
            "public": said["public"] and not said["restricted"],
            "restricted": said["restricted"],
            "offered": said["offered"],
            "field": said["field"],
            "icon": said["icon"],
            "position": said["position"],
            "questions": [question for question in questions if question],
            "tongs": [one for one in tongs if one],
        }


def filled(content: Mapping[str, Any], *, units: list[Any], **form: Any) -> Sheet:
    """As it holds, with an empty line below the questions and the tongs."""
    target = content["target"]
    unit = target.lstrip("0123456789")
    first = {
        **{f"{key}_{at}": content[key].get(at, "") for key in TEXTS for at in LANGUAGES},
        **{
            key: content[key]
            for key in ("petition", "public", "restricted", "offered", "field", "icon", "position")
        },
        "target_amount": target.removesuffix(unit) if unit else None,
        "target_unit": unit,
        "unit": unit_key(content["unit"]),
        "duty_words": " ".join(content["duty_words"]),
        "keywords": " ".join(content["keywords"]),
        **form.pop("first"),
    }
    questions = [question_value(question) for question in content["questions"]]
    tongs = [
        {"tongs": written_numbers(one["tongs"]), "unit": unit_key(one["unit"])}
        for one in content["tongs"]
    ]
    return Sheet(
        CategoryForm(initial=first, units=units, **form),
        [QuestionLine(initial=one, prefix=f"question-{at}") for at, one in enumerate(questions)],
        [
            TongLine(initial=one, prefix=f"tong-{at}", units=units)
            for at, one in enumerate([*tongs, {}])
        ],
        content,
    )


def sent(data: QueryDict, content: Mapping[str, Any], *, units: list[Any], **form: Any) -> Sheet:
    """As it came, after the button that was pressed."""
    form.pop("first")
    questions = sent_values(data, "question", list(QuestionLine.base_fields))
    tongs = sent_values(data, "tong", list(TongLine.base_fields))
    return Sheet(
        CategoryForm(data, units=units, **form),
        [
            QuestionLine(_prefixed(f"question-{at}", one), prefix=f"question-{at}")
            for at, one in enumerate(questions)
        ],
        [
            TongLine(_prefixed(f"tong-{at}", one), prefix=f"tong-{at}", units=units)
            for at, one in enumerate(tongs)
        ],
        content,
    )


def _prefixed(prefix: str, row: Mapping[str, str]) -> dict[str, str]:
    return {f"{prefix}-{name}": value for name, value in row.items() if value}


def _texts(before: Mapping[str, str], said: Mapping[str, str]) -> dict[str, str]:
    """With the languages that the form doesn't ask for; an empty text is none."""
    return {language: text for language, text in {**before, **said}.items() if text}


def _words(text: str) -> list[str]:
    return list(dict.fromkeys(text.replace(",", " ").split()))

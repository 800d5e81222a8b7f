"""Lines of the form: a question with its choices, and tongs that are somebody else's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..rules import MOST_QUESTIONS, read_numbers, written_numbers
from ..states import QuestionKind
from ..words import QUESTIONS

CHOICES = gettext_lazy(
    "한 줄에 하나씩, 영어 소문자로 짧은 이름을 쓰고 “=” 뒤에 한국어, “/” 뒤에 영어를 적습니다. "
    "예: surface = 차도 / The road"
)


class QuestionLine(forms.Form):
    """One question. Without its text: no question."""

    code = forms.CharField(
        label=gettext_lazy("짧은 이름"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("다른 프로그램이 부르는 이름. 영어 소문자. 예: what"),
    )
    text_ko = forms.CharField(label=gettext_lazy("물음"), required=False, max_length=200)
    text_en = forms.CharField(label=gettext_lazy("물음(영어)"), required=False, max_length=200)
    kind = forms.ChoiceField(
        label=gettext_lazy("답하는 방법"), choices=list(QUESTIONS.items()), required=False
    )
    choices = forms.CharField(
        label=gettext_lazy("보기 (고르기일 때만)"),
        required=False,
        max_length=3000,
        help_text=CHOICES,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    required = forms.BooleanField(label=gettext_lazy("꼭 답해야 합니다"), required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self.is_blank(said):
            return said
        if not (said.get("text_ko") and said.get("text_en")):
            self.add_error("text_ko", _("물음을 한국어와 영어로 적어 주세요."))
        if not said.get("code"):
            self.add_error("code", _("짧은 이름을 적어 주세요."))
        try:
            said["told"] = read_choices(said.get("choices", ""))
        except ValueError as wrong:
            self.add_error(
                "choices", _("“%(line)s”을(를) 읽을 수 없습니다.") % {"line": str(wrong)}
            )
        return said

    @staticmethod
    def is_blank(said: Mapping[str, Any]) -> bool:
        return not any(said.get(name) for name in ("code", "text_ko", "text_en", "choices"))

    def said(self, before: Mapping[str, Any]) -> dict[str, Any] | None:
        """`before` is the question of that code, for what it says in further languages."""
        said = self.cleaned_data
        if self.is_blank(said):
            return None
        choices = said.get("told", [])
        known = {one["key"]: one["name"] for one in before.get("choices", [])}
        asks = said["kind"] in (QuestionKind.CHOICE, QuestionKind.CHOICES)
        return {
            "code": said["code"],
            "kind": said["kind"],
            "text": {**before.get("text", {}), "ko": said["text_ko"], "en": said["text_en"]},
            "choices": [
                {"key": key, "name": {**known.get(key, {}), "ko": ko, "en": en}}
                for key, ko, en in (choices if asks else [])
            ],
            "required": said["required"],
        }


class TongLine(forms.Form):
    """Some tongs, and who takes it there. Without tongs: nothing."""

    tongs = forms.CharField(
        label=gettext_lazy("통 번호"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("예: 1-3, 7"),
    )
    unit = forms.ChoiceField(label=gettext_lazy("맡는 곳"), required=False)

    def __init__(self, *args: Any, units: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]

    def clean_tongs(self) -> str:
        text: str = self.cleaned_data["tongs"]
        try:
            return written_numbers(read_numbers(text))
        except ValueError:
            raise forms.ValidationError(
                _("통 번호를 숫자로 적어 주세요. 예: 1-3, 7"), code="not_tongs"
            ) from None

    def said(self) -> dict[str, Any] | None:
        numbers = read_numbers(self.cleaned_data["tongs"])
        if not numbers:
            return None
        return {"tongs": numbers, "unit": unit_from(self.cleaned_data["unit"])}


def read_choices(text: str) -> list[tuple[str, str, str]]:
    """`(key, Korean, English)` of each line. Raises ValueError with the line that has no such
    shape."""
    found = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        key, equals, names = line.partition("=")
        ko, slash, en = names.rpartition("/")
        if not (equals and slash and key.strip() and ko.strip() and en.strip()):
            raise ValueError(line[:40])
        found.append((key.strip()[:40], ko.strip()[:60], en.strip()[:60]))
    return found


def written_choices(choices: list[Mapping[str, Any]]) -> str:
    return "\n".join(
        f"{one['key']} = {one['name'].get('ko', '')} / {one['name'].get('en', '')}"
        for one in choices
    )


def unit_key(unit: Mapping[str, Any]) -> str:
    """As a choice of the form: `duty`, `team:3`, `team:3:41`."""
    parts = (unit["kind"], unit.get("team"), unit.get("officer"))
    return ":".join(str(part) for part in parts if part is not None)


def unit_from(key: str) -> dict[str, Any]:
    kind, *rest = key.split(":")
    numbers = [int(part) for part in rest if part.isdecimal()]
    return {
        "kind": kind,
        "team": numbers[0] if numbers else None,
        "officer": numbers[1] if len(numbers) > 1 else None,
    }


def question_value(question: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "code": question["code"],
        "text_ko": question["text"].get("ko", ""),
        "text_en": question["text"].get("en", ""),
        "kind": question["kind"],
        "choices": written_choices(question["choices"]),
        "required": question["required"],
    }


def sent_values(data: QueryDict, prefix: str, names: list[str]) -> list[dict[str, str]]:
    """The lines that came with the form, after the button that was pressed: `move=question-3:up`,
    `drop=tong-0`, `more=question` change the lines and keep nothing."""
    count = data.get(f"{prefix}s", "0")
    total = min(int(count), MOST_QUESTIONS + 3) if count.isdecimal() and len(count) < 4 else 0
    rows = [{name: data.get(f"{prefix}-{at}-{name}", "") for name in names} for at in range(total)]
    which, _colon, way = data.get("move", "").partition(":")
    if (at := _place(which, prefix)) is not None and at < len(rows):
        other = at + (-1 if way == "up" else 1)
        if 0 <= other < len(rows):
            rows[at], rows[other] = rows[other], rows[at]
    if (at := _place(data.get("drop", ""), prefix)) is not None and at < len(rows):
        del rows[at]
    if data.get("more") == prefix and len(rows) < MOST_QUESTIONS:
        rows.append({})
    return rows


def _place(key: str, prefix: str) -> int | None:
    kind, _dash, at = key.rpartition("-")
    return int(at) if kind == prefix and at.isdecimal() and len(at) < 4 else None

"""The whole form of a service: filled from what holds, read back as what the place says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from dongne.delivery.ways.public import Source
from dongne.design.forms import DateInput, MultiChips

from ..rules.content import DIRECTIONS
from ..rules.law import LONGEST, LONGEST_BASIS, MOST_COPIES, MOST_MINUTES, MOST_WON
from ..words import (
    CIRCLES,
    EXEMPT,
    FORMS,
    GROUPS,
    ISSUERS,
    KINDS,
    LETTERS,
    PARTS,
    QUESTIONS,
    SOURCES,
)
from .lines import WayLine, way_value

LINES = gettext_lazy("한 줄에 하나씩 적습니다.")
LANGUAGES = ("ko", "en")
PLAIN = (
    *("group", "kind", "issuer", "form", "letter", "single_use", "heeds_blocks", "limit"),
    *("usual_minutes", "fee", "most_copies", "pdf_link", "position", "offered"),
)
"""Parts that are one field each, under the same name."""


class ServiceForm(forms.Form):
    """Everything but the channels."""

    code = forms.CharField(
        label=gettext_lazy("짧은 이름"),
        max_length=60,
        help_text=gettext_lazy(
            "다른 프로그램이 부르는 이름. 영어 소문자. 나중에 바꿀 수 없습니다. 예: "
            "large_print_forms"
        ),
    )
    name_ko = forms.CharField(label=PARTS["name"], max_length=LONGEST["name"])
    name_en = forms.CharField(label=gettext_lazy("이름(영어)"), max_length=LONGEST["name"])
    help_ko = forms.CharField(
        label=PARTS["help"],
        required=False,
        max_length=LONGEST["help"],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("주민이 읽는 설명입니다. 쉬운 말로 한두 문장을 적습니다."),
    )
    help_en = forms.CharField(
        label=gettext_lazy("무엇인지(영어)"),
        required=False,
        max_length=LONGEST["help"],
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    keywords = forms.CharField(
        label=PARTS["keywords"],
        required=False,
        max_length=600,
        help_text=gettext_lazy("주민이 찾아볼 만한 말을 빈칸으로 나누어 적습니다."),
    )
    group = forms.ChoiceField(label=PARTS["group"], choices=list(GROUPS.items()))
    kind = forms.ChoiceField(label=PARTS["kind"], choices=list(KINDS.items()))
    issuer = forms.ChoiceField(label=PARTS["issuer"], choices=list(ISSUERS.items()))
    form = forms.ChoiceField(label=PARTS["form"], choices=list(FORMS.items()))
    circles = forms.MultipleChoiceField(
        label=PARTS["circles"],
        choices=list(CIRCLES.items()),
        widget=MultiChips,
        help_text=gettext_lazy("방법마다 이 가운데서 더 좁힐 수 있습니다."),
    )
    letter = forms.ChoiceField(label=PARTS["letter"], choices=list(LETTERS.items()))
    single_use = forms.BooleanField(label=PARTS["single_use"], required=False)
    heeds_blocks = forms.BooleanField(
        label=gettext_lazy("가정폭력 피해자의 교부 제한을 지킵니다"), required=False
    )
    limit = forms.CharField(
        label=PARTS["limit"],
        required=False,
        max_length=8,
        help_text=gettext_lazy("즉시는 now, 3일은 3d, 10일은 10d, 2주는 2w, 1개월은 1m입니다."),
    )
    usual_minutes = forms.IntegerField(
        label=gettext_lazy("보통 걸리는 시간(근무시간으로 몇 분)"),
        min_value=0,
        max_value=MOST_MINUTES,
        help_text=gettext_lazy("모르면 0. 그러면 법정 처리기간으로 셉니다."),
    )
    fee = forms.IntegerField(
        label=gettext_lazy("수수료(한 통에 원)"), min_value=0, max_value=MOST_WON
    )
    exempt = forms.MultipleChoiceField(
        label=PARTS["exemptions"],
        choices=list(EXEMPT.items()),
        required=False,
        widget=MultiChips,
    )
    most_copies = forms.IntegerField(label=PARTS["most_copies"], min_value=1, max_value=MOST_COPIES)
    pdf_link = forms.BooleanField(
        label=gettext_lazy("결과를 기간이 정해진 파일 링크로 줄 수 있습니다"), required=False
    )
    bring_ko = forms.CharField(
        label=PARTS["bring"],
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=LINES,
    )
    bring_en = forms.CharField(
        label=gettext_lazy("가져올 것(영어)"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=LINES,
    )
    questions = forms.MultipleChoiceField(
        label=PARTS["questions"],
        choices=list(QUESTIONS.items()),
        required=False,
        widget=MultiChips,
    )
    basis_kind = forms.ChoiceField(label=PARTS["basis"], choices=list(SOURCES.items()))
    basis_text = forms.CharField(
        label=gettext_lazy("근거 조문이나 까닭"), required=False, max_length=LONGEST_BASIS
    )
    position = forms.IntegerField(label=PARTS["position"], min_value=0, max_value=9999)
    offered = forms.BooleanField(label=gettext_lazy("이 민원사무를 합니다"), required=False)
    valid_from = forms.DateField(
        label=gettext_lazy("시행일"),
        widget=DateInput,
        help_text=gettext_lazy("이 날부터 받는 신청이 따릅니다. 받아 둔 신청은 그대로입니다."),
    )
    reason = forms.CharField(
        label=gettext_lazy("바꾸는 까닭"),
        max_length=200,
        help_text=gettext_lazy("예: 조례 개정(제12조), 시범 기간 동안 무료"),
    )
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, new: bool, origins: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not new:
            del self.fields["code"]
        for key, word in origins.items():
            for name in (key, f"{key}_ko", f"{key}_kind", "exempt" if key == "exemptions" else ""):
                if name in self.fields and word:
                    field = self.fields[name]
                    field.help_text = " ".join(filter(None, (str(field.help_text or ""), word)))


@dataclass(slots=True)
class Sheet:
    """The form with a line for each channel in each direction, by part. `base` is the whole
    content that it was filled from."""

    form: ServiceForm
    lines: dict[str, WayLine]
    base: Mapping[str, Any]

    def is_valid(self) -> bool:
        """All parts are looked at, so that all faults show at once."""
        return all([part.is_valid() for part in (self.form, *self.lines.values())])

    def values(self) -> dict[str, Any]:
        """A whole content; what the form doesn't ask is as it was."""
        said = self.form.cleaned_data
        base = self.base
        known = {one["code"]: one for one in base["exemptions"]}
        return {
            **{key: said[key] for key in PLAIN},
            "name": _texts(base["name"], said, "name"),
            "help": _texts(base["help"], said, "help"),
            "bring": {
                **base["bring"],
                **{at: _lines(said[f"bring_{at}"]) for at in LANGUAGES},
            }
            if base["bring"] or said["bring_ko"] or said["bring_en"]
            else {},
            "keywords": list(dict.fromkeys(said["keywords"].replace(",", " ").split())),
            "circles": [one.value for one in CIRCLES if one in said["circles"]],
            "exemptions": [
                known.get(
                    code,
                    {
                        "code": code,
                        "channels": [],
                        "basis": {"kind": Source.OFFICE.value, "text": said["reason"]},
                    },
                )
                for code in [
                    *(one for one in known if one in said["exempt"]),
                    *(one for one in said["exempt"] if one not in known),
                ]
            ],
            "questions": [
                *(one for one in base["questions"] if one in said["questions"]),
                *(one for one in said["questions"] if one not in base["questions"]),
            ],
            "basis": {"kind": said["basis_kind"], "text": said["basis_text"]},
            "pairs": base["pairs"],
            **{part: told for part, told in base.items() if "." in part},
            **{part: line.said(base.get(part)) for part, line in self.lines.items()},
        }


def filled(
    content: Mapping[str, Any], channels: Sequence[str], *, first: Mapping[str, Any], **form: Any
) -> Sheet:
    """As it holds."""
    start = {
        **{key: content[key] for key in (*PLAIN, "circles", "questions")},
        **{f"{key}_{at}": content[key].get(at, "") for key in ("name", "help") for at in LANGUAGES},
        **{f"bring_{at}": "\n".join(content["bring"].get(at, ())) for at in LANGUAGES},
        "keywords": " ".join(content["keywords"]),
        "exempt": [one["code"] for one in content["exemptions"]],
        "basis_kind": content["basis"].get("kind", Source.OPEN),
        "basis_text": content["basis"].get("text", ""),
        **first,
    }
    return Sheet(
        ServiceForm(initial=start, **form),
        {
            part: WayLine(initial=way_value(content.get(part)), prefix=part, with_fee=with_fee)
            for part, with_fee in _parts(channels)
        },
        content,
    )


def sent(
    data: QueryDict, content: Mapping[str, Any], channels: Sequence[str], **form: Any
) -> Sheet:
    """As it came. A channel that was not sent is as it was: the form of a program may leave it."""
    form.pop("first", None)
    lines = {
        part: WayLine(data, prefix=part, with_fee=with_fee)
        for part, with_fee in _parts(channels)
        if f"{part}-state" in data
    }
    return Sheet(ServiceForm(data, **form), lines, content)


def _parts(channels: Sequence[str]) -> list[tuple[str, bool]]:
    return [
        (f"{direction}.{channel}", direction == "apply")
        for channel in channels
        for direction in DIRECTIONS
    ]


def _texts(before: Mapping[str, str], said: Mapping[str, Any], key: str) -> dict[str, str]:
    """With the languages that the form doesn't ask for; an empty text is none."""
    told = {**before, **{at: said[f"{key}_{at}"] for at in LANGUAGES}}
    return {language: text for language, text in told.items() if text}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]

"""What the address of the counter's list asks for, the filters above it, what is sent to find."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import Viewer

from ...queries.lists import PAGE_LENGTH, Narrowed, Show, Whose, whose_offered

PERIODS: dict[str, tuple[int, Any]] = {
    "7": (7, _("최근 7일")),
    "30": (30, _("최근 30일")),
    "90": (90, _("최근 90일")),
    "365": (365, _("최근 1년")),
}
NOBODY = "none"
Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the address of a list asks for. Nonsense is passed over, never an error."""

    whose: Whose
    show: Show
    period: str = ""
    dong: str = ""
    holder: str = ""
    by: Narrowed

    @classmethod
    def read(cls, data: Mapping[str, str], viewer: Viewer, *, today: date) -> Asked:
        whose = _one_of(Whose, data.get("whose", ""))
        period = data.get("period", "") if data.get("period", "") in PERIODS else ""
        holder = data.get("holder", "")
        officer = (
            int(holder) if holder.isascii() and holder.isdigit() and len(holder) < 18 else None
        )
        dong = data.get("dong", "")
        return cls(
            whose=whose if whose in whose_offered(viewer) else Whose.ALL,
            show=_one_of(Show, data.get("show", "")) or Show.ARRIVED,
            period=period,
            dong=dong if dong.isascii() and len(dong) <= 40 else "",
            holder=holder if officer is not None or holder == NOBODY else "",
            by=Narrowed(
                service=_slug(data.get("service", "")),
                channel=_slug(data.get("channel", "")),
                receive=_slug(data.get("receive", "")),
                officer_id=officer,
                since=today - timedelta(days=PERIODS[period][0]) if period else None,
                free=holder == NOBODY,
            ),
        )


class FilterForm(forms.Form):
    """The filters above a list."""

    service = forms.ChoiceField(label=_("민원"), required=False)
    channel = forms.ChoiceField(label=_("신청한 길"), required=False)
    receive = forms.ChoiceField(label=_("받는 길"), required=False)
    holder = forms.ChoiceField(label=_("맡은 사람"), required=False)
    dong = forms.ChoiceField(label=_("동"), required=False)
    period = forms.ChoiceField(label=_("들어온 때"), required=False)

    def __init__(
        self,
        asked: Asked,
        *,
        services: Pairs,
        channels: Pairs,
        people: Iterable[Officer] = (),
        dongs: Iterable[Dong] = (),
    ) -> None:
        by = asked.by
        super().__init__(
            initial={
                "service": by.service,
                "channel": by.channel,
                "receive": by.receive,
                "holder": asked.holder,
                "dong": asked.dong,
                "period": asked.period,
            }
        )
        people, dongs, ways = list(people), list(dongs), list(channels)
        offered: dict[str, list[tuple[str, Any]]] = {
            "service": list(services),
            "channel": ways,
            "receive": ways,
            "holder": [(NOBODY, _("맡은 사람 없음")), *((str(o.pk), o.name) for o in people)],
            "dong": [(one.code, one.label) for one in dongs],
            "period": [(key, words) for key, (_days, words) in PERIODS.items()],
        }
        for name, choices in offered.items():
            self.fields[name].choices = [("", _("모두")), *choices]  # type: ignore[attr-defined]
        if not people:
            del self.fields["holder"]
        if not dongs:
            del self.fields["dong"]

    def sifted(self) -> str:
        """What the list is narrowed by, in words."""
        said = []
        for name, field in self.fields.items():
            if value := self.initial[name]:
                said.append(str(dict(field.choices).get(value, value)))  # type: ignore[attr-defined]
        return " · ".join(said)


class FindForm(forms.Form):
    """Sent, not put into an address, where logs would keep a name."""

    words = forms.CharField(
        label=_("번호나 이름, 전화 끝 네 자리"),
        max_length=60,
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "placeholder": _("7K3M-92QX-TRW, 홍길동, 5678"),
                "autocomplete": "off",
                "data-no-draft": True,
            }
        ),
        error_messages={"required": _("찾을 번호나 이름을 적어 주세요.")},
    )

    def clean_words(self) -> str:
        return " ".join(str(self.cleaned_data["words"]).replace("\x00", "").split())


class ExportForm(forms.Form):
    form = forms.ChoiceField(
        label=_("형식"),
        choices=[("xlsx", _("엑셀(.xlsx)")), ("csv", _("CSV(.csv)"))],
        initial="xlsx",
        widget=forms.RadioSelect(),
    )
    reason = forms.CharField(
        label=_("내려받는 까닭"),
        max_length=200,
        help_text=_("예: 11월 민원 처리 현황 보고. 까닭은 기록으로 남습니다."),
        error_messages={"required": _("내려받는 까닭을 적어 주세요.")},
    )

    def clean_reason(self) -> str:
        reason = " ".join(str(self.cleaned_data["reason"]).split())
        if len(reason) < 2:
            raise forms.ValidationError(gettext("내려받는 까닭을 두 글자 이상 적어 주세요."))
        return reason


def chosen(values: Iterable[str]) -> list[UUID]:
    """The applications that were ticked: at most a page of them, each once."""
    found: dict[UUID, None] = {}
    for value in values:
        try:
            found[UUID(value)] = None
        except ValueError:
            continue
    return list(found)[:PAGE_LENGTH]


def _one_of(kind: Any, text: str) -> Any:
    return kind(text) if text in set(kind) else None


def _slug(text: str) -> str:
    return text if re.fullmatch(r"[a-zA-Z0-9_-]{0,60}", text) else ""

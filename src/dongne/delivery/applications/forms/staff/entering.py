"""An application entered for somebody at the counter, on the telephone, in the street."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dongne.delivery.ways.public import Circle, Identity, Service
from dongne.design.forms import Chips, DateInput, MultiChips
from dongne.lib.ids import new_id

from ...rules import MOST_ITEMS, Request, Wanted, Who
from ...words import CIRCLES, GROUPS, IDENTITIES, LACKS, language

OFF = {"autocomplete": "off", "data-no-draft": True}
ELSEWHERE = "elsewhere"
NEW = "new"
FIRST_ROWS = 1

HOWS: dict[str, Promise] = {
    "counter": _("창구"),
    "phone": _("전화"),
    "street": _("길에서"),
    "outreach": _("출장 민원 창구"),
    ELSEWHERE: _("다른 곳에서 이미 신청함"),
}
LANGUAGES = [("ko", _("한국어")), ("en", "English"), ("zh", "中文"), ("vi", "Tiếng Việt")]


def _person_field(label: Any, **extra: Any) -> forms.CharField:
    attrs = {**OFF, **extra.pop("attrs", {})}
    return forms.CharField(
        label=label, required=False, max_length=80, widget=forms.TextInput(attrs=attrs), **extra
    )


class EntryForm(forms.Form):
    """`id` makes a second sending the same application. Who it is never stays in the browser."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    rows = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=MOST_ITEMS
    )
    how = forms.ChoiceField(
        label=_("어떻게 신청했나요"),
        widget=Chips,
        choices=list(HOWS.items()),
        error_messages={"required": _("어떻게 신청했는지 골라 주세요.")},
    )
    outside_channel = forms.ChoiceField(label=_("어디에서 신청했나요"), required=False)
    outside_number = forms.CharField(
        label=_("그곳의 접수번호"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_(
            "정부24, 무인민원발급기, 다른 주민센터, 은행에서 받은 번호입니다. 받아서 전해 드립니다."
        ),
    )
    circle = forms.ChoiceField(
        label=_("누구의 서류인가요"),
        widget=Chips,
        choices=[(one.value, CIRCLES[one]) for one in Circle],
        initial=Circle.SELF,
    )
    principal = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    principal_name = _person_field(_("이름"))
    principal_phone = _person_field(_("전화번호"), attrs={"inputmode": "tel"})
    principal_birth = forms.DateField(
        label=_("생년월일"), required=False, widget=DateInput(attrs=OFF)
    )
    principal_address = _person_field(_("주소"))
    principal_detail = _person_field(_("동·호"))
    applicant_name = _person_field(_("신청하는 사람의 이름"))
    applicant_phone = _person_field(_("신청하는 사람의 전화번호"), attrs={"inputmode": "tel"})
    letter = forms.CharField(
        label=_("위임장 번호"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": "7K3M-92QX-TRW"}),
        help_text=_(
            "대리인이면 위임장에 적힌 번호를 적습니다. 없으면 위임장 화면에서 먼저 만드세요."
        ),
    )
    groups = forms.MultipleChoiceField(
        label=_("수수료 면제 대상"),
        required=False,
        widget=MultiChips,
        choices=list(GROUPS.items()),
        help_text=_("자격을 확인한 것만 고릅니다."),
    )
    lacks = forms.MultipleChoiceField(
        label=_("도움이 필요한 점"),
        required=False,
        widget=MultiChips,
        choices=list(LACKS.items()),
    )
    way = forms.ChoiceField(
        label=_("어떻게 받나요"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("받는 길을 다시 골라 주세요.")},
    )
    identity = forms.ChoiceField(
        label=_("누구인지 어떻게 확인했나요"),
        widget=Chips,
        required=False,
        choices=[(one.value, IDENTITIES[one]) for one in reversed(Identity)],
        help_text=_("신분증은 눈으로만 보고, 번호를 적거나 복사하지 않습니다."),
    )
    language = forms.ChoiceField(label=_("어느 말로 알릴까요"), required=False, choices=LANGUAGES)
    wants = forms.BooleanField(label=_("도중 소식도 받겠다고 함"), required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        services: Iterable[Service],
        outside: Iterable[tuple[str, str]],
        initial: Mapping[str, Any] | None = None,
        rows: int = FIRST_ROWS,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.known = {one.code: one for one in services if one.offered}
        self.rows_shown = max(1, min(rows, MOST_ITEMS))
        choices = [
            ("", _("고르세요")),
            *((one.code, one.name(language())) for one in self.known.values()),
        ]
        for n in range(self.rows_shown):
            self.fields[f"service_{n}"] = forms.ChoiceField(
                label=_("무엇이 필요한가요") if n == 0 else _("또 무엇이 필요한가요"),
                required=False,
                choices=choices,
                error_messages={"invalid_choice": _("목록에서 다시 골라 주세요.")},
            )
            self.fields[f"copies_{n}"] = forms.IntegerField(
                label=_("부수"), required=False, min_value=1, max_value=99, initial=1
            )
            self.fields[f"purpose_{n}"] = forms.CharField(
                label=_("쓰임새"), required=False, max_length=200
            )
        self.fields["outside_channel"].choices = [("", _("고르기")), *outside]  # type: ignore[attr-defined]

    def offer_ways(self, ways: Iterable[tuple[str, Any]]) -> None:
        self.fields["way"].choices = list(ways)  # type: ignore[attr-defined]

    def item_rows(self) -> list[tuple[Any, Any, Any]]:
        return [
            (self[f"service_{n}"], self[f"copies_{n}"], self[f"purpose_{n}"])
            for n in range(self.rows_shown)
        ]

    def wanted(self) -> list[Wanted]:
        """What was chosen so far, also while something else is wrong or missing."""
        found = []
        for n in range(self.rows_shown):
            code = str(self[f"service_{n}"].value() or "")
            if code not in self.known:
                continue
            text = str(self[f"copies_{n}"].value() or "1")
            copies = int(text) if text.isdigit() and len(text) < 3 else 1
            purpose = str(self[f"purpose_{n}"].value() or "")[:200]
            found.append(Wanted(service=code, copies=max(copies, 1), purpose=purpose))
        return found

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.wanted():
            self.add_error("service_0", _("무엇이 필요한지 하나 이상 골라 주세요."))
        if said.get("how") == ELSEWHERE:
            if not said.get("outside_channel"):
                self.add_error("outside_channel", _("어디에서 신청했는지 골라 주세요."))
            if not (said.get("outside_number") or "").strip():
                self.add_error("outside_number", _("신청한 곳의 접수번호를 적어 주세요."))
        if said.get("principal") in ("", NEW) and not said.get("principal_name"):
            self.add_error("principal_name", _("누구의 서류인지 이름을 적어 주세요."))
        if said.get("circle") != Circle.SELF and not said.get("applicant_name"):
            self.add_error("applicant_name", _("신청하는 사람의 이름을 적어 주세요."))
        if not said.get("way") and "way" not in self.errors:
            self.add_error("way", _("받는 길을 골라 주세요. ‘받는 길 보기’를 누르면 나옵니다."))
        return said

    def principal_who(self) -> Who:
        said = self.cleaned_data
        if (key := person_key(said["principal"])) is not None:
            return Who(person_id=key)
        return Who(
            name=said["principal_name"],
            phone=said["principal_phone"],
            address=said["principal_address"],
            address_detail=said["principal_detail"],
            birth_date=said["principal_birth"],
        )

    def request(self, *, letter_id: UUID | None, promised: Any) -> Request:
        """Of a valid form only."""
        said = self.cleaned_data
        elsewhere = said["how"] == ELSEWHERE
        receive, _colon, site = said["way"].partition(":")
        applicant = Who()
        if said["circle"] != Circle.SELF:
            applicant = Who(name=said["applicant_name"], phone=said["applicant_phone"])
        return Request(
            id=said["id"],
            items=tuple(self.wanted()),
            principal=self.principal_who(),
            applicant=applicant,
            circle=said["circle"],
            channel=said["outside_channel"] if elsewhere else said["how"],
            outside_channel=said["outside_channel"] if elsewhere else "",
            outside_number=said["outside_number"] if elsewhere else "",
            receive=receive,
            receive_site=person_key(site),
            letter_id=letter_id,
            groups=tuple(said["groups"]),
            lacks=tuple(said["lacks"]),
            language=said["language"] or "ko",
            wants=said["wants"],
            identity=said["identity"] or Identity.NONE,
            promised_at=promised,
        )


def person_key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def first_values(*, how: str = "") -> dict[str, Any]:
    """What a new form says before anybody wrote in it."""
    how = how if how in HOWS else "counter"
    return {
        "id": new_id(),
        "rows": FIRST_ROWS,
        "how": how,
        "circle": Circle.SELF,
        "language": "ko",
        "wants": True,
        "identity": Identity.CARD if how in ("counter", "outreach") else Identity.NONE,
    }

"""Words of letters of attorney on the pages without an account."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dongne.delivery.ways.public import Service
from dongne.foundation.places.public import Dong
from dongne.lib.seoul import seoul_day

from ...queries.letters import PRINCIPAL, Entrusted
from ...queries.steps import Given
from .words import day_words_with_year, language, service_hint, stamp_words

STEPS = ("office", "what", "how", "principal", "agent", "check")
TITLES = {
    "office": gettext_lazy("어느 동주민센터의 일인가요?"),
    "what": gettext_lazy("무엇을 맡기시나요?"),
    "how": gettext_lazy("몇 부를 언제까지 맡기시나요?"),
    "principal": gettext_lazy("맡기는 사람은 누구인가요?"),
    "agent": gettext_lazy("누구에게 맡기시나요?"),
    "check": gettext_lazy("위임장을 만들기 전에 확인해 주세요"),
}
SHORT = {
    "office": gettext_lazy("동주민센터"),
    "what": gettext_lazy("맡기는 일"),
    "how": gettext_lazy("부수와 기한"),
    "principal": gettext_lazy("맡기는 사람"),
    "agent": gettext_lazy("맡아 주는 사람"),
    "check": gettext_lazy("확인"),
}
HELPS = {
    "office": gettext_lazy("서류를 내주는 동주민센터를 고르는 화면입니다. 사시는 곳을 고르세요."),
    "what": gettext_lazy(
        "다른 사람이 대신 신청하거나 받게 할 일을 고르는 화면입니다. "
        "법에 따라 대리인이 할 수 없는 것은 나오지 않습니다."
    ),
    "how": gettext_lazy(
        "맡길 부수와 기한을 정하는 화면입니다. 기한이 지나면 위임장은 저절로 쓸 수 없게 됩니다."
    ),
    "principal": gettext_lazy(
        "서류의 주인을 적는 화면입니다. 주민등록번호는 적지 말고, 인쇄한 종이에 손으로 적으세요."
    ),
    "agent": gettext_lazy(
        "대신 다녀올 사람을 적는 화면입니다. 주민등록번호는 적지 말고, "
        "인쇄한 종이에 손으로 적으세요."
    ),
    "check": gettext_lazy(
        "틀린 곳은 ‘고치기’를 누르고, 맞으면 ‘위임장 만들기’를 누르세요. "
        "인쇄해서 서명해야 쓸 수 있습니다."
    ),
}


def address_of(step: str, *, then: bool = False) -> str:
    url = reverse(f"mandate_{step}")
    return f"{url}?then=check" if then else url


def service_rows(services: Sequence[Service]) -> tuple[dict[str, str], dict[str, str]]:
    return (
        {one.code: one.name(language()) for one in services},
        {one.code: service_hint(one) for one in services},
    )


def service_lines(services: Sequence[Service], given: Given) -> list[tuple[str, int]]:
    return [(one.name(language()), given.copies.get(one.code, 1)) for one in services]


def copies_words(lines: Sequence[tuple[str, int]]) -> str:
    return "\n".join(
        ngettext("%(name)s %(n)d부", "%(name)s %(n)d부", n) % {"name": name, "n": n}
        for name, n in lines
    )


def check_rows(
    given: Given, *, services: Sequence[Service], dong: Dong | None, offices: int
) -> list[dict[str, Any]]:
    def person(one: Any) -> str:
        return "\n".join(filter(None, [one.name, one.birth_date, one.phone, one.address]))

    rows: list[dict[str, Any]] = [
        {"step": "office", "label": _("동주민센터"), "value": dong.label if dong else ""},
        {
            "step": "what",
            "label": _("맡기는 일"),
            "value": copies_words(service_lines(services, given)),
        },
        {"step": "how", "label": _("쓰임새"), "value": given.purposes.get("", "")},
        {
            "step": "how",
            "label": _("언제까지"),
            "value": day_words_with_year(date.fromisoformat(given.until)) if given.until else "",
        },
        {
            "step": "how",
            "label": _("받는 일"),
            "value": _("받는 일도 맡깁니다") if given.takes_too else _("신청만 맡깁니다"),
        },
        {"step": "principal", "label": _("맡기는 사람"), "value": person(given.principal)},
        {"step": "agent", "label": _("맡아 주는 사람"), "value": person(given.who)},
    ]
    if offices < 2:
        rows = rows[1:]
    for row in rows:
        row["href"] = address_of(row["step"], then=True)
    return rows


def missing(given: Given, offices: int) -> list[str]:
    there = {
        "office": given.dong_id is not None or offices < 2,
        "what": bool(given.services),
        "how": bool(given.until),
        "principal": bool(given.principal.name),
        "agent": bool(given.who.name),
    }
    return [step for step, known in there.items() if not known]


def errand_rows(errand: Entrusted) -> list[tuple[str, str]]:
    """What, until when: what whoever goes needs, and no more."""
    letter = errand.letter
    lines = [
        (service.name(language()) if service else code, copies)
        for service, code, copies in errand.services
    ]
    entrusted = _("신청과 받기") if letter.may_receive else _("신청")
    rows = [
        (_("맡긴 민원"), copies_words(lines)),
        (_("맡은 범위"), entrusted),
        (_("쓰임새"), letter.purpose),
        (_("언제까지"), day_words_with_year(letter.valid_until)),
        (_("동주민센터"), letter.dong.label),
    ]
    return [(label, value) for label, value in rows if value]


def whose(errand: Entrusted) -> str:
    """Whose matter it is, masked: enough to tell two errands apart."""
    principal = errand.letter.principal
    return str(principal.name) if principal and principal.name else ""


def errand_state(errand: Entrusted, role: str, *, now: datetime) -> tuple[str, str, str]:
    """Tone, what it is, and what to do."""
    letter = errand.letter
    if letter.revoked_at is not None:
        text = (
            _("거둔 위임장입니다. 다시 맡기려면 새로 만드세요.")
            if role == PRINCIPAL
            else _("맡긴 분이 거두었습니다. 이 위임장으로는 신청하거나 받을 수 없습니다.")
        )
        return "danger", _("취소됨"), text
    if letter.used_up_at is not None:
        return "info", _("썼음"), _("이 위임장으로 신청했습니다. 한 번만 쓸 수 있는 위임장입니다.")
    if letter.valid_until < seoul_day(now):
        return "warning", _("기한 끝남"), _("기한이 지났습니다. 새 위임장을 받으세요.")
    if not letter.signed:
        return (
            "warning",
            _("서명 기다림"),
            _("인쇄해서 맡기는 분이 직접 서명해야 쓸 수 있습니다."),
        )
    return "success", _("쓸 수 있음"), _("서명했습니다. 신청하거나 받으러 갈 때 가져가세요.")


def use_rows(errand: Entrusted) -> list[dict[str, str]]:
    return [
        {
            "at": stamp_words(use.at),
            "words": _("신청에 씀") if use.what == "apply" else _("받는 데 씀"),
            "number": use.application_number,
        }
        for use in errand.uses
    ]

"""Words of an application on its way: steps, choices, answers to check, the receipt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dongne.delivery.channels.public import channels, words_of
from dongne.delivery.ways.public import Circle, Giving, Service
from dongne.foundation.places.public import Dong
from dongne.lib.readable_secrets import Secret

from ...queries.offering import circles_here
from ...queries.questions import answer_words, asked_online, label_of
from ...queries.receiving import Way
from ...queries.steps import Given, Step
from ...words import CIRCLES
from .words import (
    about,
    fee_words,
    in_hand_words,
    language,
    moment_words,
    place_of,
    service_hint,
    way_hint,
    way_name,
)

TITLES = {
    Step.OFFICE: gettext_lazy("어느 동주민센터에 신청하시나요?"),
    Step.WHAT: gettext_lazy("무엇이 필요하신가요?"),
    Step.WHOM: gettext_lazy("누구의 서류인가요?"),
    Step.LETTER: gettext_lazy("위임장이 있으신가요?"),
    Step.PRINCIPAL: gettext_lazy("서류의 주인은 누구인가요?"),
    Step.DETAILS: gettext_lazy("몇 부, 어디에 쓰시나요?"),
    Step.RECEIVE: gettext_lazy("어떻게 받으시겠어요?"),
    Step.WHO: gettext_lazy("신청하시는 분은 누구신가요?"),
    Step.CODE: gettext_lazy("휴대전화를 확인합니다"),
    Step.CHECK: gettext_lazy("보내기 전에 확인해 주세요"),
}
SHORT = {
    Step.OFFICE: gettext_lazy("동주민센터"),
    Step.WHAT: gettext_lazy("서류"),
    Step.WHOM: gettext_lazy("누구의 것"),
    Step.LETTER: gettext_lazy("위임장"),
    Step.PRINCIPAL: gettext_lazy("서류의 주인"),
    Step.DETAILS: gettext_lazy("부수와 쓸 곳"),
    Step.RECEIVE: gettext_lazy("받는 방법"),
    Step.WHO: gettext_lazy("신청하는 분"),
    Step.CODE: gettext_lazy("휴대전화 확인"),
    Step.CHECK: gettext_lazy("확인"),
}
HELPS = {
    Step.OFFICE: gettext_lazy(
        "서류를 준비할 동주민센터를 고르는 화면입니다. 사시는 곳의 동주민센터를 고르세요."
    ),
    Step.WHAT: gettext_lazy(
        "필요한 서류나 일을 고르는 화면입니다. 열 가지까지 한 번에 고를 수 있습니다. "
        "이름을 모르면 쓰는 말로 찾아보세요."
    ),
    Step.WHOM: gettext_lazy(
        "법에 따라 신청할 수 있는 사람이 서류마다 다릅니다. 본인 것이면 ‘본인’을 고르세요."
    ),
    Step.LETTER: gettext_lazy(
        "다른 사람을 대신해 신청하려면 그 사람이 서명한 위임장이 있어야 합니다. "
        "위임장 위쪽의 번호를 적어 주세요. 아직 없으면 먼저 만드세요."
    ),
    Step.PRINCIPAL: gettext_lazy(
        "서류에 이름이 나오는 분을 적는 화면입니다. 주민등록번호는 적지 마세요. "
        "창구에서 신분증으로 확인합니다."
    ),
    Step.DETAILS: gettext_lazy(
        "서류마다 몇 부가 필요한지 적는 화면입니다. 잘 모르면 그대로 두고 ‘다음’을 누르세요."
    ),
    Step.RECEIVE: gettext_lazy(
        "받는 방법마다 언제 손에 들어오는지와 값을 보여 드립니다. 가장 빠른 것이 맨 위에 있습니다."
    ),
    Step.WHO: gettext_lazy(
        "누구에게 드릴지 알아야 해서 여쭙니다. 받으실 때 신분증이나 확인번호로 다시 확인합니다."
    ),
    Step.CODE: gettext_lazy(
        "적어 주신 번호가 맞는지 여섯 자리 숫자를 보내 확인합니다. 5분 안에 적어 주세요."
    ),
    Step.CHECK: gettext_lazy(
        "지금까지 적은 것을 모두 보여 드립니다. 틀린 곳은 ‘고치기’를 누르고, "
        "맞으면 ‘신청 보내기’를 누르세요."
    ),
}
CIRCLE_NEEDS: dict[str, Any] = {
    Circle.SELF: gettext_lazy("받을 때 본인 신분증이나 휴대전화 확인번호가 필요합니다."),
    Circle.HOUSEHOLD: gettext_lazy(
        "주민등록표에 함께 올라 있는 가족입니다. 받을 때 신분증을 봅니다."
    ),
    Circle.SPOUSE: gettext_lazy("받을 때 신분증을 보고 혼인 관계를 확인합니다."),
    Circle.LINEAL: gettext_lazy(
        "부모, 조부모, 자녀, 손자녀입니다. 받을 때 신분증을 보고 가족관계를 확인합니다."
    ),
    Circle.PROXY: gettext_lazy(
        "그 밖의 분을 대신합니다. 서명한 위임장, 맡긴 분의 신분증 사본, 대리인 신분증이 필요합니다."
    ),
}
CIRCLE_ICONS = {
    Circle.SELF: "user",
    Circle.HOUSEHOLD: "home",
    Circle.SPOUSE: "users",
    Circle.LINEAL: "users",
    Circle.PROXY: "file-text",
}


def address_of(step: Step, *, then: bool = False) -> str:
    url = reverse(f"apply_{step.value}")
    return f"{url}?then=check" if then else url


def missing_links(steps: Sequence[Step]) -> list[dict[str, Any]]:
    return [{"url": address_of(step), "label": TITLES[step]} for step in steps]


def service_names(services: Sequence[Service]) -> str:
    return ", ".join(service.name(language()) for service in services)


def found_in(services: Sequence[Service], sought: str) -> list[Service]:
    """Those whose name or words hold every word that was typed, spaces apart."""
    words = [word.casefold() for word in sought.split()]

    def told(service: Service) -> str:
        texts = [*service.names.values(), *service.helps.values(), service.code]
        return "".join("".join(texts).split()).casefold()

    return [service for service in services if all(word in told(service) for word in words)]


def service_rows(services: Sequence[Service]) -> tuple[dict[str, str], dict[str, str]]:
    """Names and hints of those that can be asked for here, by code."""
    here = [service for service in services if circles_here(service)]
    return (
        {service.code: service.name(language()) for service in here},
        {service.code: service_hint(service) for service in here},
    )


def elsewhere_rows(services: Sequence[Service]) -> list[dict[str, str]]:
    """Those that cannot: where each leads instead."""
    return [
        {
            "name": service.name(language()),
            "url": f"/ways?service={service.code}",
        }
        for service in services
        if not circles_here(service)
    ]


def circle_hints() -> dict[str, str]:
    return {str(one): str(text) for one, text in CIRCLE_NEEDS.items()}


def circle_icons() -> dict[str, str]:
    return {one.value: icon for one, icon in CIRCLE_ICONS.items()}


def way_names(ways: Sequence[Way]) -> dict[str, str]:
    return {way.value: way_name(way) for way in ways}


def way_hints(ways: Sequence[Way], *, now: datetime) -> dict[str, str]:
    return {way.value: way_hint(way, now=now) for way in ways}


def way_icons(ways: Sequence[Way]) -> dict[str, str]:
    return {way.value: way.channel.icon for way in ways}


def receive_words(way: Way | None, given: Given, *, now: datetime) -> str:
    if way is None:
        channel = channels().get(given.receive)
        return channel.name(language()) if channel else ""
    return "\n".join(filter(None, [way_name(way), in_hand_words(way, now=now)]))


def check_rows(
    given: Given,
    *,
    services: Sequence[Service],
    dong: Dong | None,
    way: Way | None,
    fee: int,
    asked_steps: Sequence[Step],
    now: datetime,
) -> list[dict[str, Any]]:
    """Everything that was told, each with the way back to its question."""
    what = [
        ngettext("%(name)s %(n)d부", "%(name)s %(n)d부", n) % {"name": one.name(language()), "n": n}
        for one in services
        for n in [given.copies.get(one.code, 1)]
    ]
    details = [
        f"{one.name(language())}: {label_of(slug)} {said}"
        for one in services
        for slug, text in [
            ("purpose", given.purposes.get(one.code, "")),
            *given.answers.get(one.code, {}).items(),
        ]
        if text and (said := answer_words(slug, text))
    ]
    who, principal = given.who, given.principal
    rows: list[dict[str, Any]] = [
        {"step": Step.OFFICE, "label": _("동주민센터"), "value": dong.label if dong else ""},
        {"step": Step.WHAT, "label": _("서류"), "value": "\n".join(what)},
        {
            "step": Step.WHOM,
            "label": _("누구의 것"),
            "value": str(CIRCLES.get(given.circle, "")),
        },
        {"step": Step.LETTER, "label": _("위임장 번호"), "value": given.letter},
        {
            "step": Step.PRINCIPAL,
            "label": _("서류의 주인"),
            "value": "\n".join(
                filter(None, [principal.name, principal.birth_date, principal.phone])
            ),
        },
        {
            "step": Step.DETAILS,
            "label": _("쓸 곳과 그 밖"),
            "value": "\n".join(details),
            "empty": _("없음"),
        },
        {
            "step": Step.RECEIVE,
            "label": _("받는 방법"),
            "value": receive_words(way, given, now=now),
        },
        {"step": Step.DETAILS, "label": _("수수료"), "value": fee_words(fee)},
        {
            "step": Step.WHO,
            "label": _("신청하는 분"),
            "value": "\n".join(
                filter(
                    None,
                    [
                        who.name,
                        who.birth_date,
                        who.phone,
                        " ".join(filter(None, [who.address, who.address_detail])),
                    ],
                )
            ),
        },
    ]
    rows = [row for row in rows if row["step"] in asked_steps]
    for row in rows:
        row["href"] = address_of(row["step"], then=True)
    return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The card that somebody takes home, and what stands below it."""

    number: str
    words: list[str]
    link: str
    """Where the code leads; what follows `#` is never sent to a server."""
    plain: str
    """The same address without the secret, to be typed."""
    rows: list[dict[str, Any]]
    steps: list[str]


def receipt(
    *,
    given: Given,
    number: str,
    secret: Secret,
    services: Sequence[Service],
    dong: Dong | None,
    place: str,
    status_url: str,
) -> Receipt:
    channel = channels().get(given.receive)
    promised = datetime.fromisoformat(given.promised_at) if given.promised_at else None
    rows = [
        {"label": _("서류"), "value": service_names(services)},
        {
            "label": _("받는 방법"),
            "value": "\n".join(
                dict.fromkeys(filter(None, [channel.name(language()) if channel else "", place]))
            ),
        },
        {
            "label": _("손에 들어오는 때"),
            "value": _("%(moment)s쯤") % {"moment": moment_words(about(promised))}
            if promised
            else "",
        },
        {"label": _("수수료"), "value": fee_words(given.fee or 0)},
        {"label": _("맡은 곳"), "value": dong.label if dong else ""},
    ]
    return Receipt(
        number=number,
        words=secret.words(language()).split(),
        link=f"{status_url}?number={number}#{secret.compact}",
        plain=status_url,
        rows=[row for row in rows if row["value"]],
        steps=_next(given),
    )


def _next(given: Given) -> list[str]:
    channel = channels().get(given.receive)
    told = words_of(channel.key).receiving if channel else {}
    how = told.get(language()) or told.get("ko", "")
    return [
        _("담당자가 근무시간 8시간 안에 접수하고 문자로 알려 드립니다."),
        _("모자란 것이 있으면 무엇이 필요한지 알려 드립니다. 다 되면 받을 곳으로 보냅니다."),
        " ".join(filter(None, [how, _bring(given)])),
    ]


def _bring(given: Given) -> str:
    channel = channels().get(given.receive)
    if channel is None or channel.giving in (Giving.LINK, Giving.POSTED, Giving.LOADED):
        return ""
    match given.circle:
        case Circle.SELF | "":
            return _("신분증을 준비해 주세요.")
        case Circle.PROXY:
            return _("서명한 위임장, 맡긴 분의 신분증 사본, 대리인 신분증을 준비해 주세요.")
        case _:
            return _("신청한 분의 신분증을 준비해 주세요. 가족관계는 담당자가 확인합니다.")


def place_words(given: Given, sites: Sequence[Any]) -> str:
    site = next((one for one in sites if str(one.id) == given.receive_site), None)
    return place_of(site)


def detail_parts(parts: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            **part,
            "name": part["service"].name(language()),
            "later": len(asked_online(part["service"].questions)) < len(part["service"].questions),
        }
        for part in parts
    ]


def closed_rows(closed: Sequence[Any], words: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"name": one.channel.name(language()), "why": words[one.channel.key]} for one in closed]

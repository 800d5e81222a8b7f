"""JSON: services that can be asked for, and the ways to one of them. Open to all."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema

from dongne.delivery.ways.public import Ability, Circle, Service, Way, World
from dongne.foundation.gate.public import limit
from dongne.foundation.organisations.public import viewer_of_token
from dongne.foundation.scope.public import ANONYMOUS, Viewer
from dongne.lib.refusals import Refused
from dongne.lib.seoul import SEOUL, iso_seoul

from .presenters.ways import Shown
from .queries import dong_of, offered_in, planned
from .rules import Option
from .rules.answers import HARD, HOURS, WHEN, Answers
from .words import OPENERS, told

router = Router(tags=["ways"])


def everybody(request: HttpRequest) -> Viewer:
    """Officers by their token; anybody else is let in too, not as often."""
    kind, _space, token = request.headers.get("Authorization", "").partition(" ")
    if kind.casefold() == "bearer" and token:
        address = request.META.get("REMOTE_ADDR", "")
        return viewer_of_token(token, now=timezone.now(), address=address) or ANONYMOUS
    return ANONYMOUS


class TooOften(Refused):
    status = 429  # type: ignore[assignment]


class BasisOut(Schema):
    kind: str
    text: str


class WayOut(Schema):
    """One channel of a service. `fee` in won."""

    circles: list[str]
    identity: str
    fee: int
    basis: BasisOut


class ServiceOut(Schema):
    """`name` in the language asked for, `names` in all. `limit` by the statute, `now`, `3d`, `1m`;
    `usual_minutes` of working time; `apply` and `receive` by channel."""

    code: str
    name: str
    names: dict[str, str]
    group: str
    kind: str
    issuer: str
    form: str
    limit: str
    usual_minutes: int
    fee: int
    circles: list[str]
    letter: str
    apply: dict[str, WayOut]
    receive: dict[str, WayOut]
    basis: BasisOut


class StepOut(Schema):
    code: str
    at: str
    site: str | None
    place: str
    metres: int | None
    text: str


class OptionOut(Schema):
    """`latest_at`: if everybody uses up their time. `metres`: all that is walked."""

    apply: str
    receive: str
    apply_site: str | None
    receive_site: str | None
    in_hand_at: str
    latest_at: str
    fee: int
    metres: int
    steps: list[StepOut]


class ReasonOut(Schema):
    code: str
    text: str
    opener: str
    channel: str
    basis: BasisOut


class RefusalOut(Schema):
    """`reason` is the code of the first of `reasons`."""

    apply: str
    receive: str
    reason: str
    reasons: list[ReasonOut]


class OpenerOut(Schema):
    """What one change would open, or make earlier, and the first way that it opens."""

    change: str
    text: str
    way: OptionOut


class PlanOut(Schema):
    service: str
    dong: str
    who: str
    at: str
    ways: list[OptionOut]
    refused: list[RefusalOut]
    openers: list[OpenerOut]


class ServicesAsked(Schema):
    """Without `dong`: what every office starts from."""

    dong: str = ""


class PlanAsked(Schema):
    """`at`: ISO 8601, Seoul where it names no zone; now without it. `free`: when somebody has
    time, any of `day`, `evening`, `weekend`, `hours` (then `from` and `until`, HH:MM); none is
    always. `hard`: what somebody finds hard; `lacks`: the same by ability. `letter`: a proxy has a
    letter of attorney or can get one."""

    service: str
    dong: str
    who: Literal["self", "household", "spouse", "lineal", "proxy"] = "self"
    at: datetime | None = None
    free: list[Literal["day", "evening", "weekend", "hours"]] = []
    begins: str = ""
    ends: str = ""
    hard: list[str] = []
    groups: list[str] = []
    copies: int = 1
    latitude: float | None = None
    longitude: float | None = None
    letter: bool = True


@router.get(
    "/services",
    response=list[ServiceOut],
    auth=everybody,
    summary="Services that can be asked for, with where each may be asked for and received",
)
def get_services(request: HttpRequest, asked: Query[ServicesAsked]) -> list[dict[str, Any]]:
    dong = dong_of(asked.dong) if asked.dong else None
    language = get_language() or "ko"
    return [
        service_told(service, language) for service in offered_in(dong, now=timezone.now()).values()
    ]


@router.get(
    "/plans",
    response=PlanOut,
    auth=everybody,
    summary="The ways to a service, earliest in hand first; why the others do not serve",
)
def get_plan(request: HttpRequest, asked: Query[PlanAsked]) -> dict[str, Any]:
    """404 `unknown_service`, `not_found`; 422 `not_hours`, `unknown_word`, `not_a_place`;
    429 `too_often`."""
    now = timezone.now()
    if request.auth is ANONYMOUS:  # type: ignore[attr-defined]
        verdict = limit("planner.plans", who=request.META.get("REMOTE_ADDR", ""), now=now)
        if not verdict.allowed:
            raise TooOften(_("너무 자주 물었습니다. 잠시 뒤에 다시 해 주세요."), code="too_often")
    at = asked.at or now
    if at.tzinfo is None:
        at = at.replace(tzinfo=SEOUL)
    if abs((at - now).days) > 366:
        raise Refused(_("일 년 안의 때를 적어 주세요."), code="too_far_away")
    found = planned(_answers(asked), now=at, language=get_language() or "ko")
    shown = Shown(found, now=at)
    return {
        "service": found.service.code,
        "dong": found.dong.code,
        "who": asked.who,
        "at": iso_seoul(at),
        "ways": [_option(shown, found.world, one) for one in found.plan.ways],
        "refused": [
            {
                "apply": one.apply,
                "receive": one.receive,
                "reason": one.reasons[0].code,
                "reasons": [
                    {
                        "code": reason.code,
                        "text": told(reason),
                        "opener": reason.opener,
                        "channel": reason.channel,
                        "basis": {"kind": reason.basis.kind, "text": reason.basis.text},
                    }
                    for reason in one.reasons
                ],
            }
            for one in found.plan.refused
        ],
        "openers": [
            {
                "change": one.change,
                "text": str(OPENERS.get(one.change, one.change)),
                "way": _option(shown, found.world, one.option),
            }
            for one in found.plan.openers
        ],
    }


def service_told(service: Service, language: str) -> dict[str, Any]:
    def way(one: Way) -> dict[str, Any]:
        return {
            "circles": sorted(one.circles),
            "identity": one.identity,
            "fee": service.fee if one.fee is None else one.fee,
            "basis": {"kind": one.basis.kind, "text": one.basis.text},
        }

    return {
        "code": service.code,
        "name": service.name(language),
        "names": dict(service.names),
        "group": service.group,
        "kind": service.kind,
        "issuer": service.issuer,
        "form": service.form,
        "limit": service.limit,
        "usual_minutes": service.usual_minutes,
        "fee": service.fee,
        "circles": sorted(service.circles),
        "letter": service.letter,
        "apply": {key: way(one) for key, one in service.apply.items()},
        "receive": {key: way(one) for key, one in service.receive.items()},
        "basis": {"kind": service.basis.kind, "text": service.basis.text},
    }


def _answers(asked: PlanAsked) -> Answers:
    if not set(asked.hard) <= {*HARD, *Ability} or not set(asked.free) <= {*WHEN, HOURS}:
        raise Refused(_("알 수 없는 낱말입니다."), code="unknown_word")
    if (asked.latitude is None) is not (asked.longitude is None):
        raise Refused(_("위도와 경도를 함께 적어 주세요."), code="not_a_place")
    place = None
    if asked.latitude is not None and asked.longitude is not None:
        place = asked.latitude, asked.longitude
        if not (-90 <= place[0] <= 90 and -180 <= place[1] <= 180):
            raise Refused(_("위도와 경도를 함께 적어 주세요."), code="not_a_place")
    hours = None
    if asked.begins or asked.ends or HOURS in asked.free:
        begins, ends = _minutes(asked.begins), _minutes(asked.ends)
        if begins is None or ends is None or begins >= ends:
            raise Refused(_("몇 시부터 몇 시까지인지 둘 다 적어 주세요."), code="not_hours")
        hours = begins, ends
    return Answers(
        service=asked.service[:60],
        dong=asked.dong[:40],
        who=Circle(asked.who),
        when=(*asked.free, *((HOURS,) if hours else ())),
        hours=hours,
        hard=tuple(_HARD_OF.get(one, one) for one in asked.hard),
        groups=tuple(asked.groups[:20]),
        copies=min(max(asked.copies, 1), 100),
        place=place,
        letter=asked.letter,
    )


_HARD_OF = {
    ability.value: name for name, lacks in HARD.items() for ability in lacks if len(lacks) == 1
}


def _minutes(text: str) -> int | None:
    hour, colon, minute = text.partition(":")
    if not colon or not (hour + minute).isdecimal() or not (hour + minute).isascii():
        return None
    found = int(hour) * 60 + int(minute)
    return found if int(hour) < 24 and int(minute) < 60 else None


def _option(shown: Shown, world: World, option: Option) -> dict[str, Any]:
    return {
        "apply": option.apply,
        "receive": option.receive,
        "apply_site": _key(option.apply_site),
        "receive_site": _key(option.receive_site),
        "in_hand_at": iso_seoul(option.in_hand_at),
        "latest_at": iso_seoul(option.latest_at),
        "fee": option.fee,
        "metres": option.metres,
        "steps": [
            {
                "code": step.code,
                "at": iso_seoul(step.at),
                "site": _key(step.site),
                "place": shown.place_of(step.site),
                "metres": step.metres,
                "text": shown.step(step, option),
            }
            for step in option.steps
        ],
    }


def _key(key: object) -> str | None:
    return None if key is None else str(key)

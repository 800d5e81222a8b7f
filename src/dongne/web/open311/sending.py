"""A service request as it was posted: read whole, and opened as a case.

Everything that is wrong is told at once. What identifies the person goes to the sealed person only;
`device_id` and `account_id` are taken and not kept, since nothing here needs to know a device.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from dongne.design.forms import number_refusal
from dongne.foundation.gate.public import ApiKey, Scope, key_of, limit, limit_key
from dongne.foundation.media.public import receive_photo
from dongne.foundation.residents.public import Unfit, tidy_email, tidy_name, tidy_phone
from dongne.foundation.scope.public import Level, Viewer, ViewerKind, program_viewer
from dongne.lib.readable_secrets import Secret
from dongne.lib.refusals import Refused
from dongne.lib.seoul import SEOUL, seoul_day
from dongne.outreach.casework.public import Channel, Contact, Opening, PhotoRole, open_case
from dongne.outreach.categories.public import QuestionKind, Words, WrongAnswer, read_answers

from .arguments import MOMENT, Arguments, many
from .catalogue import categories_at
from .errors import Wrong, not_found, not_provided, unreadable, wrong
from .places import Jurisdiction, Where, jurisdiction_of, where

LIMIT = "open311.request"
FREE, PER = 20, timedelta(hours=1)
"""Reports from one network address without a key."""
LONGEST_BODY = 2 * 2**20
"""Of a form without photos; the text that the standard allows fits many times."""
MOST_PHOTOS = 5
LONGEST_ANSWER = 1000
LONGEST_NAME = 60
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
PHOTO_FIELD = re.compile(r"media(?:\[\d*\])?", re.ASCII)
EXTENSIONS = ("secret", "secret_words")


@dataclass(frozen=True, slots=True)
class Sent:
    """What was read of the body, before anything is looked up."""

    given: Arguments
    files: list[tuple[str, Any]]
    key: str
    extensions: bool


@dataclass(frozen=True, slots=True)
class Person:
    contact: Contact | None
    left_out: list[str]
    """What of it could not be used, in sentences: told with the answer, never silent."""


def read_body(request: HttpRequest) -> Sent:
    """The body is here before a database connection is taken. Raises Wrong."""
    if request.content_type not in {FORM, MULTIPART}:
        raise wrong(400, _("Content-Type은 %(form)s이어야 합니다.") % {"form": FORM})
    length = request.headers.get("Content-Length", "")
    if request.content_type == FORM and length.isdecimal() and int(length) > LONGEST_BODY:
        raise wrong(400, _("보낸 내용이 너무 큽니다. 설명은 4,000자까지입니다."))
    given = many(request.POST)
    for name in ("api_key", "jurisdiction_id", "extensions"):
        # Some clients name these in the address, as with GET.
        if name not in given and name in request.GET:
            given[name] = request.GET.getlist(name)
    files = [(name, file) for name in request.FILES for file in request.FILES.getlist(name)]
    arguments = Arguments(given)
    return Sent(
        given=arguments,
        files=files,
        key=arguments.text("api_key"),
        extensions=arguments.truth("extensions"),
    )


def check_key(sent: Sent, *, now: datetime) -> ApiKey | None:
    """None without one: a report from everybody is taken in. A wrong one is 403."""
    if not sent.key:
        return None
    key = key_of(sent.key, now=now)
    if key is None or not key.may(Scope.OPEN311):
        raise wrong(
            403,
            _("api_key 값이 틀렸거나 더 쓸 수 없는 열쇠입니다. 아무것도 접수하지 않았습니다."),
        )
    return key


def create(request: HttpRequest, *, now: datetime) -> list[dict[str, Any]]:
    """Open the case and answer with its number. Raises Wrong, Refused."""
    sent = read_body(request)
    key = check_key(sent, now=now)
    given = sent.given
    _refuse_numbers(request, sent)
    jurisdiction = jurisdiction_of(request, given)
    code = given.needed("service_code", longest=60)
    point, address = given.place(), _address(given)
    found = None
    if point is not None or address:
        found = where(given, jurisdiction, point=point, address=address, may=_place_of(key))
    elif not given.faults:
        _no_place(given)
    day = seoul_day(now)
    words = _category(given, code, found, jurisdiction, day)
    answers = _answers(given, words)
    text = given.prose("description")
    if url := given.address("media_url"):
        answers["media_url"] = url
    person = _person(given)
    photos = _photos(given, sent.files)
    for name in ("device_id", "account_id"):
        given.text(name, longest=200)
    given.done()
    if found is None or words is None:
        raise wrong(400, _("받은 내용으로 접수할 수 없습니다."))
    actor = _admit(request, key, now=now)
    taken = _taken(actor, found, photos, now=now)
    opened = open_case(
        actor,
        given=Opening(
            category=words.code,
            text=text or _undescribed(words),
            channel=Channel.OPEN311,
            dong_id=found.dong.pk,
            tong=found.tong,
            address=address or _as_address(point, found),
            latitude=found.point[0] if found.point else None,
            longitude=found.point[1] if found.point else None,
            answers=answers,
            photos=tuple((sha, PhotoRole.BEFORE) for sha in taken),
            contacts=(person.contact,) if person.contact else (),
        ),
        now=now,
    )
    notice = " ".join([words.promise(), *person.left_out]).strip()
    told: dict[str, Any] = {
        "service_request_id": opened.case.number,
        "service_notice": notice or None,
        "account_id": None,
    }
    if sent.extensions and opened.secret is not None:
        secret = Secret(opened.secret)
        told["extended_attributes"] = {
            "secret": secret.compact,
            "secret_words": secret.words(get_language() or "ko"),
        }
    return [told]


def _undescribed(words: Words) -> str:
    """A description may be left out; what stands in for it is read by the office."""
    with override("ko"):
        return _("설명 없이 들어온 신고: %(kind)s") % {"kind": words.name("ko")}


def _refuse_numbers(request: HttpRequest, sent: Sent) -> None:
    """No registration number is taken in, wherever it stands."""
    texts = [part for name, values in request.POST.lists() for part in (name, *values)]
    texts += [str(file.name) for _name, file in sent.files]
    if told := number_refusal(texts):
        raise wrong(400, str(told))


def _address(given: Arguments) -> str:
    """What was typed; else the number of the building in the national register, as it came."""
    typed = given.text("address_string", longest=200).replace("\n", " ")
    number = given.text("address_id", longest=60)
    return " ".join(typed.split()) or number


def _as_address(point: tuple[float, float] | None, found: Where) -> str:
    """Coordinates that no outline knows are kept as they were told."""
    return f"{point[0]:.6f}, {point[1]:.6f}" if point and found.point is None else ""


def _no_place(given: Arguments) -> None:
    given.wrong(
        "lat, long, address_string, address_id",
        _("이 가운데 하나로 어디인지 알려 주세요 (location not provided)."),
    )


def _place_of(key: ApiKey | None) -> Jurisdiction:
    """Where a key lets reports go: its place and all below it."""
    if key is None:
        return Jurisdiction()
    return Jurisdiction(dong_id=key.dong_id, district_id=key.district_id, city_id=key.city_id)


def _category(
    given: Arguments, code: str, found: Where | None, jurisdiction: Jurisdiction, day: date
) -> Words | None:
    if not code:
        return None
    place = Jurisdiction(dong_id=found.dong.pk) if found else jurisdiction
    words = categories_at(place, day=day).get(code)
    if words is None:
        given.missing(not_found("service_code"), 404)
    return words


def _answers(given: Arguments, words: Words | None) -> dict[str, Any]:
    """By the code of the question. What nobody asked is kept under its own code."""
    sent = given.answers()
    if words is None:
        return {}
    told: dict[str, Any] = {}
    for question in words.questions:
        values = sent.pop(question.code, [])
        if question.kind is QuestionKind.DATE:
            values = [_day(value) for value in values]
        name = f"attribute[{question.code}]"
        if question.required and not values:
            given.missing(not_provided(name))
            continue
        try:
            # One by one, so that every wrong answer is told.
            told |= read_answers(replace(words, questions=(question,)), {question.code: values})
        except WrongAnswer as wrong_one:
            given.wrong(name, wrong_one.message)
    for code, values in sent.items():
        text = ", ".join(values)
        if len(text) > LONGEST_ANSWER:
            given.wrong(
                f"attribute[{code}]",
                _("%(most)d자까지 보낼 수 있습니다.") % {"most": LONGEST_ANSWER},
            )
        told[code] = text
    return told


def _day(text: str) -> str:
    """`datetime` answers may be a day or a moment; our questions are about a day."""
    if MOMENT.fullmatch(text):
        with suppress(ValueError, OverflowError):
            return datetime.fromisoformat(text).astimezone(SEOUL).date().isoformat()
    return text


def _person(given: Arguments) -> Person:
    """Names, telephone and e-mail. One of two ways to be reached may be unusable: the answer says
    so. Nobody is told of nothing."""
    first, last = (given.text(part, longest=LONGEST_NAME) for part in ("first_name", "last_name"))
    together = f"{last}{first}" if _korean(first + last) else f"{first} {last}"
    name = _tidied(given, "first_name, last_name", together.strip(), tidy_name)
    typed = {one: given.text(one, longest=254) for one in ("phone", "email")}
    ways = {"phone": tidy_phone, "email": tidy_email}
    told: dict[str, str] = {}
    unfit: list[str] = []
    for way, text in typed.items():
        if text:
            try:
                told[way] = ways[way](text)
            except Unfit:
                unfit.append(way)
    sentences = {
        "phone": _("우리나라에서 걸 수 있는 전화번호가 아니어서 저장하지 않았습니다."),
        "email": _("이메일 주소가 아니어서 저장하지 않았습니다."),
    }
    if unfit and not any(told.values()):
        for way in unfit:
            given.wrong(way, sentences[way])
        return Person(None, [])
    if not (name or any(told.values())):
        return Person(None, [])
    contact = Contact(
        name=name,
        phone=told.get("phone", ""),
        email=told.get("email", ""),
        language=get_language() or "ko",
    )
    return Person(contact, [f"{way}: {sentences[way]}" for way in unfit])


def _korean(name: str) -> bool:
    """The family name comes first, and no space between."""
    return any(unicodedata.name(sign, "").startswith("HANGUL") for sign in name)


def _tidied(given: Arguments, name: str, text: str, tidy: Callable[[str], str]) -> str:
    if not text:
        return ""
    with suppress(Unfit):
        return tidy(text)
    given.wrong(name, _("이름에 쓸 수 없는 글자가 있습니다."))
    return ""


def _photos(given: Arguments, files: list[tuple[str, Any]]) -> list[Any]:
    """Files of `media`, as the draft of version 2.1 has them."""
    if unknown := [name for name, _file in files if not PHOTO_FIELD.fullmatch(name)]:
        given.wrong(unknown[0][:60], _("사진은 media라는 이름으로 보내 주세요."))
    if len(files) > MOST_PHOTOS:
        given.wrong("media", _("사진은 %(most)d장까지 보낼 수 있습니다.") % {"most": MOST_PHOTOS})
    return [file for _name, file in files]


def _admit(request: HttpRequest, key: ApiKey | None, *, now: datetime) -> Viewer:
    """Who sends it. Counted when all else is right; a key as often as was agreed, nobody's key as
    often as everybody may. Raises Wrong."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    verdict = limit_key(key, now=now) if key else limit(LIMIT, who=address, now=now)
    if not verdict.allowed:
        raise wrong(
            429,
            _("너무 많이 보냈습니다. %(seconds)d초 뒤에 다시 보내거나 api_key를 받아 보내 주세요.")
            % {"seconds": verdict.wait_seconds},
            retry_after=verdict.wait_seconds,
        )
    return program_viewer(name=key.program if key else "", address=address)


def _taken(actor: Viewer, found: Where, files: list[Any], *, now: datetime) -> list[str]:
    """Digests of the photos, taken in for the dong. One that is refused refuses the report."""
    there = Viewer(
        kind=ViewerKind.PROGRAM,
        level=Level.DONG,
        name=actor.name,
        dong_id=found.dong.pk,
        address=actor.address,
    )
    taken: dict[str, None] = {}
    for file in files:
        try:
            taken[receive_photo(there, data=file, now=now).sha256] = None
        except Refused as refusal:
            raise Wrong(400, [unreadable("media", refusal.message)]) from refusal
    return list(taken)

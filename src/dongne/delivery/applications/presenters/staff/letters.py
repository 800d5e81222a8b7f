"""A letter of attorney in words: whom it names, whether it was seen, what it was used for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from dongne.foundation.residents.public import persons_for
from dongne.foundation.scope.public import Viewer

from ...models import Letter, LetterUse
from ...queries.letter_lists import Shown
from ...states import SignedHow
from .times import day_text, moment
from .words import letter_services

SHOWN: dict[Shown, Promise] = {
    Shown.UNCHECKED: pgettext_lazy("letters", "확인할 것"),
    Shown.VALID: pgettext_lazy("letters", "쓸 수 있는 것"),
    Shown.OVER: pgettext_lazy("letters", "끝난 것"),
    Shown.ALL: pgettext_lazy("letters", "모두"),
}
EMPTY: dict[Shown, tuple[Promise, Promise]] = {
    Shown.UNCHECKED: (
        gettext_lazy("확인할 위임장이 없습니다"),
        gettext_lazy(
            "누리집이나 창구에서 만든 위임장이 여기에 나타납니다. 서명한 종이와 신분증을 "
            "보고 확인합니다."
        ),
    ),
    Shown.VALID: (
        gettext_lazy("쓸 수 있는 위임장이 없습니다"),
        gettext_lazy("기한이 남고 아직 쓰지 않은 위임장이 여기에 모입니다."),
    ),
    Shown.OVER: (
        gettext_lazy("끝난 위임장이 없습니다"),
        gettext_lazy("쓰였거나 거두었거나 기한이 지난 위임장이 여기에 쌓입니다."),
    ),
    Shown.ALL: (
        gettext_lazy("위임장이 없습니다"),
        gettext_lazy("‘위임장 만들기’를 누르거나, 누리집에서 만든 위임장을 기다립니다."),
    ),
}
SIGNED: dict[str, Promise] = {
    SignedHow.NOT_YET: gettext_lazy("아직 서명 전"),
    SignedHow.HAND: gettext_lazy("종이에 손으로"),
    SignedHow.SCREEN: gettext_lazy("화면에 손으로"),
}


def standing(letter: Letter, *, today: date) -> tuple[str, str, str]:
    """In a word, with tone and icon."""
    if letter.revoked_at is not None:
        return _("거둠"), "danger", "x"
    if letter.used_up_at is not None and letter.checked_at is not None:
        return _("씀"), "neutral", "check"
    if letter.valid_until < today:
        return _("기한 끝남"), "neutral", "clock"
    if letter.checked_at is None:
        return _("확인 전"), "warning", "alert"
    return _("확인함"), "success", "check"


def may_check(letter: Letter, *, today: date) -> bool:
    valid = letter.valid_until >= today or letter.used_up_at is not None
    return letter.revoked_at is None and letter.checked_at is None and valid


def row_of(letter: Letter, *, today: date) -> dict[str, Any]:
    word, tone, icon = standing(letter, today=today)
    names = [
        str(person.name) if knows and person and person.name else _("이름 가림")
        for person, knows in (
            (letter.principal, letter.knows_principal),  # type: ignore[attr-defined]
            (letter.proxy, letter.knows_proxy),  # type: ignore[attr-defined]
        )
    ]
    times: int = letter.times  # type: ignore[attr-defined]
    return {
        "url": reverse("letter", args=[letter.pk]),
        "title": _("%(principal)s → %(proxy)s") % {"principal": names[0], "proxy": names[1]},
        "services": ", ".join(name for name, _copies in letter_services(letter)),
        "note": _("%(number)s · %(day)s까지")
        % {"number": letter.number, "day": day_text(letter.valid_until)},
        "used": ngettext("%(n)d번 씀", "%(n)d번 씀", times) % {"n": times} if times else "",
        "word": word,
        "tone": tone,
        "icon": icon,
    }


def page_of(
    viewer: Viewer, letter: Letter, uses: Iterable[LetterUse], *, today: date
) -> dict[str, Any]:
    word, tone, icon = standing(letter, today=today)
    known = frozenset(
        persons_for(viewer)
        .filter(pk__in=[one for one in (letter.principal_id, letter.proxy_id) if one])
        .values_list("pk", flat=True)
    )
    people = []
    for label, person in ((_("위임한 사람"), letter.principal), (_("위임받은 사람"), letter.proxy)):
        if person is None:
            people.append({"label": label, "name": _("없음"), "contacts": "", "url": ""})
            continue
        shown = person.pk in known
        people.append(
            {
                "label": label,
                "name": str(person.name) if shown and person.name else _("이름 가림"),
                "contacts": str(person.phone) if shown and person.phone else "",
                "url": reverse("resident", args=[person.pk]) if shown else "",
            }
        )
    facts = [
        (_("쓰임새"), letter.purpose or "-"),
        (_("만든 때"), moment(letter.made_at)),
        (_("언제까지"), day_text(letter.valid_until)),
        (_("서명"), str(SIGNED[letter.signed])),
        (_("대신 받기"), _("함") if letter.may_receive else _("하지 않음")),
        (_("쓸 수 있는 횟수"), _("한 번") if letter.single_use else _("기한까지 여러 번")),
    ]
    if letter.checked_at:
        who = letter.checked_by.name if letter.checked_by else ""
        facts.append((_("확인"), f"{moment(letter.checked_at)} {who}"))
    if letter.revoked_at:
        facts.append((_("거둠"), f"{moment(letter.revoked_at)} {letter.why_revoked}"))
    return {
        "head": {"word": word, "tone": tone, "icon": icon},
        "people": people,
        "facts": facts,
        "services": [
            (name, ngettext("%(n)d부", "%(n)d부", copies) % {"n": copies})
            for name, copies in letter_services(letter)
        ],
        "uses": [
            {
                "number": one.application_number,
                "url": reverse("application_by_number", args=[one.application_number]),
                "what": _("신청") if one.what == "apply" else _("받기"),
                "at": moment(one.at),
                "told": moment(one.told_at),
            }
            for one in uses
        ],
    }

"""Words of a receipt: until when, by whom, and what happens next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from dongne.foundation.places.public import Dong
from dongne.lib.readable_secrets import Secret
from dongne.outreach.categories.public import Words, due_of

from ..queries.responsible import Who
from ..rules import Contact, Given
from .reporting import moment_words, team_name, title_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    number: str
    words: list[str]
    link: str
    """Where the code leads; what follows `#` is never sent to a server."""
    plain: str
    """The same address without the secret, to be typed."""
    due: str
    promise: str
    who: str
    steps: list[str]
    follows: bool


def receipt(
    *,
    number: str,
    secret: Secret,
    given: Given,
    words: Words | None,
    dong: Dong | None,
    who: Who | None,
    status_url: str,
    follows: bool,
    sent_at: datetime,
) -> Receipt:
    due = due_of(words, received_at=sent_at, dong_id=given.dong_id).due_at if words else None
    return Receipt(
        number=number,
        words=secret.words(get_language() or "ko").split(),
        link=f"{status_url}?number={number}#{secret.compact}",
        plain=status_url,
        due=moment_words(due) if due and not follows else "",
        promise=words.promise() if words and not follows else "",
        who=_who(who, dong) if not follows else "",
        steps=_steps(given),
        follows=follows,
    )


def _who(who: Who | None, dong: Dong | None) -> str:
    if who is None:
        return dong.label if dong else ""
    named = f"{who.officer.name} {title_of(who.officer)}" if who.officer else ""
    return " ".join(filter(None, [who.place, team_name(who.team), named]))


def _steps(given: Given) -> list[str]:
    told = {
        Contact.PHONE: _("처리한 사람이 결과를 남겨 주신 번호로 직접 알려 드립니다."),
        Contact.EMAIL: _("처리한 사람이 결과를 남겨 주신 이메일로 직접 알려 드립니다."),
    }.get(
        Contact(given.contact or Contact.NONE),
        _("‘내 신고와 신청 보기’에서 접수번호와 비밀낱말로 결과를 볼 수 있습니다."),
    )
    return [
        _(
            "담당자가 내용을 읽고 맡을 사람을 정합니다. 다른 "
            "기관의 일이면 그곳으로 보내고 알려 드립니다."
        ),
        _("맡은 사람이 현장을 보고 처리합니다. 늦어지면 까닭과 새 날짜를 알려 드립니다."),
        told,
    ]


def rows(shown: Receipt) -> list[dict[str, Any]]:
    """What stands under the number."""
    found = [
        {"label": _("언제까지"), "value": shown.due},
        {"label": _("약속"), "value": shown.promise},
        {"label": pgettext("receipt", "누가"), "value": shown.who},
    ]
    return [row for row in found if row["value"]]

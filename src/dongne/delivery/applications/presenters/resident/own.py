"""One's own application in words: how far it is, where it is, what is asked, what one can do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dongne.delivery.channels.public import words_of
from dongne.delivery.ways.public import Giving

from ...queries.own import Mine
from ...states import ON_ITS_WAY, ApplicationState, ItemState, PaymentMeans, PaymentState
from ...subjects import is_underway
from .words import about, day_words, fee_words, language, moment_words, place_of, stamp_words

S = ApplicationState
STEPS = (
    gettext_lazy("보냄"),
    gettext_lazy("접수"),
    gettext_lazy("준비됨"),
    gettext_lazy("받을 곳에 있음"),
    gettext_lazy("받음"),
)
AT_STEP = {
    S.SUBMITTED: 1,
    S.ACCEPTED: 2,
    S.SUPPLEMENT: 2,
    S.ISSUED: 3,
    S.READY: 4,
    S.HANDED_OVER: 6,
    S.CLOSED: 6,
}
NOW = {
    S.SUBMITTED: gettext_lazy("동주민센터에 도착했습니다. 담당자가 곧 접수합니다."),
    S.ACCEPTED: gettext_lazy("접수했습니다. 준비하고 있습니다."),
    S.SUPPLEMENT: gettext_lazy("모자란 것이 있어 기다리고 있습니다. 아래에 알려 주세요."),
    S.ISSUED: gettext_lazy("서류가 다 되었습니다. 받을 곳으로 보낼 차례입니다."),
    S.READY: gettext_lazy("받으실 수 있습니다."),
    S.HANDED_OVER: gettext_lazy("전해 드렸습니다."),
    S.CLOSED: gettext_lazy("끝났습니다."),
    S.REFUSED: gettext_lazy("내드릴 수 없다고 결정했습니다. 까닭과 하실 수 있는 일을 보세요."),
    S.WITHDRAWN: gettext_lazy("신청을 취소하셨습니다."),
    S.UNCOLLECTED: gettext_lazy("찾아가지 않아 기한이 지나 없앴습니다. 필요하면 다시 신청하세요."),
}
HAPPENED = {
    S.SUBMITTED: gettext_lazy("신청이 도착했습니다."),
    S.ACCEPTED: gettext_lazy("접수했습니다."),
    S.SUPPLEMENT: gettext_lazy("더 필요한 것을 여쭈었습니다."),
    S.ISSUED: gettext_lazy("서류가 다 되었습니다."),
    S.READY: gettext_lazy("받을 곳에 두었습니다."),
    S.HANDED_OVER: gettext_lazy("전해 드렸습니다."),
    S.CLOSED: gettext_lazy("끝났습니다."),
    S.REFUSED: gettext_lazy("내드릴 수 없다고 결정했습니다."),
    S.WITHDRAWN: gettext_lazy("신청을 취소하셨습니다."),
    S.UNCOLLECTED: gettext_lazy("찾아가지 않아 없앴습니다."),
}
GOES_ON = gettext_lazy("보완을 받아 다시 준비합니다.")
BACK = gettext_lazy("찾아가지 않아 동주민센터에 다시 두었습니다.")
DONE = (S.HANDED_OVER, S.CLOSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The page of one's own application."""

    number: str
    title: str
    step: int
    stepped: bool
    """Whether the bar says anything: not for what was refused or withdrawn."""
    now: str
    asked: str
    asked_until: str
    may_put_off: bool
    result: list[str]
    receiving: list[tuple[str, str]]
    items: list[dict[str, str]]
    happened: list[dict[str, Any]]
    charge: list[dict[str, Any]]
    late: bool
    fee: int
    fee_words: str
    may_pay: bool
    may_supply: bool
    may_change: bool
    may_withdraw: bool
    calendar: bool


def shown(mine: Mine, *, now: datetime) -> Shown:
    one = mine.application
    state = S(one.state)
    underway = state in ON_ITS_WAY and is_underway(one.pk)
    running = state in (S.SUBMITTED, S.ACCEPTED, S.SUPPLEMENT, S.ISSUED, S.READY)
    asked = mine.supplement
    promised = one.promised_at
    return Shown(
        number=one.number,
        title=", ".join(
            service.name(language()) if service else item.service for item, service in mine.items
        ),
        step=AT_STEP.get(state, 1),
        stepped=state in AT_STEP,
        now=str(NOW.get(state, "")),
        asked=asked.asked if asked else "",
        asked_until=day_words(asked.until) if asked else "",
        may_put_off=bool(asked and asked.times_put_off < 2),
        result=_result(mine),
        receiving=_receiving(mine, now=now),
        items=_items(mine),
        happened=_happened(mine),
        charge=_charge(mine),
        late=bool(running and state not in ON_ITS_WAY and promised and promised < now),
        fee=one.fee,
        fee_words=_fee(mine),
        may_pay=bool(
            running and mine.pays_online and one.fee and not one.settled and state != S.SUBMITTED
        ),
        may_supply=asked is not None,
        may_change=running and not underway,
        may_withdraw=running and not underway,
        calendar=bool(running and promised and promised > now),
    )


def _result(mine: Mine) -> list[str]:
    """Why not, and what one can do about it."""
    one = mine.application
    lines = []
    if one.state in (S.REFUSED, S.CLOSED):
        for item, service in mine.items:
            if item.state == ItemState.REFUSED:
                name = service.name(language()) if service else item.service
                lines.append(_("%(name)s: %(why)s") % {"name": name, "why": item.reason})
                if item.remedy:
                    lines.append(_("하실 수 있는 일: %(how)s") % {"how": item.remedy})
    return lines


def _receiving(mine: Mine, *, now: datetime) -> list[tuple[str, str]]:
    one = mine.application
    rows = []
    if mine.channel is not None:
        rows.append((_("받는 방법"), mine.channel.name(language())))
        place = place_of(mine.site)
        rows.append((_("받는 곳"), place if place != mine.channel.name(language()) else ""))
        if one.state not in DONE:
            told = words_of(mine.channel.key).receiving
            rows.append((_("이렇게 받습니다"), told.get(language()) or told.get("ko", "")))
    if one.handed_at:
        rows.append((_("받은 때"), stamp_words(one.handed_at)))
    elif one.promised_at and one.state in AT_STEP:
        if mine.channel and mine.channel.giving is Giving.POSTED:
            rows.append((_("언제"), _("%(day)s쯤") % {"day": day_words(one.promised_at)}))
        else:
            rows.append((_("언제"), _("%(at)s쯤") % {"at": moment_words(about(one.promised_at))}))
    if one.due_at and one.issued_at is None and one.state in AT_STEP:
        rows.append((_("늦어도"), _("%(at)s까지 준비합니다") % {"at": moment_words(one.due_at)}))
    return [(label, value) for label, value in rows if value]


def _items(mine: Mine) -> list[dict[str, str]]:
    words = {
        ItemState.PENDING: _("준비하는 중"),
        ItemState.ISSUED: _("다 됨"),
        ItemState.REFUSED: _("내드릴 수 없음"),
    }
    return [
        {
            "name": service.name(language()) if service else item.service,
            "copies": ngettext("%(n)d부", "%(n)d부", item.copies) % {"n": item.copies},
            "state": words[ItemState(item.state)],
            "fee": fee_words(item.fee),
        }
        for item, service in mine.items
    ]


def _fee(mine: Mine) -> str:
    one = mine.application
    if one.fee == 0:
        return ""
    paid = next((p for p in mine.payments if p.state == PaymentState.PAID), None)
    if paid is not None and paid.means in (PaymentMeans.EXEMPT, PaymentMeans.WAIVED):
        return _("내지 않으셔도 됩니다.")
    if one.settled:
        return _("%(fee)s을 내셨습니다.") % {"fee": fee_words(one.fee)}
    return _("%(fee)s. 받으실 때 내시면 됩니다.") % {"fee": fee_words(one.fee)}


def _happened(mine: Mine) -> list[dict[str, Any]]:
    """Oldest first. Why something was moved inside the office is the office's."""
    found: list[tuple[datetime, str, str]] = []
    for move in mine.moves:
        state, before = S(move.to_state), move.from_state
        words = HAPPENED.get(state)
        if state is S.ACCEPTED and before == S.SUPPLEMENT:
            words = GOES_ON
        elif state is S.ISSUED and before == S.READY:
            words = BACK
        if words and not (state is S.CLOSED and before == S.HANDED_OVER):
            found.append((move.at, str(words), ""))
    for note in mine.notes:
        found.append((note.at, _("알립니다."), note.text))
    for one in mine.supplements:
        if one.supplied_at:
            found.append((one.supplied_at, _("보완해 주신 것"), one.supplied))
    found.sort(key=lambda one: one[0])
    return [{"at": stamp_words(at), "words": words, "text": text} for at, words, text in found]


def _charge(mine: Mine) -> list[dict[str, Any]]:
    """Unit, name and telephone (민원 처리에 관한 법률 시행령 제31조)."""
    one = mine.application
    english = language() == "en"
    team = one.team or (one.officer.team if one.officer else None)
    unit = " ".join(
        filter(None, [one.dong.label, ((english and team.name_en) or team.name) if team else ""])
    )
    rows: list[dict[str, Any]] = [{"label": _("맡은 부서"), "value": unit}]
    if one.officer is not None:
        title = one.officer.title_en if english else one.officer.title
        rows.append({"label": _("담당 직원"), "value": f"{one.officer.name} {title}"})
    if mine.phone is not None:
        said = " · ".join(filter(None, [mine.phone.call, mine.phone.hours]))
        digits = "".join(sign for sign in mine.phone.call if sign.isdigit() or sign == "+")
        rows.append({"label": _("전화"), "value": said, "href": f"tel:{digits}"})
    else:
        rows.append({"label": _("전화"), "value": _("전화로 도움받기"), "href": "/call"})
    return rows

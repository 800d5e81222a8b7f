"""Moments, money, places and limits as residents read them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from dongne.delivery.channels.public import words_of
from dongne.delivery.ways.public import Giving, Service, Site
from dongne.lib.seoul import seoul_day

from ...queries.receiving import NoWay, Way


def language() -> str:
    return get_language() or "ko"


def moment_words(moment: datetime) -> str:
    """`11월 25일 수요일 오후 3시 30분`; without the minutes on the full hour."""
    local = localtime(moment)
    full = local.minute == 0
    return date_format(local, _("n월 j일 l A g시") if full else _("n월 j일 l A g시 i분"))


def about(moment: datetime) -> datetime:
    """Ten minutes sharp, never earlier: nobody promises 9:12."""
    over = moment.timestamp() % 600
    return moment + timedelta(seconds=600 - over) if over else moment


def soon_words(moment: datetime, *, now: datetime) -> str:
    """Today and tomorrow by these words."""
    local = localtime(moment)
    days = (seoul_day(moment) - seoul_day(now)).days
    clock = date_format(local, _("A g시") if local.minute == 0 else _("A g시 i분"))
    if days == 0:
        return _("오늘 %(clock)s") % {"clock": clock}
    if days == 1:
        return _("내일 %(clock)s") % {"clock": clock}
    return moment_words(moment)


def day_words(day: date) -> str:
    return date_format(day, _("n월 j일 l"))


def day_words_with_year(day: date) -> str:
    return date_format(day, _("Y년 n월 j일"))


def stamp_words(moment: datetime) -> str:
    return date_format(localtime(moment), _("Y년 n월 j일 A g시 i분"))


def fee_words(won: int) -> str:
    if won == 0:
        return pgettext("fee", "무료")
    return _("%(won)s원") % {"won": f"{won:,}"}


def limit_words(limit: str) -> str:
    """Of the statute: `now`, `3d`, `2w`, `1m`; empty for none."""
    if not limit:
        return ""
    if limit == "now":
        return _("바로 발급")
    number, unit = limit[:-1], limit[-1]
    match unit:
        case "h":
            return _("%(n)s시간 안") % {"n": number}
        case "d":
            return _("%(n)s일 안") % {"n": number}
        case "w":
            return _("%(n)s주 안") % {"n": number}
        case "m":
            return _("%(n)s개월 안") % {"n": number}
        case _:
            return _("%(n)s년 안") % {"n": number}


def service_hint(service: Service) -> str:
    """What stands below a service's name: what it is, how long it may take, what it costs."""
    here = service.helps.get(language()) or (
        service.helps.get("ko", "") if language() == "ko" else ""
    )
    way = service.apply.get("online")
    fee = service.fee if way is None or way.fee is None else way.fee
    return " · ".join(filter(None, [here, limit_words(service.limit), fee_words(fee)]))


def place_of(site: Site | None) -> str:
    if site is None:
        return ""
    name = site.name(language())
    return f"{name} ({site.address})" if site.address and site.address not in name else name


def way_name(way: Way) -> str:
    """The channel, and the place where there are several."""
    name = way.channel.name(language())
    if way.site is None or way.site.name(language()) == name:
        return name
    return f"{name} – {way.site.name(language())}"


def in_hand_words(way: Way, *, now: datetime) -> str:
    """When somebody has it, as it goes as a rule; by post only a day can be told."""
    if way.channel.giving is Giving.POSTED:
        return _("%(day)s쯤 도착") % {"day": day_words(seoul_day(way.in_hand_at))}
    moment = soon_words(about(way.in_hand_at), now=now)
    if way.channel.giving is Giving.BROUGHT:
        return _("%(moment)s쯤 가져다드립니다") % {"moment": moment}
    if way.channel.giving is Giving.LINK:
        return _("%(moment)s쯤 링크를 보내 드립니다") % {"moment": moment}
    return _("%(moment)s부터 받을 수 있습니다") % {"moment": moment}


def way_hint(way: Way, *, now: datetime) -> str:
    parts = [in_hand_words(way, now=now), fee_words(way.fee)]
    if way.site is not None and way.site.address:
        parts.append(way.site.address)
    return " · ".join(parts)


def closed_words(closed: NoWay) -> str:
    """Why a way does not serve, in a sentence that names nothing of the person."""
    own = words_of(closed.channel.key).reasons.get(closed.code, {})
    if own:
        return own.get(language()) or own["ko"]
    match closed.code:
        case "not_this_circle":
            return _("이 서류는 이 방법으로 본인만 받을 수 있습니다.")
        case "not_this_channel" | "seal_on_paper":
            return _("이 서류는 이 방법으로 내주지 않습니다.")
        case "too_many":
            return _("부수가 많아 이 방법으로는 안 됩니다.")
        case "full" | "no_free" | "no_slot" | "no_run" | "no_time":
            return _("지금은 자리가 없습니다.")
        case "no_site":
            return _("우리 동에 아직 없습니다.")
        case "channel_off":
            return _("우리 동에서 쓰지 않는 방법입니다.")
        case "only_there" | "made_there":
            return _("그곳에서 신청해야 받을 수 있습니다.")
        case _:
            return _("지금은 이 방법으로 받을 수 없습니다.")


def until_words(moment: datetime) -> str:
    return _("%(moment)s까지") % {"moment": moment_words(moment)}


def calendar_of(*, uid: str, summary: str, place: str, start: datetime, now: datetime) -> bytes:
    """One appointment of half an hour (RFC 5545). No word of which papers."""
    calendar = Calendar()
    calendar.add("prodid", "-//Dongne//applications//KO")
    calendar.add("version", "2.0")
    event = Event()
    event.add("uid", f"{uid}@dongne")
    event.add("dtstamp", now)
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(minutes=30))
    event.add("summary", summary)
    if place:
        event.add("location", place)
    calendar.add_component(event)
    return bytes(calendar.to_ical())

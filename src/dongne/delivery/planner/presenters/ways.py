"""A plan as a page shows it: ways, why the others do not serve, what one change would open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from dongne.delivery.catalogue.public import won
from dongne.delivery.channels.public import basis_words, words_of
from dongne.delivery.ways.public import Channel, Reason, Site

from ..queries import Planned
from ..rules import Option, Step
from ..words import OPENER_ICONS, OPENERS, STEPS, distance, told
from .moments import about, clock, day_words, exactly

TOGETHER = frozenset({"only_there", "made_there", "no_pair", "not_settled"})
FIRST = 5
"""So many ways are shown at once; the rest is folded away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepShown:
    when: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WayShown:
    """`days` from today, for the picture beside it."""

    apply: str
    receive: str
    apply_icon: str
    receive_icon: str
    apply_place: str
    receive_place: str
    same: bool
    when: str
    at: datetime
    latest: str
    fee: str
    walk: str
    steps: tuple[StepShown, ...]
    url: str
    ours: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NoWay:
    """One channel that serves in no way; `reasons` are `(sentence, basis)`."""

    key: str
    name: str
    icon: str
    reasons: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenerShown:
    change: str
    icon: str
    title: str
    when: str
    way: WayShown


class Shown:
    """All of a page, in its language."""

    def __init__(self, planned: Planned, *, now: datetime, apply_url: bool = True) -> None:
        self.planned, self.now, self.linked = planned, now, apply_url
        self.language = get_language() or "ko"
        self.sites: Mapping[UUID, Site] = {site.id: site for site in planned.world.sites}
        self.channels: Mapping[str, Channel] = planned.world.channels
        ways = [self.way(option) for option in planned.plan.ways]
        self.ways, self.more = ways[:FIRST], ways[FIRST:]

    @property
    def openers(self) -> list[OpenerShown]:
        return [
            OpenerShown(
                change=one.change,
                icon=OPENER_ICONS.get(one.change, "help"),
                title=str(OPENERS.get(one.change, one.change)),
                when=about(one.option.in_hand_at, self.now),
                way=self.way(one.option),
            )
            for one in self.planned.plan.openers
        ]

    @property
    def parts(self) -> list[dict[str, object]]:
        """Why the other channels do not serve, asking and receiving apart."""
        return [
            {"side": "apply", "title": pgettext("way", "신청"), "rows": self.no_apply},
            {"side": "receive", "title": pgettext("way", "받기"), "rows": self.no_receive},
        ]

    @property
    def no_apply(self) -> list[NoWay]:
        """Where it cannot be asked for at all."""
        used = {option.apply for option in self.planned.plan.ways}
        return list(self._closed("apply", used))

    @property
    def no_receive(self) -> list[NoWay]:
        used = {option.receive for option in self.planned.plan.ways}
        return list(self._closed("receive", used))

    @property
    def sentence(self) -> str:
        """What the picture of the ways says."""
        if not self.ways:
            return _("지금 말씀하신 대로는 쓸 수 있는 방법이 없습니다.")
        number = len(self.ways) + len(self.more)
        told_first = {"n": number, "when": self.ways[0].when}
        return _("방법이 %(n)d가지 있습니다. 가장 빠르면 %(when)s 받습니다.") % told_first

    def way(self, option: Option) -> WayShown:
        apply, receive = self.channels[option.apply], self.channels[option.receive]
        latest = ""
        if option.latest_at > option.in_hand_at:
            latest = exactly(option.latest_at, self.now)
        return WayShown(
            apply=apply.name(self.language),
            receive=receive.name(self.language),
            apply_icon=apply.icon,
            receive_icon=receive.icon,
            apply_place=self._place(option.apply_site, apply),
            receive_place=self._place(option.receive_site, receive),
            same=option.apply == option.receive and option.apply_site == option.receive_site,
            when=about(option.in_hand_at, self.now),
            at=option.in_hand_at,
            latest=latest,
            fee=str(won(option.fee)) if option.fee else _("무료"),
            walk=distance(option.metres) if option.metres else "",
            steps=tuple(self._steps(option)),
            url=self._apply_url(option) if self.linked else "",
            ours=apply.ours,
        )

    def _steps(self, option: Option) -> Iterator[StepShown]:
        day = ""
        for step in option.steps:
            today = day_words(step.at, self.now)
            when = clock(step.at) if today == day else f"{today} {clock(step.at)}"
            day = today
            yield StepShown(when=when, text=self.step(step, option))

    def step(self, step: Step, option: Option) -> str:
        """One sentence: as the channel's folder says it, else as the kind of step has it."""
        code = step.code
        texts: Mapping[str, str] = {}
        if code.startswith("ask"):
            texts = words_of(option.apply).asking
        elif code in ("fetch", "open_door", "brought", "arrives", "link"):
            texts = words_of(option.receive).receiving
        sentence = texts.get(self.language) or texts.get("ko") or ""
        told_here = {"place": self.place_of(step.site), "metres": distance(step.metres or 0)}
        own = str(STEPS[code]) % told_here
        if code in ("brought", "arrives"):
            return f"{sentence} {own}".strip()
        return sentence or own

    def place_of(self, site: UUID | None) -> str:
        found = self.sites.get(site) if site else None
        return found.name(self.language) if found else ""

    def _place(self, site: UUID | None, channel: Channel) -> str:
        found = self.sites.get(site) if site else None
        if found is None:
            return ""
        name = found.name(self.language)
        return "" if name == channel.name(self.language) else name

    def _closed(self, side: str, used: set[str]) -> Iterator[NoWay]:
        against: dict[str, dict[tuple[str, str], None]] = {}
        for refusal in self.planned.plan.refused:
            key = refusal.apply if side == "apply" else refusal.receive
            if key in used:
                continue
            kept = against.setdefault(key, {})
            for reason in _of(refusal.reasons, key):
                kept[told(reason), basis_words(reason.basis)] = None
        for key, reasons in against.items():
            channel = self.channels[key]
            yield NoWay(
                key=key,
                name=channel.name(self.language),
                icon=channel.icon,
                reasons=tuple(reasons),
            )

    def _apply_url(self, option: Option) -> str:
        if not self.channels[option.apply].ours:
            return ""
        try:
            start = reverse("apply_start")
        except NoReverseMatch:
            start = "/apply"
        receive, site = option.receive, option.receive_site
        if site is not None and self.sites[site].latitude is not None:
            receive = f"{receive}:{site}"
        asked = {
            "service": self.planned.service.code,
            "apply": option.apply,
            "receive": receive,
            "dong": self.planned.dong.pk,
        }
        return f"{start}?{urlencode(asked)}"


def _of(reasons: Iterable[Reason], key: str) -> list[Reason]:
    """Those that speak of this channel, else those of nobody's in particular, else all. That two
    channels do not go together is said only where nothing else is."""
    all_of_them = list(reasons)
    reasons = [one for one in all_of_them if one.code not in TOGETHER] or all_of_them
    own = [one for one in reasons if one.channel == key]
    return own or [one for one in reasons if not one.channel] or reasons

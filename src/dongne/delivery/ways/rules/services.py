"""A service of the catalogue, and what its rows allow: no more than the rows say, and why not.

Channels are named by the slugs of their folders (`channels/providers`). The rows are data; what
is here is how they are read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from ..states import Circle, Form, Identity, Letter, ServiceKind, Source

STRENGTH: dict[Identity, int] = {one: rank for rank, one in enumerate(Identity)}
"""How much a way of showing who one is is worth."""

NOT_THIS_CHANNEL = "not_this_channel"
NOT_THIS_CIRCLE = "not_this_circle"
BLOCKED = "blocked"
LETTER_NEEDED = "letter_needed"
IDENTITY_NEEDED = "identity_needed"
NO_PAIR = "no_pair"
NOT_OFFERED = "not_offered"

# Why a row of the catalogue closes a channel (`Service.closed`).
SEAL_ON_PAPER = "seal_on_paper"
"""Only the paper with the office's seal counts; what a machine prints does not."""
IN_PERSON = "in_person"
"""The person has to stand before the officer, who looks whether it is they."""
NOT_MADE_THERE = "not_made_there"
"""That machine, counter or page does not make such a document."""
NO_FILE = "no_file"
"""It may not be fetched as a file."""
A_THING = "a_thing"
"""It is a thing: it cannot be printed or sent as a file."""
NOT_SETTLED = "not_settled"
"""Asked for where nobody sees who it is, given out where nobody looks (`Service.pairs`)."""
CLOSINGS = (SEAL_ON_PAPER, IN_PERSON, NOT_MADE_THERE, NO_FILE, A_THING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Where a rule stands: a statute's article, the office's own rule, or still to be confirmed."""

    kind: Source = Source.OPEN
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One channel of a service in one direction: for whom, what it costs, how one shows who one is.

    `circles`: for whom somebody may come. `fee` in won; None is the service's own. `copies`: how
    many at most in one go there; 0 is the service's own.
    """

    circles: frozenset[Circle]
    identity: Identity = Identity.NONE
    fee: int | None = None
    copies: int = 0
    basis: Basis = field(default_factory=Basis)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """Who pays nothing: `code` is the group's slug, e.g. `basic_livelihood`; `channels` where it
    holds, empty for everywhere."""

    code: str
    channels: frozenset[str] = frozenset()
    basis: Basis = field(default_factory=Basis)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A 민원사무 as it holds somewhere on some day.

    `limit` is the statute's (`now`, `3d`, `7d`, `2w`, `1m`); empty where there is none.
    `usual_minutes`: working minutes that it takes from acceptance as a rule; 0 where the office
    has not said, then plans reckon with the limit. `circles` may ask at all; `apply` and `receive`
    narrow that by channel and may not widen it. `letter` is asked of proxies. `pairs` are the
    `(apply, receive)` that do not fit although each does, with the reason.
    """

    code: str
    edition_id: UUID
    names: Mapping[str, str]
    group: str
    kind: ServiceKind
    issuer: str
    """Slug: `dong`, `district`, `city`, `court`, `tax_office`, `immigration`, …"""
    form: Form
    limit: str
    circles: frozenset[Circle]
    apply: Mapping[str, Way]
    receive: Mapping[str, Way]
    helps: Mapping[str, str] = field(default_factory=dict)
    bring: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    usual_minutes: int = 0
    fee: int = 0
    exemptions: tuple[Exemption, ...] = ()
    letter: Letter = Letter.PAPER
    single_use: bool = True
    most_copies: int = 10
    heeds_blocks: bool = True
    """Whether a relative against whom there is a block is refused (주민등록법 제29조제6항 이하)."""
    pdf_link: bool = False
    """Whether the result may be fetched as a file by a link that ends."""
    questions: tuple[str, ...] = ()
    """Slugs of what is asked on the form, e.g. `purpose`, `address_history`."""
    basis: Basis = field(default_factory=Basis)
    pairs: Mapping[tuple[str, str], str] = field(default_factory=dict)
    closed: Mapping[str, Reason] = field(default_factory=dict)
    """Why a channel that has no way has none, by `apply.kiosk` or `receive.kiosk`; a channel that
    is in neither is simply not among those of the service."""
    offered: bool = True

    def name(self, language: str = "ko") -> str:
        return self.names.get(language) or self.names["ko"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asks or takes, as far as the catalogue cares.

    `identities`: the strongest way in which they can show who they are there. `letter`: there is a
    letter of attorney that is signed, or can be. `blocked`: a block keeps the person concerned
    from them.
    """

    circle: Circle = Circle.SELF
    blocked: bool = False
    letter: bool = False
    identity: Identity = Identity.CARD


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why something is refused. `opener` names the one thing that would change it: `letter`,
    `identity`, `self`; empty where nothing of the person's would. `basis` is the rule's."""

    code: str
    opener: str = ""
    channel: str = ""
    basis: Basis = field(default_factory=Basis)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    reasons: tuple[Reason, ...] = ()

    @property
    def allowed(self) -> bool:
        return not self.reasons


def may_apply(service: Service, channel: str, asker: Asker) -> Verdict:
    """Whether the person may ask for it there."""
    return _may(service, "apply", channel, asker)


def may_receive(service: Service, channel: str, asker: Asker) -> Verdict:
    """Whether the person may be given it there."""
    return _may(service, "receive", channel, asker)


def may_way(service: Service, apply: str, receive: str, asker: Asker) -> Verdict:
    """Both, and that the two fit. Channels' own limits come on top: `fits`."""
    reasons = (
        may_apply(service, apply, asker).reasons + may_receive(service, receive, asker).reasons
    )
    if (apply, receive) in service.pairs:
        reasons += (Reason(code=service.pairs[apply, receive], channel=receive),)
    return Verdict(reasons=tuple(dict.fromkeys(reasons)))


def _may(service: Service, direction: str, channel: str, asker: Asker) -> Verdict:
    if not service.offered:
        return Verdict(reasons=(Reason(code=NOT_OFFERED, basis=service.basis),))
    ways = service.apply if direction == "apply" else service.receive
    way = ways.get(channel)
    if way is None:
        plain = Reason(code=NOT_THIS_CHANNEL, channel=channel)
        return Verdict(reasons=(service.closed.get(f"{direction}.{channel}", plain),))
    reasons: list[Reason] = []
    if asker.blocked and service.heeds_blocks:
        reasons.append(Reason(code=BLOCKED, basis=service.basis))
    if asker.circle not in service.circles:
        reasons.append(Reason(code=NOT_THIS_CIRCLE, opener="self", basis=service.basis))
    elif asker.circle not in way.circles:
        reasons.append(
            Reason(code=NOT_THIS_CIRCLE, opener="self", channel=channel, basis=way.basis)
        )
    elif asker.circle is Circle.PROXY and service.letter is not Letter.NONE and not asker.letter:
        reasons.append(Reason(code=LETTER_NEEDED, opener="letter", basis=service.basis))
    if STRENGTH[asker.identity] < STRENGTH[way.identity]:
        reasons.append(
            Reason(code=IDENTITY_NEEDED, opener="identity", channel=channel, basis=way.basis)
        )
    return Verdict(reasons=tuple(reasons))


def fee_of(service: Service, apply: str, *, copies: int, groups: frozenset[str]) -> int:
    """Won for that many copies asked for there, by somebody of these groups."""
    for one in service.exemptions:
        if one.code in groups and (not one.channels or apply in one.channels):
            return 0
    way = service.apply.get(apply)
    each = service.fee if way is None or way.fee is None else way.fee
    return each * copies

"""Service × apply × receive × for whom: what goes, and in words why the rest does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dongne.delivery.ways.public import (
    Asker,
    Asking,
    Channel,
    Circle,
    Giving,
    Identity,
    Reason,
    Service,
    fits,
    may_ask_there,
    may_be_given_there,
)

from ..words import ASKERS, BLOCKED, in_language
from .reasons import basis_words, reason_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """One reason in words, and where its rule stands."""

    sentence: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shut:
    """A channel that does not serve at all in one direction."""

    channel: Channel
    name: str
    whys: Sequence[Why]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    name: str
    """The receiving channel's."""
    whys: Sequence[Why]

    @property
    def allowed(self) -> bool:
        return not self.whys


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    channel: Channel
    name: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """`rows` and `heads` are the channels that serve at least alone; the others say why not."""

    heads: Sequence[tuple[Channel, str]]
    rows: Sequence[Row]
    not_asked: Sequence[Shut]
    not_given: Sequence[Shut]

    @property
    def ways(self) -> int:
        return sum(cell.allowed for row in self.rows for cell in row.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A service among all: where one asks, where one receives, how many pairs go."""

    code: str
    name: str
    ask: str
    receive: str
    ways: int


def asker_of(who: str) -> Asker:
    """Whoever the matrix is asked for, with all papers in hand: what is refused is refused for
    good. `blocked` is a relative whom a block keeps away."""
    if who == BLOCKED:
        return Asker(circle=Circle.LINEAL, blocked=True, identity=Identity.CARD)
    circle = Circle(who) if who in ASKERS else Circle.SELF
    return Asker(circle=circle, letter=True, identity=Identity.CARD)


def matrix_of(channels: Mapping[str, Channel], service: Service, asker: Asker) -> Matrix:
    asked = {
        key: may_ask_there(channels, service, key, asker).reasons
        for key, one in channels.items()
        if one.asking is not Asking.NO
    }
    given = {
        key: may_be_given_there(channels, service, key, asker).reasons
        for key, one in channels.items()
        if one.giving is not Giving.NO
    }
    heads = [key for key, reasons in given.items() if not reasons]
    rows = [
        Row(
            channel=channels[apply],
            name=in_language(channels[apply].names),
            cells=[
                Cell(
                    name=in_language(channels[receive].names),
                    whys=_whys(fits(channels, service, apply, receive, asker).reasons),
                )
                for receive in heads
            ],
        )
        for apply, reasons in asked.items()
        if not reasons
    ]
    return Matrix(
        heads=[(channels[key], in_language(channels[key].names)) for key in heads],
        rows=rows,
        not_asked=_shut(channels, asked),
        not_given=_shut(channels, given),
    )


def lines_of(
    channels: Mapping[str, Channel], services: Mapping[str, Service], asker: Asker
) -> list[Line]:
    """Every service in one line."""
    found = []
    for code, service in services.items():
        matrix = matrix_of(channels, service, asker)
        goes = [row for row in matrix.rows if any(cell.allowed for cell in row.cells)]
        taken = [
            head[1]
            for place, head in enumerate(matrix.heads)
            if any(row.cells[place].allowed for row in matrix.rows)
        ]
        found.append(
            Line(
                code=code,
                name=in_language(service.names),
                ask=", ".join(row.name for row in goes),
                receive=", ".join(taken),
                ways=matrix.ways,
            )
        )
    return found


def csv_rows(
    channels: Mapping[str, Channel], services: Sequence[Service], whos: Sequence[str]
) -> Iterator[Sequence[str]]:
    """Every cell: service, for whom, apply, receive, whether, why not, basis."""
    yield (
        _("민원 이름"),
        _("누가"),
        _("신청하는 곳"),
        _("받을 곳"),
        _("되는지"),
        _("까닭"),
        _("근거"),
    )
    names = {key: in_language(one.names) for key, one in channels.items()}
    askable = [key for key, one in channels.items() if one.asking is not Asking.NO]
    givable = [key for key, one in channels.items() if one.giving is not Giving.NO]
    for service in services:
        for who in whos:
            asker = asker_of(who)
            for apply in askable:
                for receive in givable:
                    whys = _whys(fits(channels, service, apply, receive, asker).reasons)
                    yield (
                        in_language(service.names),
                        str(ASKERS[who]),
                        names[apply],
                        names[receive],
                        _("안 됨") if whys else _("됨"),
                        " / ".join(one.sentence for one in whys),
                        " / ".join(dict.fromkeys(one.basis for one in whys if one.basis)),
                    )


def _shut(channels: Mapping[str, Channel], told: Mapping[str, Sequence[Reason]]) -> list[Shut]:
    return [
        Shut(channel=channels[key], name=in_language(channels[key].names), whys=_whys(reasons))
        for key, reasons in told.items()
        if reasons
    ]


def _whys(reasons: Sequence[Reason]) -> list[Why]:
    found = [Why(sentence=reason_words(one), basis=basis_words(one.basis)) for one in reasons]
    return list(dict.fromkeys(found))

"""The matrix as a paper: what goes through which channel, and why the rest does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dongne.delivery.ways.public import Channel, Service
from dongne.foundation.papers.public import Block, Column, Document, Table

from .presenters.matrix import Shut, asker_of, csv_rows, lines_of, matrix_of
from .words import ASKERS, in_language


def matrix_document(
    channels: Mapping[str, Channel],
    services: Mapping[str, Service],
    *,
    place: str,
    service: Service | None,
    who: str,
    today: date,
    cells: bool = False,
) -> Document:
    """Of one service, or of all in a line each. With `cells` every combination is a line of its
    own, of one service for everybody it may be asked by: what a spreadsheet works with."""
    title = _("%(place)s 신청·수령 조합표") % {"place": place}
    blocks: list[Block]
    if cells:
        whos = list(ASKERS) if service is not None else [who]
        chosen = [service] if service is not None else list(services.values())
        head, *rows = csv_rows(channels, chosen, whos)
        blocks = [_table(title, list(head), [tuple(row) for row in rows])]
    elif service is None:
        lines = lines_of(channels, services, asker_of(who))
        blocks = [
            _table(
                title,
                [_("민원 이름"), _("신청하는 곳"), _("받을 곳"), _("되는 조합")],
                [(one.name, one.ask or "–", one.receive or "–", f"{one.ways}") for one in lines],
            )
        ]
    else:
        blocks = _of_service(channels, service, who)
    named = in_language(service.names) if service is not None else _("모든 민원")
    return Document(
        name=f"{title} {named} {today}",
        title=title,
        head=[
            (_("민원 이름"), named),
            (_("누가"), str(ASKERS[who])),
            (_("기준일"), date_format(today, _("Y. n. j."))),
        ],
        blocks=blocks,
    )


def _of_service(channels: Mapping[str, Channel], service: Service, who: str) -> list[Block]:
    matrix = matrix_of(channels, service, asker_of(who))
    goes = [
        (
            row.name,
            cell.name,
            _("됨") if cell.allowed else _("안 됨"),
            " ".join(why.sentence for why in cell.whys),
        )
        for row in matrix.rows
        for cell in row.cells
    ]
    why = [_("어느 창구"), _("까닭"), _("근거")]
    return [
        _table(
            _("함께 쓸 수 있는지"), [_("신청하는 곳"), _("받을 곳"), _("되는지"), _("까닭")], goes
        ),
        _table(_("신청할 수 없는 곳"), why, _lines(matrix.not_asked)),
        _table(_("받을 수 없는 곳"), why, _lines(matrix.not_given)),
    ]


def _lines(shut: Sequence[Shut]) -> list[tuple[str, ...]]:
    return [
        (
            one.name,
            " ".join(why.sentence for why in one.whys),
            ", ".join(why.basis for why in one.whys if why.basis) or "–",
        )
        for one in shut
    ]


def _table(heading: str, labels: Sequence[str], rows: Sequence[tuple[str, ...]]) -> Table:
    return Table(
        heading=heading,
        caption=heading,
        columns=[Column(label=label, width=1.0) for label in labels],
        rows=list(rows),
        empty=_("해당하는 것이 없습니다."),
    )

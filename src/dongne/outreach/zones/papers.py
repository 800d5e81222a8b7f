"""구역 현황: who looks after which tongs on a day, as a paper."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from dongne.foundation.papers.public import Column, Document, Facts, Item, Items, Table
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import Viewer

from .presenters.board import long_day, tables_of, warnings_of
from .queries import board


def zone_document(viewer: Viewer, *, dong: Dong, day: date) -> Document:
    """A table for each team: 담당자, 통담당, 구역, 대직자, 비고; what is open stands first."""
    found = board(viewer, dong_id=dong.pk, day=day)
    columns = [
        Column(label=_("직위"), width=1.2),
        Column(label=_("담당자"), width=1.2),
        Column(label=_("통담당"), width=2.0),
        Column(label=_("구역"), width=2.0),
        Column(label=_("대직자"), width=1.2),
        Column(label=_("비고"), width=2.4),
    ]
    holders = {row.officer.pk for rows in found.holders.values() for row in rows}
    blocks: list[Facts | Items | Table] = [
        Facts(
            rows=[
                (_("기준일"), long_day(day)),
                (_("%(unit)s 수") % {"unit": dong.unit_name}, str(len(found.tongs))),
                (_("구역 담당자"), _("%(count)d명") % {"count": len(holders)}),
            ]
        )
    ]
    for warned in warnings_of(found, dong, may=False):
        blocks.append(
            Items(heading=warned.title, items=[Item(text=mend.text) for mend in warned.mends])
        )
    for team, lines in tables_of(found, dong, {}, may=False):
        blocks.append(
            Table(
                heading=team,
                caption=_("%(team)s 구역 현황") % {"team": team},
                columns=columns,
                rows=[
                    (
                        line.title,
                        line.name,
                        line.charges or "–",
                        line.tongs or "–",
                        line.deputy or "–",
                        " / ".join(
                            filter(
                                None,
                                [
                                    line.away,
                                    _("구역 제외: %(reason)s") % {"reason": line.excluded}
                                    if line.excluded
                                    else "",
                                ],
                            )
                        )
                        or "–",
                    )
                    for line in lines
                ],
            )
        )
    title = _("%(dong)s 구역 현황") % {"dong": dong.label}
    return Document(name=f"{title} {day}", title=title, office=dong.label, blocks=blocks)

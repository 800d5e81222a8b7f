"""The month's counters as a paper for the wall."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from dongne.foundation.papers.public import Block, Column, Document, Table, Text
from dongne.foundation.places.public import Dong

from .presenters.sessions import Shown


def month_poster(
    *, title: str, office: Dong | None, rows: Sequence[Shown], phone: str, address: str
) -> Document:
    """Large letters: for people who read it on a wall."""
    table = Table(
        columns=[
            Column(label=_("날짜"), width=1.4, strong=True),
            Column(label=_("시간"), width=1.1),
            Column(label=_("곳"), width=2.2),
        ],
        rows=[
            [
                row.day,
                _("열지 않음") if row.off else row.hours,
                row.place + (f" ({row.address})" if row.address else ""),
            ]
            for row in rows
        ],
        empty=_("이달에는 남은 창구가 없습니다."),
    )
    told: list[Block] = [
        Text(
            text=_("주민센터까지 오지 않으셔도 됩니다. 신분증을 가지고 가까운 곳으로 오세요."),
        ),
        table,
        Text(
            heading=_("예약"),
            text=_("예약하지 않아도 됩니다. 시간을 정해 두려면 %(address)s 또는 전화 %(phone)s")
            % {"address": address, "phone": phone or "–"},
        ),
    ]
    return Document(
        name=title,
        title=title,
        subtitle=office.label if office else "",
        office=office.label if office else "",
        blocks=told,
        large=True,
    )

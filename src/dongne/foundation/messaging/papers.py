"""What the messages of a month cost, as a paper."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dongne.foundation.papers.public import Column, Document, Form, Table
from dongne.lib.seoul import Month

from .presenters.words import MEANS, event_title
from .queries.standing import Cost

FORMS: tuple[Form, ...] = ("xlsx", "csv", "pdf")


def costs_document(costs: Sequence[Cost], *, dong: str, month: Month) -> Document:
    """By means and event, with the sum."""
    when = date_format(month.first, _("Y년 n월"))
    title = _("%(dong)s 메시지 비용") % {"dong": dong}
    totals = [sum(getattr(one, name) for one in costs) for name in ("sent", "reached", "won")]
    table = Table(
        caption=_("(단위: 건, 원)"),
        columns=[
            Column(label=_("보내는 방법"), width=2),
            Column(label=_("무엇을 알렸나요"), width=4),
            Column(label=_("보냄"), width=1, number=True),
            Column(label=_("받음"), width=1, number=True),
            Column(label=_("비용"), width=1.5, number=True, strong=True),
        ],
        rows=[
            (str(MEANS[one.means]), event_title(one.event), one.sent, one.reached, one.won)
            for one in costs
        ],
        total=[_("계"), "", *totals] if costs else None,
        empty=_("이 달에 보낸 메시지가 없습니다."),
    )
    return Document(
        name=f"{title} {month}", title=title, subtitle=when, office=dong, blocks=[table]
    )

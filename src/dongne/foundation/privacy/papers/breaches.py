"""What a breach asked for, and what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from dongne.foundation.papers.public import Column, Document, Facts, Table, Text

from ..models import Breach, Tick
from ..rules import Owed
from ..words import BREACH_KINDS, BREACHES, DATA, STEPS, WHY
from .moments import moment


def breach_document(
    row: Breach, steps: Sequence[Owed], ticks: Mapping[str, Tick], told: int, affected: int
) -> Document:
    """유출 사고 처리 결과: what happened, what was owed, what was done when."""
    title = _("개인정보 유출 사고 처리 결과")
    return Document(
        name=f"{title} {row.dong.name} {row.year}-{row.number}",
        title=title,
        subtitle=f"{row.dong.label} · {row.year}-{row.number}",
        office=row.dong.label,
        blocks=[
            Facts(
                rows=[
                    (_("구분"), str(BREACH_KINDS[row.kind])),
                    (_("상태"), str(BREACHES[row.state])),
                    (_("알게 된 때"), moment(row.found_at)),
                    (_("일어난 때"), moment(row.happened_at)),
                    (_("알게 된 경위"), row.how_found),
                    (_("항목"), ", ".join(str(DATA.get(one, one)) for one in row.columns)),
                    (_("사람"), _("%(n)d명") % {"n": row.people}),
                    (_("알린 사람"), _("%(told)d명 / %(all)d명") % {"told": told, "all": affected}),
                ]
            ),
            Text(heading=_("일어난 일"), text=row.what),
            Table(
                heading=_("한 일"),
                columns=[
                    Column(label=_("할 일"), width=2),
                    Column(label=_("기한"), width=1.3),
                    Column(label=_("한 때"), width=1.3),
                    Column(label=_("내용"), width=3),
                ],
                rows=[
                    (
                        str(STEPS[one.step])
                        + (f" ({', '.join(str(WHY[w]) for w in one.why)})" if one.why else ""),
                        moment(one.until) or _("지체 없이"),
                        moment(ticks[one.step].at) if one.step in ticks else "–",
                        ticks[one.step].text if one.step in ticks else "",
                    )
                    for one in steps
                ],
            ),
            Text(heading=_("처리한 내용"), text=row.done or "–"),
        ],
    )

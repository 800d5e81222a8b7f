"""개인정보 파기 확인서."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from dongne.foundation.papers.public import Column, Document, Facts, Table, Text

from ..models import Disposal
from ..words import ITEMS, KINDS
from .moments import day, moment


def certificate(row: Disposal, items: Sequence[Any]) -> Document:
    """개인정보 파기 확인서: kinds, numbers and hashes; nobody is named (시행령 제16조)."""
    title = _("개인정보 파기 확인서")
    number = _("제%(year)d-%(n)d호") % {"year": row.year, "n": row.number}
    figures = [
        (
            str(KINDS.get(kind, kind)),
            counts["persons"],
            counts["things"],
        )
        for kind, counts in row.figures.items()
    ]
    held = [item for item in items if item.state == "held"]
    return Document(
        name=f"{title} {row.dong.name} {row.year}-{row.number}",
        title=title,
        subtitle=f"{row.dong.district.label} {row.dong.label} · {number}",
        office=row.dong.label,
        blocks=[
            Facts(
                heading=_("파기한 것"),
                rows=[
                    (_("파기한 때"), moment(row.destroyed_at)),
                    (
                        _("파기를 맡은 사람"),
                        row.destroyed_by.name if row.destroyed_by else _("프로그램"),
                    ),
                    (_("올린 사람"), row.proposed_by.name if row.proposed_by else _("프로그램")),
                    (_("승인한 사람"), row.decided_by.name if row.decided_by else ""),
                    (_("승인한 때"), moment(row.decided_at)),
                    (_("승인한 까닭"), row.reason),
                    (
                        _("파기 방법"),
                        _("데이터베이스에서 지움. 되살릴 수 있는 사본을 프로그램에 남기지 않음"),
                    ),
                    (_("근거"), _("개인정보 보호법 제21조, 같은 법 시행령 제16조")),
                ],
            ),
            Table(
                heading=_("종류별 수"),
                columns=[
                    Column(label=_("종류"), width=3, strong=True),
                    Column(label=_("사람"), number=True),
                    Column(label=_("딸린 기록"), number=True),
                ],
                rows=figures,
                total=(
                    _("계"),
                    sum(one[1] for one in figures),
                    sum(one[2] for one in figures),
                ),
                empty=_("파기한 것이 없습니다."),
            ),
            Table(
                heading=_("보류한 것"),
                columns=[
                    Column(label=_("보유기간이 끝난 날"), width=1),
                    Column(label=_("보류한 까닭"), width=3),
                ],
                rows=[(day(item.keep_until), item.reason) for item in held],
                empty=_("보류한 것이 없습니다."),
            ),
            Text(
                heading=_("확인값"),
                text=_(
                    "파기한 사람마다 식별번호를 목록번호와 함께 SHA-256으로 바꾼 값을 남겼습니다. "
                    "그 값을 차례로 이은 것의 SHA-256은 다음과 같습니다. %(digest)s"
                )
                % {"digest": row.digest},
            ),
            Table(
                heading=_("식별값 목록"),
                columns=[
                    Column(label=_("식별값(SHA-256)"), width=4),
                    Column(label=_("종류"), width=2),
                    Column(label=_("결과"), width=1),
                ],
                rows=[
                    (item.hash, str(KINDS.get(item.kind, item.kind)), str(ITEMS[item.state]))
                    for item in items
                    if item.hash
                ],
                empty=_("파기한 것이 없습니다."),
            ),
        ],
        footer=[
            _(
                "이 확인서는 개인정보의 파기를 증명합니다. "
                "기록물의 폐기는 기록물평가심의회를 거칩니다."
            ),
        ],
    )

"""파기 확인서: what was destroyed, why, by whom, with whose agreement; labels of bags."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from dongne.foundation.papers.public import (
    Document,
    Facts,
    Label,
    SignatureBox,
    Text,
    render_labels,
)

from .models import Destruction, Parcel
from .presenters.lists import way_word
from .presenters.times import day_text, moment


def labels(parcels: Sequence[Parcel], *, office: str, roll: bool, now: datetime) -> bytes:
    """Labels of bags as a PDF: number and square code, never a name."""
    made = [
        Label(
            number=one.number,
            code=one.code,
            office=office,
            lines=(
                way_word(one.receive)
                + (_(" · 봉인 %(seal)s") % {"seal": one.seal} if one.seal != one.number else ""),
            ),
            small=_("받는 분만 열 수 있습니다. 주우면 주민센터에 알려 주세요."),
        )
        for one in parcels
    ]
    return render_labels(made, roll=roll, title=_("봉투 라벨"), now=now)


def certificate(row: Destruction) -> Document:
    """Names no resident: the applications' numbers lead to them for as long as those are kept."""
    parcel, dong = row.parcel, row.dong
    number = f"{row.year}-{row.number}"
    return Document(
        name=f"destruction-{number}",
        title=_("교부하지 못한 민원문서 파기 확인서"),
        subtitle=f"{dong.district.label} {dong.label}",
        office=dong.label,
        head=((_("확인서 번호"), number),),
        boxes=(
            SignatureBox(
                label=_("파기"),
                title=row.proposed_by.title,
                name=row.proposed_by.name,
                date_text=day_text(row.proposed_at.date()),
            ),
            SignatureBox(
                label=_("승인"),
                title=row.agreed_by.title if row.agreed_by else "",
                name=row.agreed_by.name if row.agreed_by else "",
                date_text=moment(row.done_at),
            ),
        ),
        blocks=(
            Facts(
                rows=(
                    (_("봉투 번호"), parcel.number),
                    (_("봉인 번호"), parcel.seal),
                    (_("쪽수"), str(parcel.pages)),
                    (_("신청번호"), ", ".join(row.applications)),
                    (_("봉함한 때"), moment(parcel.sealed_at)),
                    (_("처리기한"), moment(parcel.due_at)),
                    (_("파기할 수 있는 날"), day_text(parcel.destroy_from)),
                    (_("파기한 때"), moment(row.done_at)),
                    (_("까닭"), row.reason),
                ),
            ),
            Text(
                text=_(
                    "민원 처리에 관한 법률 시행령 제25조제4항에 따라 위 문서를 열지 않은 채 "
                    "파기하였음을 확인합니다."
                )
            ),
        ),
    )

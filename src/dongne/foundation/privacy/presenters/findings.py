"""What was found, in a sentence that a person can judge by."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ..models import Finding
from ..states import FindingState, Watch

TONES = {
    FindingState.OPEN: "warning",
    FindingState.ASKED: "info",
    FindingState.FINE: "success",
    FindingState.BREACH: "danger",
}


def sentence(row: Finding) -> str:
    """Who did what, when, and why that is worth a look. Names the member of staff, no resident."""
    moment = localtime(row.at)
    told = {
        "who": row.officer_name,
        "day": date_format(moment, _("n월 j일")),
        "time": date_format(moment, "H:i"),
        "n": row.count,
        "people": row.told.get("people", 0),
        "usual": row.told.get("usual", 0),
        "days": row.told.get("days", 0),
        "month": date_format(row.month, _("n월")),
    }
    return _sentence(row) % told


def _sentence(row: Finding) -> str:
    match row.rule:
        case Watch.MANY if row.told.get("usual"):
            return _(
                "%(who)s 님이 %(day)s %(time)s부터 한 시간 동안 %(people)d명의 개인정보를 "
                "열람했습니다. 평소에는 한 시간에 %(usual)d명쯤 열람합니다."
            )
        case Watch.MANY:
            return _(
                "%(who)s 님이 %(day)s %(time)s부터 한 시간 동안 %(people)d명의 개인정보를 "
                "열람했습니다."
            )
        case Watch.AT_NIGHT:
            return _(
                "%(who)s 님이 %(day)s %(time)s부터, 근무 시간이 아닌 때에 %(people)d명의 "
                "개인정보를 %(n)d번 열람했습니다."
            )
        case Watch.OTHER_OFFICE:
            return _(
                "다른 동에서 일하는 %(who)s 님이 %(day)s에 %(people)d명의 개인정보를 열람했습니다."
            )
        case Watch.OUTSIDE_ZONE:
            return _(
                "%(who)s 님이 %(month)s에 맡은 구역 밖에 사는 %(people)d명의 개인정보를 "
                "맡은 업무 없이 %(n)d번 열람했습니다."
            )
        case Watch.AGAIN:
            return _(
                "%(who)s 님이 맡은 업무가 없는 한 사람의 개인정보를 %(month)s에 "
                "%(days)d일에 걸쳐 %(n)d번 열람했습니다."
            )
        case Watch.NAMESAKE if row.told.get("same"):
            return _(
                "%(who)s 님이 본인과 이름이 같은 사람의 개인정보를 %(month)s에 "
                "%(n)d번 열람했습니다."
            )
        case Watch.NAMESAKE:
            return _(
                "%(who)s 님이 본인과 성이 같은 한 사람의 개인정보를 맡은 업무 없이 "
                "%(month)s에 %(n)d번 열람했습니다."
            )
        case Watch.AFTER_POSTING:
            return _(
                "전출·퇴직한 %(who)s 님의 계정이 %(day)s에 %(people)d명의 개인정보를 열람했습니다."
            )
        case _other:
            return _(
                "%(who)s 님이 %(day)s에 뜻이 없는 목적을 적고 %(people)d명의 개인정보를 "
                "열람했습니다."
            )

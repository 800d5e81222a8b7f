"""What ways, seats and classes are called."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .states import Ground, Openness, Seat, Way

WAYS = (
    ("", _("종류에 따름")),
    (Way.APPROVAL, _("기안결재")),
    (Way.MEMO, _("메모보고")),
    (Way.OUTSIDE, _("온나라 결재")),
)
SEATS = (
    (Seat.OWN_LEAD, _("소속 팀장")),
    (Seat.ADMINISTRATION_LEAD, _("행정팀장")),
)
OPENNESS = (
    (Openness.OPEN, _("공개")),
    (Openness.PARTIAL, _("부분공개")),
    (Openness.CLOSED, _("비공개")),
)
GROUNDS = (
    (Ground.SECRET_BY_LAW, _("1호 법령상 비밀")),
    (Ground.NATIONAL_SECURITY, _("2호 국가안전보장")),
    (Ground.LIFE_AND_SAFETY, _("3호 생명·신체·재산 보호")),
    (Ground.TRIALS_AND_CRIME, _("4호 재판·수사")),
    (Ground.DECISION_UNDER_WAY, _("5호 의사결정 과정")),
    (Ground.PERSONAL, _("6호 개인정보")),
    (Ground.BUSINESS_SECRET, _("7호 영업상 비밀")),
    (Ground.SPECULATION, _("8호 투기·매점매석")),
)

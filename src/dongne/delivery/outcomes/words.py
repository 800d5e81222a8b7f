"""Sentences for what is refused, and what groups are called."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REFUSALS: dict[str, Promise] = {
    "not_found": _("받으신 신청을 찾을 수 없습니다."),
    "score_missing": _("얼마나 만족하셨는지 골라 주세요."),
    "too_long": _("1,000자까지 쓸 수 있습니다. 줄여서 적어 주세요."),
    "answered_already": _("이미 답해 주셨습니다. 고맙습니다."),
}

GROUPS: dict[str, Promise] = {
    "basic_livelihood": _("기초생활수급자"),
    "disabled": _("등록장애인"),
    "basic_pension": _("기초연금을 받는 분"),
    "single_parent": _("한부모가족"),
    "veteran": _("국가유공자"),
    "north_korean_defector": _("북한이탈주민"),
    "age_65": _("65세 이상"),
}

SCORES: tuple[tuple[int, Promise], ...] = (
    (5, _("아주 좋았어요")),
    (4, _("좋았어요")),
    (3, _("보통이에요")),
    (2, _("불편했어요")),
    (1, _("많이 불편했어요")),
)

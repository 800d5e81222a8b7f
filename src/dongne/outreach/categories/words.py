"""Sentences for what can't be published, and the words of kinds, by code."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .states import Gap, PetitionKind, QuestionKind, UnitKind

KEYS = {
    "name": _("이름"),
    "group": _("묶음"),
    "help": _("여기에 드는 것"),
    "easy": _("쉬운 말"),
    "promise": _("주민에게 하는 약속"),
    "why_longer": _("바로 처리할 수 없는 까닭"),
    "keywords": _("찾는 말"),
    "questions": _("묻는 것"),
    "petition": _("민원 종류"),
    "target": _("처리 목표"),
    "unit": _("맡는 곳"),
    "duty_words": _("업무분장에서 찾을 말"),
    "tongs": _("따로 정한 통"),
    "public": _("지도 공개"),
    "restricted": _("담당자만 열람"),
    "field": _("활동 분야"),
    "icon": _("그림"),
    "position": _("순서"),
    "offered": _("쓰는지"),
}
"""What each part of a category is called."""

PETITIONS = {
    PetitionKind.OTHER: _("기타민원 (생활 불편)"),
    PetitionKind.GRIEVANCE: _("고충민원"),
    PetitionKind.PROPOSAL: _("건의민원"),
    PetitionKind.QUESTION: _("질의민원"),
    PetitionKind.LEGAL_QUESTION: _("법령 질의민원"),
    PetitionKind.NONE: _("민원이 아님 (법정 기한 없음)"),
}

QUESTIONS = {
    QuestionKind.STRING: _("짧은 글"),
    QuestionKind.TEXT: _("긴 글"),
    QuestionKind.NUMBER: _("숫자"),
    QuestionKind.DATE: pgettext_lazy("question", "날짜"),
    QuestionKind.YES_NO: _("예·아니요"),
    QuestionKind.CHOICE: _("하나 고르기"),
    QuestionKind.CHOICES: _("여럿 고르기"),
}

UNITS = {
    UnitKind.DUTY: _("업무분장에 따라"),
    UnitKind.ZONE: _("구역 담당"),
    UnitKind.ADMINISTRATION: _("동 행정팀"),
    UnitKind.WELFARE: _("동 복지팀"),
}

ICONS = {
    "wrench": _("공구"),
    "tree": _("나무"),
    "footprints": _("발자국"),
    "minus": _("막대"),
    "flag": _("깃발"),
    "shield": _("방패"),
    "building": _("건물"),
    "trash": _("휴지통"),
    "megaphone": _("확성기"),
    "clock": _("시계"),
    "alert": _("경고"),
    "heart": _("하트"),
    "message": _("말풍선"),
    "home": _("집"),
    "leaf": _("잎"),
    "sun": _("해"),
    "pin": _("위치"),
    "users": _("사람들"),
    "help": _("물음표"),
}
"""Pictures of our sprite that a category may have."""

GAPS = {
    Gap.CLOSED: _("정해 둔 부서가 닫혔습니다"),
    Gap.NO_UNIT: _("그런 팀이 없습니다"),
    Gap.EMPTY: _("부서에 사람이 없습니다"),
    Gap.GONE: _("정해 둔 담당자가 떠났습니다"),
    Gap.AWAY: _("자리에 없고 대행자도 없습니다"),
    Gap.VACANT: _("업무분장에 없습니다"),
    Gap.NO_ZONE: _("구역 담당이 없습니다"),
}

FAULTS = {
    "no_text": _("한국어와 영어를 모두 적어 주세요."),
    "too_long": _("글이 너무 깁니다. 줄여 주세요."),
    "too_many_words": _("말은 30개까지, 하나에 40자까지 적을 수 있습니다."),
    "unknown": _("보기에서 골라 주세요."),
    "not_a_limit": _("목표는 숫자와 단위로 적어 주세요. 예: 3 근무일"),
    "no_time": _("민원이 아니면 법정 기한이 없으니 처리 목표를 적어 주세요."),
    "too_many": _("질문은 12개까지 둘 수 있습니다."),
    "bad_code": _("질문의 짧은 이름은 영어 소문자로 적고, 서로 달라야 합니다. 예: what"),
    "bad_choices": _("보기는 서로 다른 것으로 2개에서 30개까지 적어 주세요."),
    "unit_not_here": _("맡길 수 있는 부서 가운데서 골라 주세요."),
    "unit_closed": _("닫힌 부서에는 맡길 수 없습니다."),
    "officer_not_here": _("그 부서에서 일하는 담당자를 골라 주세요."),
    "tongs_not_here": _("우리 동에 있는 통 번호를 적어 주세요."),
    "tongs_twice": _("한 통은 한 곳에만 맡길 수 있습니다."),
    "only_a_dong": _("통별로 맡길 곳은 동에서만 정합니다."),
}


def fault_sentence(where: str, code: str) -> str:
    """`where` is a key of the content, with the number of a question after a dot."""
    key, _dot, at = where.partition(".")
    name = f"{KEYS[key]} {int(at) + 1}" if at.isdecimal() else str(KEYS[key])
    return f"{name}: {FAULTS[code]}"

"""Sentences for what is wrong with a form, and words for its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from dongne.lib.seoul import Month

if TYPE_CHECKING:
    from .rules import Fault

SENTENCES = {
    "name_missing": _("이름을 적어 주세요."),
    "label_missing": _("제목을 적어 주세요."),
    "title_missing": _("문서 제목을 적어 주세요."),
    "too_long": _("%(limit)d자까지 적을 수 있습니다. 지금 %(n)d자입니다."),
    "not_text": _("보이지 않는 글자가 들어 있습니다. 지우고 다시 적어 주세요."),
    "twice": _("같은 이름이 이미 있습니다: %(name)s"),
    "used_before": _(
        "예전에 쓰던 이름입니다: %(name)s. 아래 ‘쓰지 않는 말’에서 다시 쓰기를 눌러 주세요."
    ),
    "no_standard": _("어느 표준 분야로 셀지 골라 주세요."),
    "no_kinds": _("활동 구분이 하나 이상 있어야 합니다."),
    "no_fields": _("분야가 하나 이상 있어야 합니다."),
    "no_report_kinds": _("보고서 종류가 하나 이상 있어야 합니다."),
    "too_many_words": _("%(limit)d개까지 쓸 수 있습니다."),
    "column_needed": _("이 열은 빼놓을 수 없습니다: %(name)s"),
    "unknown_part": _("서식에 없는 값입니다. 목록에서 골라 주세요."),
}

SECTIONS = {
    "kinds": _("활동 구분"),
    "fields": _("분야"),
    "report_kinds": _("보고서 종류"),
    "report_columns": _("활동보고서의 열"),
    "rollup_columns": _("주무관별 취합의 열"),
    "summary_columns": _("분야별 취합의 열"),
    "titles": _("문서 제목"),
}

NAMES = {
    "name": _("이름"),
    "name_en": _("영어 이름"),
    "help": _("도움말"),
    "help_en": _("영어 도움말"),
    "reported": _("보고서의 건수 표에 넣기"),
    "counted": _("실적으로 세기"),
    "standard": _("표준 분야"),
    "way": _("처리 방법"),
    "openness": _("공개 구분"),
    "title": _("문서 제목"),
    "title_en": _("영어 문서 제목"),
    "label": pgettext_lazy("column", "열 제목"),
    "label_en": pgettext_lazy("column", "영어 열 제목"),
    "shown": _("보이기"),
    "retired": _("쓰지 않기"),
}

WAYS = {
    "approval": _("기안 결재"),
    "memo": _("메모보고"),
    "outside": _("온나라 등 다른 시스템에서 결재"),
}
OPENNESS = {"open": _("공개"), "partial": _("부분공개"), "closed": _("비공개")}


def sentence(fault: Fault) -> str:
    return str(SENTENCES[fault.code]) % dict(fault.given)


def month_words(month: Month) -> str:
    return gettext("%(year)d년 %(number)d월") % {"year": month.year, "number": month.number}

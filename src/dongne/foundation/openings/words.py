"""What a page says about openings: purposes to choose from, deeds, faults."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .states import Deed, Fault

PURPOSES = {
    "counsel": _("상담"),
    "visit": _("방문"),
    "delivery": _("서류·물품 전달"),
    "contact": _("연락"),
    "correction": _("기록 정정"),
    "subject_request": _("본인의 열람·정정·삭제 요구"),
    "review": _("개인정보 점검"),
    "other": _("기타"),
}

DEEDS = {
    Deed.OPENED: _("열어 봄"),
    Deed.PRINTED: _("인쇄함"),
    Deed.EXPORTED: _("내보냄"),
    Deed.SENT: _("보냄"),
    Deed.CORRECTED: _("정정함"),
    Deed.DESTROYED: _("파기함"),
}

FAULTS = {
    Fault.CHANGED: _("기록이 적힌 뒤에 바뀌었습니다."),
    Fault.MISSING: _("기록 한 줄이 없어졌습니다."),
    Fault.ADDED: _("프로그램을 거치지 않은 기록이 더해졌습니다."),
    Fault.FORGED: _("프로그램의 열쇠로 봉한 기록이 아닙니다."),
    Fault.HEAD: _("기록의 끝을 적은 줄이 없어졌거나 바뀌었습니다."),
    Fault.CUT: _("지난 점검 때보다 기록이 짧아졌거나 다릅니다."),
    Fault.NO_KEY: _("봉인을 확인할 열쇠가 없습니다. 기록의 차례는 맞습니다."),
}


def purpose_in_words(purpose: str) -> str:
    """The words of a purpose that was chosen by its code; else what was typed."""
    return str(PURPOSES.get(purpose, purpose))

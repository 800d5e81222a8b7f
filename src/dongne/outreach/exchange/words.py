"""The sentences for what a file is refused for, what is asked about a row, and what is told."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .states import ImportKind, RunState, Verdict

UNREADABLE: dict[str, Promise] = {
    "empty_file": _("빈 파일입니다. 표가 들어 있는 파일을 골라 주세요."),
    "too_big": _("10MB가 넘는 파일입니다. 그림을 지우거나 표만 새 파일로 저장해 주세요."),
    "too_many_rows": _("20,000줄이 넘는 파일입니다. 파일을 나누어 올려 주세요."),
    "password": _("암호가 걸린 파일입니다. 엑셀에서 암호를 풀고 다시 올려 주세요."),
    "macro": _("매크로가 든 파일입니다. ‘Excel 통합 문서(.xlsx)’로 저장해 올려 주세요."),
    "old_xls": _("예전 형식의 엑셀 파일입니다. ‘Excel 통합 문서(.xlsx)’로 저장해 올려 주세요."),
    "ods": _("ODS 파일입니다. ‘Excel 통합 문서(.xlsx)’로 저장해 올려 주세요."),
    "hwp_file": _("한글 문서입니다. 표를 엑셀에 붙여 넣고 .xlsx로 저장해 올려 주세요."),
    "web_page": _(
        "웹 페이지로 저장한 파일입니다. ‘Excel 통합 문서(.xlsx)’로 다시 저장해 올려 주세요."
    ),
    "no_sheet": _("표 파일이 아닙니다. 엑셀(.xlsx)이나 CSV 파일을 올려 주세요."),
    "broken": _("깨진 파일입니다. 엑셀에서 열어 다시 저장한 뒤 올려 주세요."),
    "bomb": _("풀면 지나치게 커지는 파일이라 열지 않았습니다. 표만 새 파일로 저장해 올려 주세요."),
    "unsafe": _("위험한 내용이 든 파일이라 열지 않았습니다. 표만 새 파일로 저장해 올려 주세요."),
    "encoding": _("글자를 읽을 수 없는 파일입니다. 엑셀에서 .xlsx로 저장해 올려 주세요."),
    "one_column": _(
        "칸이 하나뿐인 파일입니다. 쉼표나 탭으로 칸을 나누어 저장했는지 확인해 주세요."
    ),
}

KINDS: dict[ImportKind, Promise] = {
    ImportKind.OFFICERS: _("직원 명단"),
    ImportKind.TONGS: _("통 목록"),
    ImportKind.CHARGES: _("구역·통담당"),
    ImportKind.DUTIES: _("업무분장"),
    ImportKind.ADDRESSES: _("관할구역 주소"),
    ImportKind.MONTHS: _("지난 달 취합"),
}

KIND_HELP: dict[ImportKind, Promise] = {
    ImportKind.OFFICERS: _("팀, 성명, 직급이 있는 표"),
    ImportKind.TONGS: _("통 번호가 있는 표"),
    ImportKind.CHARGES: _("성명, 담당통, 대직자가 있는 표"),
    ImportKind.DUTIES: _("성명, 담당업무가 있는 표"),
    ImportKind.ADDRESSES: _("통, 도로명이나 지번이 있는 표"),
    ImportKind.MONTHS: _("성명과 분야별 건수가 있는 표"),
}

WHY_KIND: dict[str, Promise] = {
    "columns": _("칸 제목을 보고 정했습니다."),
    "title": _("표 위의 제목을 보고 정했습니다."),
    "sheet": _("시트 이름을 보고 정했습니다."),
    "file": _("파일 이름을 보고 정했습니다."),
    "chosen": _("직접 고른 종류입니다."),
    "nothing": _("어떤 표인지 알 수 없었습니다. 종류와 제목 줄을 골라 주세요."),
}

WHY_COLUMN: dict[str, Promise] = {
    "same": _("이름이 같음"),
    "part": _("이름의 일부가 같음"),
    "near": _("이름이 비슷함"),
    "chosen": _("직접 고름"),
}

FIELDS: dict[str, Promise] = {
    "team": _("팀"),
    "name": _("성명"),
    "title": _("직급"),
    "starts_on": _("시작일"),
    "tong": _("통"),
    "tongs": _("담당통"),
    "deputy": _("대직자"),
    "details": _("세부 내용"),
    "road": _("도로명·지번"),
    "first": _("시작 번호"),
    "last": _("끝 번호"),
    "side": _("홀짝"),
    "total": _("계"),
    "month": _("달"),
    "roles": _("역할"),
    "username": _("아이디"),
    "together": _("담당통 모두"),
    "address": _("주소"),
    "rows": _("줄 수"),
}
DUTY_TITLE = _("담당업무")

VERDICTS: dict[Verdict, tuple[Promise, str]] = {
    Verdict.ASK: (_("확인 필요"), "warning"),
    Verdict.NEW: (_("새로 넣음"), "success"),
    Verdict.CHANGE: (_("바꿈"), "info"),
    Verdict.SAME: (_("같음"), "neutral"),
    Verdict.OUT: (_("뺌"), "neutral"),
}

STATES: dict[RunState, tuple[Promise, str]] = {
    RunState.COMPARING: (_("읽는 중"), "info"),
    RunState.READY: (_("확인 기다림"), "warning"),
    RunState.APPLYING: (_("적용하는 중"), "info"),
    RunState.APPLIED: (_("적용함"), "success"),
    RunState.UNDONE: (_("되돌림"), "neutral"),
}

PROBLEMS: dict[str, Promise] = {
    "missing": _("%(field)s 칸이 비어 있습니다."),
    "not_a_name": _("‘%(said)s’에서 이름을 알 수 없습니다."),
    "not_a_count": _("‘%(said)s’: 건수가 아닙니다. 숫자로 적어 주세요."),
    "count_too_large": _("‘%(said)s’: 너무 큰 건수입니다."),
    "tongs_became_day": _("‘%(said)s’: 통 번호를 엑셀이 날짜로 바꾼 것 같습니다."),
    "tongs_became_number": _("‘%(said)s’: 쉼표가 소수점으로 바뀐 것 같습니다."),
    "tongs_backwards": _("‘%(said)s’: 통 번호의 앞뒤가 바뀌었습니다."),
    "not_tongs": _("‘%(said)s’에서 통 번호를 알 수 없습니다."),
    "one_tong": _("‘%(said)s’: 한 줄에 통 하나만 적어 주세요."),
    "not_a_day": _("‘%(said)s’: 날짜가 아닙니다. 2026-09-01처럼 적어 주세요."),
    "not_a_month": _("‘%(said)s’: 달이 아닙니다. 2026-09처럼 적어 주세요."),
    "too_long": _("너무 긴 글입니다. 줄여 주세요."),
    "formula_empty": _("계산되지 않은 수식입니다. 값을 적어 주세요."),
    "error_cell": _("엑셀 오류값(%(said)s)입니다. 값을 적어 주세요."),
    "nobody_of_name": _("‘%(said)s’ 직원이 없습니다. 명단을 먼저 가져오거나 이름을 고쳐 주세요."),
    "several_of_name": _("‘%(said)s’ 직원이 여럿입니다. 팀을 적어 주세요."),
    "username_taken": _("‘%(said)s’: 이미 쓰는 아이디입니다."),
    "own_deputy": _("자기 자신을 대직자로 적었습니다."),
    "twice": _("‘%(said)s’: 두 번 나옵니다. 한 줄을 빼거나 고쳐 주세요."),
    "duty_twice": _("같은 업무가 두 번 나옵니다: %(said)s"),
    "no_such_tong": _("이 동에 없는 통입니다: %(said)s"),
    "not_an_address": _("‘%(said)s’에서 주소를 알 수 없습니다."),
    "month_unknown": _("어느 달인지 알 수 없습니다. 위에서 달을 골라 주세요."),
    "month_to_come": _("아직 오지 않은 달(%(said)s)입니다."),
    "month_not_over": _("아직 끝나지 않은 달(%(said)s)입니다. 지난 달만 옮길 수 있습니다."),
}
"""What somebody has to decide."""

TELLS: dict[str, Promise] = {
    "stands_in": _("대직 표시는 이름에서 뺐습니다."),
    "hidden_row": _("숨긴 줄입니다."),
    "resident_number": _("주민등록번호로 보이는 숫자는 지웠습니다."),
    "head_in_team": _("동장은 %(said)s에 넣습니다."),
    "same_name": _("같은 이름이 있어 팀으로 구별합니다."),
    "new_team": _("새 팀입니다."),
    "tong_again": _("위에 이미 나온 통입니다."),
    "tong_shared": _("두 사람이 맡은 통입니다: %(said)s"),
    "no_tongs": _("맡은 통이 없어 그대로 둡니다."),
    "address_again": _("%(said)s번째 줄과 같은 주소입니다."),
    "month_differs": _("고른 달이 아니라 이 줄의 달(%(said)s)에 넣습니다."),
    "total_differs": _("파일의 계는 %(said)s이지만 더하면 %(sum)s입니다. 더한 값을 씁니다."),
    "nothing_counted": _("건수가 없어 넣지 않습니다."),
}
"""What is worth knowing and asks nothing."""

ABOUT_FILE: dict[str, Promise] = {
    "merged": _("합친 칸 %(n)d곳은 풀어서 읽었습니다."),
    "formulas": _("수식 %(n)d개는 저장된 값을 읽었습니다."),
    "formulas_empty": _("수식 %(n)d개는 저장된 값이 없습니다. 엑셀에서 열어 저장하면 생깁니다."),
    "read_as": _("글자는 %(encoding)s 방식으로 읽었습니다."),
    "hidden_sheets": _("숨긴 시트가 있습니다: %(names)s"),
    "hidden_rows": _("숨긴 줄 %(n)d개도 읽었습니다."),
    "private": _("필요 없는 개인정보 칸은 저장하지 않았습니다: %(names)s"),
    "resident_numbers": _(
        "주민등록번호로 보이는 값 %(n)d개를 지웠습니다: %(names)s 칸. 원본 파일에서도 지워 주세요."
    ),
    "notes": _("표 밖의 글 %(n)d줄은 읽지 않았습니다."),
    "not_in_file": _("파일에 없는 직원 %(n)d명은 그대로 둡니다: %(names)s"),
    "columns_missing": _("%(names)s 칸을 찾지 못했습니다. 아래에서 골라 주세요."),
    "total_right": _("%(row)d번째 줄 ‘%(label)s’: 더한 값과 같습니다."),
    "total_wrong": _("%(row)d번째 줄 ‘%(label)s’: 더한 값과 다릅니다. %(wrong)s"),
}

ONE_WRONG = _("%(what)s %(said)d → %(sum)d")
ANY_COUNT = _("분야별 건수")


def field_name(slug: str, kind: ImportKind, counts: dict[str, str]) -> str:
    """What a field is called on the page."""
    if slug in counts:
        return counts[slug]
    if slug == "title" and kind is ImportKind.DUTIES:
        return str(DUTY_TITLE)
    return str(FIELDS.get(slug, slug))

"""What each kind of table holds, and how offices spell the heads of its columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..states import ImportKind
from .cells import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpec:
    """A column. `reads` names how its cells are read; `above`: an empty cell repeats the one
    above it, as in tables where a name stands only once. `required` columns must be there; with
    `blank` a cell of theirs may be empty all the same."""

    spellings: tuple[str, ...]
    reads: str = "text"
    required: bool = False
    above: bool = False
    blank: bool = False
    longest: int = 60


_TEAM = ("팀", "팀명", "부서", "부서명", "소속", "소속팀", "담당팀", "팀별", "팀구분", "team")
_NAME = (
    "성명", "이름", "담당자", "직원명", "직원", "주무관", "담당주무관", "담당공무원", "담당자명",
    "주무관명", "성함", "담당자성명", "name",
)  # fmt: skip
_DEPUTY = (
    "대직자", "대직", "대행자", "업무대행자", "업무대행", "직무대행", "부담당", "부담당자",
    "대리자",
    "대직주무관",
)  # fmt: skip
_TONGS = (
    "담당통", "관할통", "통담당", "담당구역", "담당통번호", "관할통번호", "통반", "구역", "통구역",
    "담당지역", "관할구역", "통", "담당리", "관할리",
)  # fmt: skip
_FROM = (
    "시작일", "발령일", "발령일자", "전입일", "전입일자", "배치일", "배정일", "지정일", "적용일",
    "적용일자", "임용일", "담당시작일", "기준일", "부임일",
)  # fmt: skip

TEAM = FieldSpec(spellings=_TEAM, above=True)
NAME = FieldSpec(spellings=_NAME, reads="name", required=True)

FIELDS: dict[ImportKind, dict[str, FieldSpec]] = {
    ImportKind.OFFICERS: {
        "team": FieldSpec(spellings=_TEAM, required=True, above=True),
        "name": NAME,
        "title": FieldSpec(
            spellings=("직급", "직위", "직책", "직명", "직급직위", "직위직급", "직급명",
            "직렬직급"),
            longest=40,
        ),
        "starts_on": FieldSpec(spellings=_FROM, reads="day"),
        "username": FieldSpec(
            spellings=("아이디", "로그인아이디", "사용자아이디", "계정아이디", "id"), longest=60
        ),
    },
    ImportKind.TONGS: {
        "tong": FieldSpec(
            spellings=("통", "통번호", "통명", "통별", "리", "리명", "번호", "no"),
            reads="tongs",
            required=True,
        ),
    },
    ImportKind.CHARGES: {
        "team": TEAM,
        "name": NAME,
        "tongs": FieldSpec(spellings=_TONGS, reads="tongs", required=True, blank=True),
        "deputy": FieldSpec(spellings=_DEPUTY, reads="name_or_nobody"),
        "starts_on": FieldSpec(spellings=_FROM, reads="day"),
    },
    ImportKind.DUTIES: {
        "team": TEAM,
        "name": FieldSpec(spellings=_NAME, reads="name", required=True, above=True),
        "title": FieldSpec(
            spellings=(
                "담당업무", "업무", "업무명", "업무분장", "분장업무", "사무", "분장사무",
                "주요업무",
                "단위업무", "담당사무", "업무내용",
            ),
            required=True, reads="titles",
        ),
        "details": FieldSpec(
            spellings=("세부내용", "세부업무", "상세내용", "내용", "업무상세", "세부사항",
            "비고내용"),
            longest=1000,
        ),
        "deputy": FieldSpec(spellings=_DEPUTY, reads="name_or_nobody"),
    },
    ImportKind.ADDRESSES: {
        "tong": FieldSpec(spellings=("통", "통번호", "통명", "관할통", "담당통"), reads="tong",
                          required=True, above=True),
        "road": FieldSpec(
            spellings=("도로명", "길", "도로", "도로명주소", "길이름", "법정동", "지번동", "동명"),
            required=True, above=True, longest=120,
        ),
        "first": FieldSpec(
            spellings=(
                "시작번호", "건물번호시작", "시작", "건물번호", "부터", "번호부터", "시작건물번호",
                "지번", "시작지번", "번지", "건물번호범위", "지번범위", "번호",
            ),
            reads="text",
        ),
        "last": FieldSpec(
            spellings=("끝번호", "건물번호끝", "끝", "까지", "종료번호", "번호까지", "끝지번",
            "종료지번",
                       "종료", "끝건물번호"),
            reads="text",
        ),
        "side": FieldSpec(spellings=("홀짝", "홀수짝수", "구분", "홀짝구분", "방향"), reads="text"),
    },
    ImportKind.MONTHS: {
        "team": TEAM,
        "name": NAME,
        "total": FieldSpec(
            spellings=("계", "합계", "총계", "총건수", "활동건수", "건수", "누계", "소계",
            "총활동"),
            reads="count",
        ),
        "month": FieldSpec(spellings=("월", "년월", "연월", "기준월", "해당월", "활동월"),
                           reads="month", above=True),
    },
}  # fmt: skip
"""By kind and slug. The roll-up's counts come besides, one for each field of the dong."""

TICKED = ("zones", "charges", "accounts")
"""Settings of an import that are on or off."""

COUNT = "count:"
"""What stands before the slug of a field of the dong, as a column of a roll-up."""

IGNORED = (
    "연번", "순번", "번호", "no", "비고", "확인", "서명", "결재", "구분", "대직자", "담당통",
    "기타사항",
)  # fmt: skip
PRIVATE = (
    "전화", "전화번호", "휴대폰", "휴대전화", "핸드폰", "연락처", "내선", "내선번호", "행정전화",
    "주민번호", "주민등록번호", "생년월일", "집주소", "주소지", "통장명", "통장", "통장성명",
    "이장",
    "이메일", "메일", "email", "반장", "계좌번호",
)  # fmt: skip
"""Columns whose cells are not even kept: nothing here needs them."""

_KIND_WORDS: dict[ImportKind, tuple[str, ...]] = {
    ImportKind.MONTHS: ("취합", "활동실적", "실적", "월별", "활동현황"),
    ImportKind.DUTIES: ("업무분장", "사무분장", "분장표"),
    ImportKind.ADDRESSES: ("관할구역", "관할주소", "통별주소", "도로명", "주소범위"),
    ImportKind.CHARGES: ("통담당", "담당구역", "구역", "통별담당", "담당통"),
    ImportKind.OFFICERS: ("명단", "현원", "직원현황", "직원", "조직", "인력"),
    ImportKind.TONGS: ("통현황", "통목록", "통반현황", "통번호"),
}


@dataclass(frozen=True, slots=True)
class Match:
    """A column that is taken for a field. `how` names the reason: the same, or nearly the same,
    spelling; `weight` tells the better of two."""

    field: str
    how: str
    weight: int


def match(head: str, kind: ImportKind, counts: Mapping[str, str]) -> Match | None:
    """What a column's head says in a table of this kind. `counts` is plain name → field's slug."""
    forms = [plain(head)]
    outside = plain(_without_brackets(head))
    forms += [outside, *(plain(part) for part in head.replace("·", "/").split("/"))]
    forms = [form for form in dict.fromkeys(forms) if form]
    if kind is ImportKind.MONTHS:
        for form in forms:
            slug = counts.get(form) or counts.get(form.removesuffix("분야").removesuffix("건수"))
            if slug:
                return Match(COUNT + slug, "same", 3)
    best: Match | None = None
    for field, spec in FIELDS[kind].items():
        for place, form in enumerate(forms):
            if form in map(plain, spec.spellings):
                found = Match(field, "same" if place == 0 else "part", 3 if place == 0 else 2)
            elif len(form) <= 12 and any(
                len(word) >= 2 and word in form for word in map(plain, spec.spellings)
            ):
                found = Match(field, "near", 1)
            else:
                continue
            if best is None or found.weight > best.weight:
                best = found
    if best and best.how == "near" and is_private(head):
        return None
    return best


def _without_brackets(text: str) -> str:
    while "(" in text and ")" in text[text.index("(") :]:
        start = text.index("(")
        text = text[:start] + text[text.index(")", start) + 1 :]
    return text


def is_private(head: str) -> bool:
    form = plain(head)
    return any(form == plain(word) or (len(word) > 3 and plain(word) in form) for word in PRIVATE)


def named_kind(text: str) -> ImportKind | None:
    """What a title, a sheet's or a file's name says; the more telling words come first."""
    form = plain(text)
    for kind, words in _KIND_WORDS.items():
        if any(word in form for word in words):
            return kind
    return None

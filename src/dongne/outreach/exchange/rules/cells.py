"""What one cell says: text, name, number, tongs, day, month. Offices write each in many ways."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from dongne.lib.registration_numbers import find
from dongne.lib.seoul import Month

DITTO = frozenset({"〃", "″", '"', "상동", "위와같음", "동상"})
NOTHING = frozenset({"", "-", "–", "—", ".", "·", "없음", "해당없음", "미지정", "공란", "x", "X"})
ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!")

_DOTS = dict.fromkeys(map(ord, "ㆍ･・‧•∙⋅"), "·")
_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_SPACE = re.compile(r"\s+")
# Masked by the office itself: nobody needs it here all the same.
_MASKED = re.compile(r"(?<!\d)\d{6}\s*[-–~]\s*[0-9][\d*]{6}(?!\d)")
_EPOCH = date(1899, 12, 30)
"""Day 0 of a spreadsheet's calendar."""


class Unclear(ValueError):
    """The cell does not say it. `code` names the sentence; `suggestion` is what may be meant."""

    def __init__(self, code: str, suggestion: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.suggestion = suggestion


def clean(text: str) -> str:
    """One line without stray spaces; full-width digits and letters become plain ones (NFKC)."""
    plain = unicodedata.normalize("NFKC", _UNSEEN.sub("", text.translate(_DOTS)))
    return _SPACE.sub(" ", plain).strip()


def clean_lines(text: str) -> str:
    """As `clean`, but what stands on lines of its own stays so (duties in one cell)."""
    return "\n".join(filter(None, map(clean, text.splitlines())))


def without_resident_numbers(text: str) -> tuple[str, bool]:
    """Resident registration numbers are never stored (Personal Information Protection Act 24-2)."""
    pieces, at = [], 0
    for one in find(text):
        pieces.append(text[at : one.start])
        at = one.end
    for_masked = _MASKED.sub("", "".join([*pieces, text[at:]]))
    return for_masked.strip(), for_masked != text


def plain(text: str) -> str:
    """The text for comparing: no spaces, no marks, small letters."""
    return re.sub(r"[\W_]+", "", clean(text)).lower()


def is_nothing(text: str) -> bool:
    return text.replace(" ", "") in NOTHING


@dataclass(frozen=True, slots=True)
class Named:
    """A person as a cell names them. `title` as far as it stood beside the name."""

    name: str
    title: str = ""
    stands_in: bool = False


_TITLES = (
    "행정복지팀장", "주민자치팀장", "맞춤형복지팀장", "행정팀장", "복지팀장", "민원팀장", "부동장",
    "팀장", "동장", "사무장", "과장", "계장", "사무관", "주무관", "실무관", "주사보", "주사",
    "서기보", "서기",
    "사회복지사", "방문간호사", "복지플래너", "상담사", "공무직", "님",
)  # fmt: skip
_IN_BRACKETS = re.compile(r"[(\[<{【〔]([^)\]>}】〕]*)[)\]>}】〕]")
_GRADE = re.compile(r"(행정|사회복지|간호|시설|세무|전산)?\s?[5-9]급")


def name(text: str) -> Named:
    """`홍 길 동`, `홍길동 주무관`, `홍길동(대직)`, `주무관 홍길동`, `홍길동(7급)`."""
    text = clean(text)
    stands_in, title = False, ""
    for inside in _IN_BRACKETS.findall(text):
        word = inside.replace(" ", "")
        if word.startswith(("대직", "대행", "직무대리", "직대", "겸")):
            stands_in = True
        elif word in _TITLES or _GRADE.fullmatch(word):
            title = title or word
    bare = _IN_BRACKETS.sub(" ", text)
    if re.search(r"\s(대직|직무대리|직대)$", bare.strip()):
        stands_in = True
        bare = re.sub(r"\s(대직|직무대리|직대)$", "", bare.strip())
    joined = bare.replace(" ", "").strip(",.·*/")
    # Grade and title may stand before or behind; a name is never shorter than two syllables.
    if found := _GRADE.search(joined):
        title = title or found[0]
        joined = joined.replace(found[0], "")
    for word in _TITLES:
        if joined.endswith(word) and len(joined) - len(word) >= 2:
            joined, title = joined[: -len(word)], title or ("" if word == "님" else word)
            break
        if joined.startswith(word) and len(joined) - len(word) >= 2:
            joined, title = joined[len(word) :], title or word
            break
    if not joined:
        raise Unclear("not_a_name")
    if not re.fullmatch(r"[가-힣]{1,12}[A-Za-z0-9]?|[A-Za-z][A-Za-z .'-]{1,38}", joined):
        raise Unclear("not_a_name", "".join(re.findall(r"[가-힣]", joined))[:12])
    latin = joined.isascii()
    return Named(_SPACE.sub(" ", bare).strip() if latin else joined, title, stands_in)


def count(text: str) -> int:
    """`12`, `12건`, `1,234`, `12.0`; nothing and `-` are 0."""
    text = clean(text).replace(" ", "")
    if is_nothing(text):
        return 0
    bare = re.sub(r"(건|회|명|개)$", "", text)
    if re.fullmatch(r"\d{1,3}(,\d{3})+|\d+", bare):
        n = int(bare.replace(",", ""))
    elif found := re.fullmatch(r"(\d+)\.0+", bare):
        n = int(found[1])
    else:
        guess = bare.upper().replace("O", "0").replace("L", "1").replace("I", "1")
        digits = re.search(r"\d+", guess)
        raise Unclear("not_a_count", digits[0] if digits and not bare.startswith("-") else "")
    if n > 100_000:
        raise Unclear("count_too_large")
    return n


_RANGE = re.compile(r"(\d+)(?:통|리|반)?(?:~|-|–|∼|부터|에서)(\d+)(?:까지)?")


def tongs(text: str, unit: str = "통") -> list[int]:
    """`1,2통`, `1~3통`, `1통·2통`, `제1통`, `1.2.5~7`; nothing is no tong."""
    text = clean(text)
    if is_nothing(text):
        return []
    if found := re.fullmatch(r"\d{4}-(\d{2})-(\d{2})", text):
        # A spreadsheet makes a day of "1-3".
        raise Unclear("tongs_became_day", f"{int(found[1])}~{int(found[2])}")
    if found := re.fullmatch(r"(\d+)\.(\d+)", text):
        raise Unclear("tongs_became_number", f"{found[1]},{found[2]}")
    bare = text.replace(" 및 ", ",").replace("~ ", "~").replace(" ~", "~").replace("∼", "~")
    bare = re.sub(rf"제(?=\d)|통장|담당|구역|({re.escape(unit)})(?=\D|$)", " ", bare)
    bare = re.sub(r"(\d)\s*(~|-|–)\s*(\d)", r"\1~\3", bare)
    found_tongs: list[int] = []
    for piece in re.split(r"[,·/&+.;\s]+", bare):
        if not piece:
            continue
        if piece.isdecimal() and len(piece) <= 3:
            found_tongs.append(int(piece))
        elif span := _RANGE.fullmatch(piece):
            first, last = int(span[1]), int(span[2])
            if last < first:
                raise Unclear("tongs_backwards", f"{last}~{first}")
            if last - first > 200:
                raise Unclear("not_tongs")
            found_tongs += range(first, last + 1)
        else:
            raise Unclear("not_tongs", ",".join(re.findall(r"\d{1,3}", text)))
    if 0 in found_tongs or not found_tongs:
        raise Unclear("not_tongs", ",".join(str(n) for n in found_tongs if n))
    return sorted(dict.fromkeys(found_tongs))


def tongs_text(numbers: list[int]) -> str:
    """`1~3, 5`: the shortest way to write them."""
    parts: list[str] = []
    start = 0
    for place, number in enumerate(numbers):
        if place + 1 == len(numbers) or numbers[place + 1] != number + 1:
            first = numbers[start]
            parts.append(
                f"{first}" if first == number else
                f"{first}, {number}" if number == first + 1 else f"{first}~{number}"
            )  # fmt: skip
            start = place + 1
    return ", ".join(parts)


_DAY = re.compile(r"'?(\d{4}|\d{2})(?:년|[-./])(\d{1,2})(?:월|[-./])(\d{1,2})일?\.?(?:\(.\))?")


def day(text: str) -> date | None:
    """`2026-09-01`, `2026. 9. 1.`, `26/9/1`, `2026년 9월 1일`, `20260901`, a day's number."""
    bare = clean(text).replace(" ", "").replace("’", "'").replace("‘", "'")
    if is_nothing(bare):
        return None
    bare = re.sub(r"(T|\d{2}:)\S*$", "", bare) if "T" in bare else bare
    if found := _DAY.fullmatch(bare) or re.fullmatch(r"(\d{4})(\d{2})(\d{2})", bare):
        year, month, number = (int(part) for part in found.groups())
        try:
            return date(year + 2000 if year < 100 else year, month, number)
        except ValueError:
            raise Unclear("not_a_day") from None
    if re.fullmatch(r"\d{5}(\.0)?", bare) and 20_000 <= int(float(bare)) <= 80_000:
        return _EPOCH + timedelta(days=int(float(bare)))
    raise Unclear("not_a_day")


_MONTH = re.compile(r"'?(\d{4}|\d{2})(?:년도?|[-./])(\d{1,2})(?:월분?|[-./])?(?:\d{1,2}일?\.?)?")


def month(text: str) -> Month:
    """`2026년 9월`, `2026-09`, `26. 9월분`, or a day of the month."""
    bare = clean(text).replace(" ", "").replace("’", "'").replace("‘", "'")
    try:
        if found := _MONTH.fullmatch(bare):
            year = int(found[1])
            return Month(year + 2000 if year < 100 else year, int(found[2]))
        if re.fullmatch(r"\d{6}", bare):
            return Month(int(bare[:4]), int(bare[4:]))
        if whole := day(bare):
            return Month.of(whole)
    except ValueError:
        pass
    raise Unclear("not_a_month")


def month_within(text: str) -> Month | None:
    """The month that a title names: `2026년 9월 활동실적 취합`."""
    bare = clean(text)
    if found := re.search(
        r"'?((?:19|20)?\d{2})\s*(?:년도?|[-.])\s*(\d{1,2})\s*(?:월|\.|$|\s)", bare
    ):
        year = int(found[1])
        try:
            return Month(year + 2000 if year < 100 else year, int(found[2]))
        except ValueError:
            return None
    return None

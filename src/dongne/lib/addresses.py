"""Korean addresses as people write them, and the ranges of them that belong to one unit. Pure.

Road addresses (도로명주소법): 신월로12길 34-5. Lots (지번): 신정동 123-4번지, 산 12. Buildings of a
complex: 목동아파트 101동. Spaces, full-width letters and all kinds of dashes do not matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    ROAD = "road"
    LOT = "lot"
    COMPLEX = "complex"


class Parity(StrEnum):
    BOTH = "both"
    ODD = "odd"
    EVEN = "even"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """What an address says of a place. `number` is None where it names no number."""

    kind: Kind
    name: str
    number: int | None = None
    minor: int = 0
    building: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Addresses of one name. Open where an end is None; `buildings` as written ("101~105, 가")."""

    kind: Kind
    name: str
    first: int | None = None
    first_minor: int | None = None
    last: int | None = None
    last_minor: int | None = None
    parity: Parity = Parity.BOTH
    buildings: str = ""
    note: str = ""


class Fit(StrEnum):
    """How an address and a range stand to each other; `maybe` when the address says too little."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


class Unreadable(ValueError):
    """A line that is no range. `code`: no_name, no_number, upside_down, too_long."""

    def __init__(self, code: str, line: str) -> None:
        super().__init__(f"{code}: {line}")
        self.code, self.line = code, line


LONGEST_NAME, LONGEST_BUILDINGS, LONGEST_NOTE = 60, 200, 100
_DASHES = re.compile(r"[‐‑‒–—―−ー－]")
_WAVES = re.compile(r"[∼〜～]")
_HANGUL = "가-힣"
# A lane may have a number of its own: 신월로12길, 중앙로36가길, 오목로5길, 가로공원로76가길.
_LANE = rf"\d+[{_HANGUL}]?\s*번?\s*[{_HANGUL}]?길"
_ROAD_NAME = rf"[{_HANGUL}A-Za-z][{_HANGUL}A-Za-z0-9·.]*?(?:(?:대로|로)(?:\s*{_LANE})?|길)"
_ROAD = re.compile(
    rf"(?<![{_HANGUL}])(?P<name>{_ROAD_NAME})\s*(?:지하\s*)?"
    rf"(?P<number>\d{{1,5}})(?:\s*-\s*(?P<minor>\d{{1,5}}))?"
    rf"(?!\d)(?!\s*번?\s*[{_HANGUL}]?길)(?!\s*(?:동|단지|차|호)(?![{_HANGUL}]))"
)
_ROAD_ONLY = re.compile(rf"(?<![{_HANGUL}])(?P<name>{_ROAD_NAME})(?![{_HANGUL}0-9])")
_LOT_NAME = rf"[{_HANGUL}]+\d{{0,2}}(?:동|가|리)"
_LOT = re.compile(
    rf"(?<![{_HANGUL}])(?P<name>{_LOT_NAME})\s*(?P<hill>산\s*)?"
    rf"(?P<number>\d{{1,5}})(?:\s*-\s*(?P<minor>\d{{1,5}}))?(?:\s*번지)?"
    rf"(?!\d)(?!\s*(?:동|단지|차|층|길)(?![{_HANGUL}]))(?!\s*번?길)"
)
_LOT_ONLY = re.compile(
    rf"(?<![{_HANGUL}])(?P<name>[{_HANGUL}]+\d{{0,2}}(?:동|리))(?![{_HANGUL}0-9])"
)
# Buildings are numbered, or lettered 가 나 다 …, A B C ….
_LETTER = "[가나다라마바사아자차카타파하A-Za-z]"
_BUILDING = re.compile(rf"(?<!\d)제?\s*(?P<building>\d{{1,4}})\s*동(?![{_HANGUL}])")
_LETTERED = re.compile(rf"(?<![\d{_HANGUL}])(?P<building>{_LETTER})\s*동(?![{_HANGUL}])")
_ENDINGS = re.compile(r"(?:아파트|APT|에이피티|빌라|연립주택|연립|맨션|오피스텔)$", re.IGNORECASE)


def tidy(text: str) -> str:
    """One space between words, plain letters, one kind of dash and of wave."""
    text = unicodedata.normalize("NFKC", text)
    text = _WAVES.sub("~", _DASHES.sub("-", text))
    return " ".join(re.sub(r"[()\[\]{},]", " ", text).split())


def squeeze(text: str) -> str:
    """Without spaces and in small letters: what names are compared by."""
    return re.sub(r"\s+", "", tidy(text)).lower()


def parse(text: str) -> list[Address]:
    """Everything that an address says: road, lot and building may stand in one line.

    An empty list when nothing of it is one. Words that are no part of an address are passed over.
    """
    said = tidy(text)
    found: list[Address] = []
    if road := _ROAD.search(said):
        found.append(_numbered(Kind.ROAD, road, said))
    elif road := _ROAD_ONLY.search(said):
        found.append(Address(kind=Kind.ROAD, name=squeeze(road["name"])))
    if lot := _LOT.search(said):
        name = squeeze(lot["name"]) + ("산" if lot["hill"] else "")
        found.append(
            Address(kind=Kind.LOT, name=name, number=int(lot["number"]), minor=_minor(lot))
        )
    elif lot := _LOT_ONLY.search(said):
        found.append(Address(kind=Kind.LOT, name=squeeze(lot["name"])))
    building = _building(said)
    if said:
        found.append(Address(kind=Kind.COMPLEX, name=squeeze(said), building=building))
    return found


def fit(address: Address, range_: Range) -> Fit:
    """Whether the range holds the address."""
    if address.kind is not range_.kind:
        return Fit.NO
    if range_.kind is Kind.COMPLEX:
        return _fit_complex(address, range_)
    same = (
        _lot_name(address.name) == _lot_name(range_.name)
        if range_.kind is Kind.LOT
        else (address.name == squeeze(range_.name))
    )
    if not same:
        return Fit.NO
    if range_.first is None and range_.last is None and range_.parity is Parity.BOTH:
        return Fit.YES
    if address.number is None:
        return Fit.MAYBE
    if range_.parity is not Parity.BOTH and address.number % 2 != (range_.parity is Parity.ODD):
        return Fit.NO
    place = (address.number, address.minor)
    if range_.first is not None and place < (range_.first, range_.first_minor or 0):
        return Fit.NO
    last_minor = float("inf") if range_.last_minor is None else range_.last_minor
    if range_.last is not None and place > (range_.last, last_minor):
        return Fit.NO
    return Fit.YES


def _fit_complex(address: Address, range_: Range) -> Fit:
    name = squeeze(range_.name)
    short = _ENDINGS.sub("", name)
    if name not in address.name and (len(short) < 2 or short not in address.name):
        return Fit.NO
    if not range_.buildings:
        return Fit.YES
    if not address.building:
        return Fit.MAYBE
    return Fit.YES if address.building.lower() in buildings(range_.buildings) else Fit.NO


def buildings(text: str) -> set[str]:
    """ "101~103, 105, 가" → {"101", "102", "103", "105", "가"}. At most 300 of one span."""
    found: set[str] = set()
    for part in re.split(r"[\s,]+", _WAVES.sub("~", _DASHES.sub("-", text)).replace("동", " ")):
        span = re.fullmatch(r"(\d{1,4})[~-](\d{1,4})", part)
        if span and int(span[1]) <= int(span[2]) < int(span[1]) + 300:
            found |= {str(n) for n in range(int(span[1]), int(span[2]) + 1)}
        elif part:
            found.add(part.lower())
    return found


_NUMBERS = re.compile(
    r"(?P<first>\d{1,5})(?:-(?P<first_minor>\d{1,5}))?\s*(?:번지)?"
    r"(?:\s*(?P<wave>~)\s*(?:(?P<last>\d{1,5})(?:-(?P<last_minor>\d{1,5}))?\s*(?:번지)?)?)?"
)
_ITEM = rf"제?(?:\d{{1,4}}(?:\s*[~-]\s*\d{{1,4}})?|{_LETTER})"
_LISTED = re.compile(
    rf"(?P<name>.*?[{_HANGUL}A-Za-z].*?)\s+(?P<buildings>{_ITEM}(?:\s*동?[,\s]\s*{_ITEM})*)\s*동"
)
_PARITIES = {"홀수": Parity.ODD, "짝수": Parity.EVEN, "전체": Parity.BOTH, "모두": Parity.BOTH}


def parse_range(line: str) -> Range:
    """A line as an office writes it.

    "신월로12길 1~35 홀수", "신정동 123-4~125", "오목로5길 전체", "목동아파트 101~105동 # 후문 쪽".
    Raises Unreadable.
    """
    line, _hash, note = line.partition("#")
    said = " ".join(_WAVES.sub("~", _DASHES.sub("-", unicodedata.normalize("NFKC", line))).split())
    note = " ".join(note.split())
    if len(note) > LONGEST_NOTE:
        raise Unreadable("too_long", line)
    parity = Parity.BOTH
    for word, meant in _PARITIES.items():
        if re.search(rf"(?<![{_HANGUL}]){word}(?![{_HANGUL}])", said):
            parity = meant
            said = said.replace(word, " ").strip()
    if listed := _LISTED.fullmatch(said):
        return _complex(listed["name"], listed["buildings"], note, line)
    name, numbers = _name_and_numbers(said)
    if not re.search(rf"[{_HANGUL}A-Za-z]", name):
        raise Unreadable("no_name", line)
    if len(name) > LONGEST_NAME:
        raise Unreadable("too_long", line)
    kind = _kind_of(name)
    if kind is Kind.COMPLEX:
        return _complex(name, numbers, note, line)
    if not numbers:
        return Range(kind=kind, name=name, parity=parity, note=note)
    read = _NUMBERS.fullmatch(numbers)
    if not read:
        raise Unreadable("no_number", line)
    first, first_minor = int(read["first"]), _whole(read["first_minor"])
    last, last_minor = _whole(read["last"]), _whole(read["last_minor"])
    if not read["wave"]:
        last, last_minor = first, first_minor
    if last is not None and (last, last_minor or 10**6) < (first, first_minor or 0):
        raise Unreadable("upside_down", line)
    return Range(
        kind=kind, name=name, first=first, first_minor=first_minor, last=last,
        last_minor=last_minor, parity=parity, note=note,
    )  # fmt: skip


def written(range_: Range) -> str:
    """The line that `parse_range` reads as this range."""
    words = [range_.name]
    if range_.kind is Kind.COMPLEX:
        if range_.buildings:
            words.append(f"{range_.buildings}동")
    elif range_.first is not None or range_.last is not None:
        first = _dashed(range_.first or 1, range_.first_minor)
        last = _dashed(range_.last, range_.last_minor) if range_.last is not None else ""
        words.append(first if first == last else f"{first}~{last}")
    if range_.parity is not Parity.BOTH:
        words.append({Parity.ODD: "홀수", Parity.EVEN: "짝수"}[range_.parity])
    return " ".join(words) + (f" # {range_.note}" if range_.note else "")


def best(address: str, ranges: Iterable[tuple[int, Range]]) -> list[tuple[int, Range, Fit]]:
    """Which ranges hold an address, by what they are kept for: sure ones, or else possible ones."""
    said = parse(address)
    fits = [
        (key, range_, next((f for f in (Fit.YES, Fit.MAYBE) if f in found), Fit.NO))
        for key, range_ in ranges
        for found in [{fit(one, range_) for one in said}]
    ]
    sure = [one for one in fits if one[2] is Fit.YES]
    return sure or [one for one in fits if one[2] is Fit.MAYBE]


def _name_and_numbers(said: str) -> tuple[str, str]:
    found = re.fullmatch(
        rf"(?P<name>.*?[{_HANGUL}A-Za-z])\s*(?P<rest>산\s*)?(?P<numbers>\d[\d\s~\-]*(?:번지)?[\d\s~\-]*(?:번지)?)?",
        said,
    )
    if not found:
        return said, ""
    # The hill stays in the name: its lots are numbered apart.
    name = found["name"] + ("산" if found["rest"] else "")
    name = re.sub(rf"^({_LOT_NAME})\s+산$", r"\1산", name)
    return name.strip(), (found["numbers"] or "").strip()


def _kind_of(name: str) -> Kind:
    plain = squeeze(name)
    if re.search(r"(?:대로|로|길)$", plain):
        return Kind.ROAD
    if re.fullmatch(rf"{_LOT_NAME}산?", plain):
        return Kind.LOT
    return Kind.COMPLEX


def _complex(name: str, numbers: str, note: str, line: str) -> Range:
    listed = ", ".join(part for part in re.split(r"[\s,]+", numbers.replace("동", " ")) if part)
    if len(name) > LONGEST_NAME or len(listed) > LONGEST_BUILDINGS:
        raise Unreadable("too_long", line)
    return Range(kind=Kind.COMPLEX, name=name.strip(), buildings=listed, note=note)


def _numbered(kind: Kind, found: re.Match[str], said: str) -> Address:
    return Address(
        kind=kind, name=squeeze(found["name"]), number=int(found["number"]), minor=_minor(found)
    )


def _building(said: str) -> str:
    found = _BUILDING.search(said) or _LETTERED.search(said)
    return found["building"].lower() if found else ""


def _lot_name(name: str) -> str:
    """법정동 and 행정동 are written for one another: 신정4동 → 신정동."""
    return re.sub(r"\d+(?=동)", "", squeeze(name))


def _minor(found: re.Match[str]) -> int:
    return int(found["minor"] or 0)


def _whole(digits: str | None) -> int | None:
    return int(digits) if digits is not None else None


def _dashed(number: int | None, minor: int | None) -> str:
    return f"{number}-{minor}" if minor else f"{number}"

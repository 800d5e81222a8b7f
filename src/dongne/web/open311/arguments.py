"""Arguments as they are sent: read strictly, and every fault told at once.

The standard: what is sent empty is as if it were not sent. Text is UTF-8.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from dongne.lib.outlines import EAST, NORTH, SOUTH, WEST
from dongne.lib.seoul import SEOUL, at_seoul, read_day

from .errors import Fault, Wrong, not_provided, unreadable

MOMENT = re.compile(
    r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?P<fraction>\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})",
    re.ASCII,
)
"""W3C NOTE-datetime with hours, hence with a zone."""
PLUS_AS_SPACE = re.compile(r" (\d{2}:\d{2})$", re.ASCII)
"""An offset whose plus sign was not encoded arrives with a space."""
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u0080-\u009f\ufffe\uffff]")
MARKUP = re.compile(r"<\s*(?:/?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]*)?/?>|!--|!\[|\?|script)", re.I)
"""An element, a comment or an instruction; `a < b` is none."""
NUMBER = re.compile(r"[+-]?\d{1,4}(?:\.\d{1,20})?", re.ASCII)
LONGEST_LIST = 1000
LONGEST_TEXT = 4000
SECOND = timedelta(seconds=1)


class Arguments:
    """What was sent, by name. Faults are gathered; `done` raises all of them together."""

    def __init__(self, given: Mapping[str, list[str]]) -> None:
        self._given = given
        self.faults: list[Fault] = []
        self.status = 400
        for name, values in given.items():
            if any(CONTROLS.search(text) for text in (name, *values)):
                self.wrong(name, _("쓸 수 없는 문자가 있습니다. 지우고 다시 보내 주세요."))
            if any("\ufffd" in text for text in (name, *values)):
                self.wrong(name, _("UTF-8로 적힌 글이 아닙니다."))
        self.done()

    def wrong(self, name: str, why: str) -> None:
        self.faults.append(unreadable(name, why))

    def missing(self, fault: Fault, status: int = 400) -> None:
        """`status` 404 tells of something that does not exist, and stands before any 400."""
        self.faults.append(fault)
        self.status = max(self.status, status)

    def done(self) -> None:
        """Raises Wrong if anything was."""
        if self.faults:
            raise Wrong(self.status, self.faults)

    def text(self, name: str, *, longest: int = 200) -> str:
        """Without space around it; empty where it was not sent."""
        text = next((one.strip() for one in self._given.get(name, ()) if one.strip()), "")
        if len(text) > longest:
            self.wrong(
                name,
                _("%(most)d자까지 보낼 수 있습니다. %(length)d자가 왔습니다.")
                % {"most": longest, "length": len(text)},
            )
            return ""
        return text

    def needed(self, name: str, *, longest: int = 200) -> str:
        before = len(self.faults)
        text = self.text(name, longest=longest)
        if not text and len(self.faults) == before:
            self.missing(not_provided(name))
        return text

    def listed(self, name: str) -> list[str]:
        """Several with commas between them, or the argument several times; each once, in order."""
        parts = [part.strip() for text in self._given.get(name, ()) for part in text.split(",")]
        found = list(dict.fromkeys(part for part in parts if part))
        if len(found) > LONGEST_LIST:
            self.wrong(name, _("한 번에 %(most)d개까지 물을 수 있습니다.") % {"most": LONGEST_LIST})
            return []
        return found

    def one_of(self, name: str, choices: set[str]) -> list[str]:
        found = self.listed(name)
        if unknown := [one for one in found if one not in choices]:
            self.wrong(
                name,
                _("%(choices)s 가운데에서 고르세요. 모르는 값: %(unknown)s")
                % {"choices": ", ".join(sorted(choices)), "unknown": ", ".join(unknown)[:80]},
            )
        return found

    def whole(self, name: str, *, least: int, most: int) -> int | None:
        text = self.text(name, longest=20)
        if not text:
            return None
        if not re.fullmatch(r"\d{1,9}", text, re.ASCII) or not least <= int(text) <= most:
            self.wrong(
                name,
                _("%(least)d부터 %(most)d까지의 수를 보내 주세요.")
                % {"least": least, "most": most},
            )
            return None
        return int(text)

    def truth(self, name: str) -> bool:
        text = self.text(name, longest=20).lower()
        if text not in {"", "true", "false", "1", "0"}:
            self.wrong(name, _("true 또는 false를 보내 주세요."))
        return text in {"true", "1"}

    def moment(self, name: str, *, end: bool = False) -> datetime | None:
        """A moment, or a day of Seoul. `end`: the first moment that no longer belongs to it.

        Answers are told in whole seconds, so the last second of a range belongs to it whole.
        """
        text = PLUS_AS_SPACE.sub(r"+\1", self.text(name, longest=40))
        if not text:
            return None
        try:
            if MOMENT.fullmatch(text):
                found = datetime.fromisoformat(text)
                late = SECOND if end and "." not in text else timedelta()
                return (found + late).astimezone(SEOUL)
            if len(text) == 10 and (day := read_day(text)):
                return at_seoul(day + timedelta(days=1) if end else day)
        except (ValueError, OverflowError):
            pass
        self.wrong(
            name,
            _("시간대가 있는 W3C 날짜와 시각으로 보내 주세요. 예: 2026-01-01T00:00:00+09:00"),
        )
        return None

    def figure(self, name: str, *, least: float, most: float) -> float | None:
        """Decimal notation only: no NaN, no infinity, no exponent."""
        text = self.text(name, longest=40)
        if not text:
            return None
        value = float(text) if NUMBER.fullmatch(text) else math.nan
        if not least <= value <= most:
            self.wrong(
                name,
                _("%(least)s부터 %(most)s까지의 수를 보내 주세요.")
                % {"least": f"{least:g}", "most": f"{most:g}"},
            )
            return None
        return value

    def place(self) -> tuple[float, float] | None:
        """`lat` and `long` in WGS 84, both or none, somewhere in Korea."""
        before = len(self.faults)
        lat = self.figure("lat", least=-90, most=90)
        long = self.figure("long", least=-180, most=180)
        if len(self.faults) > before:
            return None
        if lat is None and long is None:
            return None
        if lat is None or long is None:
            self.missing(not_provided("lat" if lat is None else "long"))
            return None
        if not (SOUTH <= lat <= NORTH and WEST <= long <= EAST):
            self.wrong("lat, long", _("우리나라 안의 자리가 아닙니다. 좌표를 확인해 주세요."))
            return None
        return lat, long

    def address(self, name: str) -> str:
        """An absolute http or https URL. It is never fetched."""
        text = self.text(name, longest=2000)
        if not text:
            return ""
        try:
            parts = urlsplit(text)
            sound = parts.scheme in {"http", "https"} and bool(parts.hostname)
        except ValueError:
            sound = False
        if not sound or re.search(r"[\s<>\"]", text):
            self.wrong(name, _("http나 https로 시작하는 주소를 보내 주세요."))
            return ""
        return text

    def prose(self, name: str, *, longest: int = LONGEST_TEXT) -> str:
        """Text of lines; neither HTML nor code."""
        text = self.text(name, longest=longest).replace("\r\n", "\n").replace("\r", "\n")
        if MARKUP.search(text):
            self.wrong(name, _("HTML이나 코드는 보낼 수 없습니다. 글로만 적어 주세요."))
            return ""
        return text

    def answers(self) -> dict[str, list[str]]:
        """`attribute[code]=value` and `attribute[code][]=value`, by code."""
        found: dict[str, list[str]] = {}
        for name, values in self._given.items():
            if shaped := re.fullmatch(r"attribute\[([^\[\]]{1,60})\](?:\[\d*\])?", name):
                given = [value.strip() for value in values if value.strip()]
                found.setdefault(shaped[1], []).extend(given)
            elif name.startswith("attribute"):
                self.wrong(name, _("attribute[코드]=값 꼴로 보내 주세요."))
        return {code: values for code, values in found.items() if values}


def many(given: Any) -> dict[str, list[str]]:
    """A QueryDict as names and lists."""
    return {str(name): [str(one) for one in values] for name, values in given.lists()}

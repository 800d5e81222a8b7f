"""The calendar as iCalendar (RFC 5545), which calendar programs fetch by themselves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from ..models import Place
from ..queries import DayOf
from .pages import calendar_title, entries_of

LINE = 75
"""Octets; a longer line is folded."""
DAY = timedelta(days=1)


def feed(place: Place, days: Iterable[DayOf], *, now: datetime) -> str:
    """Holidays, closings and shorter days; an event of a whole day each."""
    stamp = f"{now:%Y%m%dT%H%M%SZ}"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Dongne//Calendar//KO",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(calendar_title(place))}",
        "X-WR-TIMEZONE:Asia/Seoul",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
    ]
    for one in days:
        rows = [*one.holidays, *one.closings]
        for row, entry in zip(rows, entries_of(one, evenings=False), strict=True):
            name = f"{entry.name} ({entry.note})" if entry.note else entry.name
            lines += [
                "BEGIN:VEVENT",
                f"UID:{row._meta.model_name}-{row.pk}@dongne",
                f"DTSTAMP:{stamp}",
                f"DTSTART;VALUE=DATE:{_day(one.day)}",
                f"DTEND;VALUE=DATE:{_day(one.day + DAY)}",
                f"SUMMARY:{_text(name)}",
                f"CATEGORIES:{_text(str(entry.mark.word))}",
                "TRANSP:TRANSPARENT",
                "END:VEVENT",
            ]
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _fold(line))


def _text(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"


def _fold(line: str) -> list[str]:
    """By octets, never inside a letter; what goes on begins with a space."""
    parts, held = [], ""
    for letter in line:
        if len((held + letter).encode()) > LINE:
            parts.append(held)
            held = " "
        held += letter
    return [*parts, held]

"""Days as an office writes them: 11. 20.(금)."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dongne.lib.seoul import WEEKDAYS


def short_day(day: date, *, today: date | None = None) -> str:
    """Without the year if it is that of `today`. Django's short names of weekdays are long in
    Korean.
    """
    korean = (get_language() or "ko").startswith("ko")
    weekday = WEEKDAYS[day.weekday()] if korean else date_format(day, "D")
    written = f"{day.month}. {day.day}.({weekday})"
    return written if today and day.year == today.year else f"{day.year}. {written}"


def day_words(day: date, *, today: date) -> str:
    written = short_day(day, today=today)
    return _("오늘 %(day)s") % {"day": written} if day == today else written

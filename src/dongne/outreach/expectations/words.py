"""What the days of a reminder are called."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WEEKDAYS: Mapping[int, Promise] = {
    0: _("보내지 않음"),
    1: _("월요일"),
    2: _("화요일"),
    3: _("수요일"),
    4: _("목요일"),
    5: _("금요일"),
}
"""By ISO weekday; 0 is none."""


def weekday_word(number: int) -> str:
    return str(WEEKDAYS[number])

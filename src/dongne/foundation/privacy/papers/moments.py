"""Days and moments as papers print them."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _


def day(value: date | None) -> str:
    return date_format(value, _("Y. n. j.")) if value else ""


def moment(value: datetime | None) -> str:
    return date_format(localtime(value), _("Y. n. j. H:i")) if value else ""

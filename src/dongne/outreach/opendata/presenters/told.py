"""What a dong decided, for the office's page of changes."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dongne.foundation.audit.public import AuditEntry, Told
from dongne.lib.seoul import seoul_day
from dongne.outreach.categories.public import categories_of

from ..words import SHOWS
from .cases import kind_name


def decided(entry: AuditEntry) -> Told:
    kinds = categories_of(entry.dong_id, day=seoul_day(entry.at))
    return Told(
        sentence=_("지도에 밝히는 곳을 정했습니다"),
        changes=tuple(
            (kind_name(kinds, code), str(SHOWS.get(was, was)), str(SHOWS.get(now, now)))
            for code, (was, now) in entry.changes.items()
        ),
    )

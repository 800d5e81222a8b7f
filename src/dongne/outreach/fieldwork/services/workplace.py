"""What is needed to judge records: the words and the tongs of the viewer's dong."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from dongne.foundation.asides.public import take_out
from dongne.foundation.places.public import Tong
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Forbidden
from dongne.lib.seoul import Month, seoul_day
from dongne.outreach.vocabulary.public import Vocabularies, Vocabulary, vocabularies_of

from .. import rules
from ..subjects import closed_months

REMEMBERED_SECONDS = 10.0
NEARLY = rules.ADDRESS_LENGTH // 2


@dataclass(frozen=True, slots=True)
class Workplace:
    vocabularies: Vocabularies
    tongs: dict[int, int]
    """Number of a tong → its key."""
    closed: frozenset[Month] = frozenset()

    def words_on(self, happened_at: datetime) -> Vocabulary:
        """The words of the month in which it happened."""
        return self.vocabularies.on(seoul_day(happened_at))

    def faults(self, record: rules.Record) -> list[tuple[str, str]]:
        words = self.words_on(max(record.happened_at, rules.EARLIEST))
        found = rules.faults(
            record,
            # A phone that has not been online since may still offer a word that was retired.
            kinds=words.known_kinds,
            fields=words.known_fields,
            tongs=self.tongs,
        )
        if len(record.address) > NEARLY and len(take_out(record.address).text) > (
            rules.ADDRESS_LENGTH
        ):
            # What stands for a number is longer than the number.
            found.append(("address", "address_too_long"))
        return found


_remembered: dict[int, tuple[float, Workplace]] = {}


def workplace_of(viewer: Viewer) -> Workplace:
    """Four statements. Refuses whoever doesn't work in a dong."""
    if viewer.dong_id is None:
        raise Forbidden(_("활동은 동주민센터 주무관만 기록할 수 있습니다."), code="not_in_a_dong")
    tongs = Tong.objects.for_viewer(viewer).values_list("number", "pk")
    closed = closed_months(viewer, dong_id=viewer.dong_id, day=seoul_day(timezone.now()))
    found = Workplace(vocabularies_of(viewer.dong_id), dict(tongs), closed)
    _remembered[viewer.dong_id] = (time.monotonic(), found)
    return found


def forget_workplace(dong_id: int) -> None:
    """A month of the dong was closed or opened again. Other processes learn of it in seconds."""
    _remembered.pop(dong_id, None)


def recent_workplace_of(viewer: Viewer) -> Workplace:
    """As it was at some moment of the last seconds, mostly without a statement.

    Good enough to find a record sound; what it finds wrong has to be judged by `workplace_of`.
    """
    at, found = _remembered.get(viewer.dong_id or 0, (0.0, None))
    if found is None or time.monotonic() - at > REMEMBERED_SECONDS:
        return workplace_of(viewer)
    return found

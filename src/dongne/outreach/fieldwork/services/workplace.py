"""What is needed to judge records: the words and the tongs of the viewer's dong."""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dongne.foundation.places.public import Tong
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Forbidden
from dongne.outreach.vocabulary.public import Vocabulary, vocabulary_of

from .. import rules

REMEMBERED_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Workplace:
    vocabulary: Vocabulary
    tongs: dict[int, int]
    """Number of a tong → its key."""

    def faults(self, record: rules.Record) -> list[tuple[str, str]]:
        return rules.faults(
            record,
            kinds=self.vocabulary.kinds,
            fields=self.vocabulary.fields,
            tongs=self.tongs,
        )


_remembered: dict[int, tuple[float, Workplace]] = {}


def workplace_of(viewer: Viewer) -> Workplace:
    """Three statements. Refuses whoever doesn't work in a dong."""
    if viewer.dong_id is None:
        raise Forbidden(_("활동은 동주민센터 주무관만 기록할 수 있습니다."), code="not_in_a_dong")
    tongs = Tong.objects.for_viewer(viewer).values_list("number", "pk")
    found = Workplace(vocabulary_of(viewer.dong_id), dict(tongs))
    _remembered[viewer.dong_id] = (time.monotonic(), found)
    return found


def recent_workplace_of(viewer: Viewer) -> Workplace:
    """As it was at some moment of the last seconds, mostly without a statement.

    Good enough to find a record sound; what it finds wrong has to be judged by `workplace_of`.
    """
    at, found = _remembered.get(viewer.dong_id or 0, (0.0, None))
    if found is None or time.monotonic() - at > REMEMBERED_SECONDS:
        return workplace_of(viewer)
    return found

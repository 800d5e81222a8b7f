"""What channels have in common that do not report and cannot be asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from ..channels import Answer, Envelope, Nonsense, Told
from ..states import Means


class Quiet:
    """Tells nothing afterwards."""

    usual_for: frozenset[Means] = frozenset()
    in_house = False
    tells_later = False
    can_be_asked = False

    def status(self, envelope: Envelope, *, now: datetime) -> Answer | None:
        return None

    def receipts(self, *, headers: Mapping[str, str], body: bytes) -> Sequence[Told]:
        raise Nonsense

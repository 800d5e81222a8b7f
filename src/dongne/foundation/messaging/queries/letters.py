"""Letters that wait to be printed, and those that were printed together."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from dongne.foundation.papers.public import Envelope
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import NotHere

from ..models import LetterBatch, LetterSetting, LetterSlip, Message
from ..states import Means, MessageState
from .messages import residents_messages

MOST_AT_ONCE = 300
SHOWN_BATCHES = 20


def waiting_letters(viewer: Viewer) -> list[Message]:
    """Letters that nobody has printed yet, the oldest first. One statement."""
    rows = residents_messages(viewer).filter(
        means=Means.LETTER, state=MessageState.SENT, printed_at=None
    )
    return list(rows.order_by("id")[:MOST_AT_ONCE])


def batches_of(viewer: Viewer) -> list[LetterBatch]:
    """The latest batches, with how many letters they hold (`letters`) and came back (`back`)."""
    came_back = Q(slips__message__state=MessageState.RETURNED_LETTER)
    rows = LetterBatch.objects.for_viewer(viewer).select_related("made_by", "posted_by")
    counted = rows.annotate(letters=Count("slips"), back=Count("slips", filter=came_back))
    return list(counted[:SHOWN_BATCHES])


def batch_of(viewer: Viewer, batch_id: UUID) -> LetterBatch:
    """Raises NotHere."""
    rows = LetterBatch.objects.for_viewer(viewer).select_related(
        "made_by", "printed_by", "posted_by"
    )
    if (batch := rows.filter(pk=batch_id).first()) is None:
        raise NotHere(_("편지 묶음을 찾을 수 없습니다."), code="not_found")
    return batch


def slips_of(viewer: Viewer, batch: LetterBatch) -> list[LetterSlip]:
    """The letters of a batch in their order, but for those that are kept from the viewer."""
    rows = LetterSlip.objects.for_viewer(viewer).filter(
        batch=batch, message__in=residents_messages(viewer)
    )
    found = list(rows.select_related("message").order_by("position"))
    for slip in found:
        slip.batch = batch
    return found


def slip_of_number(viewer: Viewer, number: str) -> LetterSlip:
    """The letter with the printed number `20261122-1-003`. Raises NotHere."""
    day, _dash, rest = number.strip().partition("-")
    serial, _dash, position = rest.partition("-")
    if len(day) == 8 and all(
        part.isdecimal() and len(part) < 9 for part in (day, serial, position)
    ):
        rows = LetterSlip.objects.for_viewer(viewer).filter(
            batch__serial=int(serial),
            position=int(position),
            message__in=residents_messages(viewer),
        )
        for slip in rows.select_related("batch", "message").order_by(F("batch__day").desc())[:500]:
            if slip.batch.day.strftime("%Y%m%d") == day:
                return slip
    raise NotHere(
        _("그 번호의 편지가 없습니다. 편지 아래쪽에 작게 적힌 번호를 그대로 적어 주세요."),
        code="no_such_letter",
    )


def letter_setting(viewer: Viewer, dong_id: int) -> LetterSetting | None:
    return LetterSetting.objects.for_viewer(viewer).filter(dong_id=dong_id).first()


def envelope_of(setting: LetterSetting | None) -> Envelope:
    if setting is None:
        return Envelope()
    return Envelope(
        width=setting.width,
        height=setting.height,
        left=setting.left,
        top=setting.top,
        window_width=setting.window_width,
        window_height=setting.window_height,
    )

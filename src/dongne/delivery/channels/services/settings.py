"""What a dong switches: a channel on or off, how soon it accepts, how long the post takes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import Rows
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import NotHere, Refused

from ..models import ChannelSetting
from ..subjects import channels
from .keeping import hold, keep, sound_text

MOST_DAYS = 30
AT_MOST = 8 * 60
"""An electronic request is accepted within eight working hours (민원 처리에 관한 법률 시행령
제6조제7항); an office may promise less, never more."""

AS_THE_FOLDER_HAS_IT = {
    "on": True,
    "accepts_within": None,
    "posting_first": None,
    "posting_last": None,
    "reason": "",
}


@transaction.atomic
def set_channel(
    viewer: Viewer,
    *,
    dong: Dong,
    channel: str,
    on: bool = True,
    accepts_within: int | None = None,
    posting_days: tuple[int, int] | None = None,
    reason: str = "",
    now: datetime,
) -> ChannelSetting:
    """`accepts_within` in working minutes, `posting_days` in working days; None is as the channel
    has it. Raises Refused where the law sets the limit."""
    hold(viewer, dong)
    known = channels().get(channel)
    if known is None:
        raise NotHere(_("그런 창구가 없습니다."), code="not_found")
    if channel == "counter" and not on:
        raise Refused(
            _("민원 창구는 끌 수 없습니다. 신청을 받지 않거나 미룰 수 없습니다."),
            code="counter_stays_on",
        )
    if accepts_within is not None and not 0 <= accepts_within <= max(AT_MOST, known.accepts_within):
        raise Refused(_("접수는 근무시간 8시간 안에 해야 합니다."), code="accepts_too_late")
    first, last = posting_days or (None, None)
    if first is not None and last is not None and not 0 <= first <= last <= MOST_DAYS:
        raise Refused(
            _("우편 날수는 0부터 %(most)d까지, 빠른 것부터 적어 주세요.") % {"most": MOST_DAYS},
            code="posting_out_of_reach",
        )
    said = {
        "on": on,
        "accepts_within": accepts_within,
        "posting_first": first,
        "posting_last": last,
        "reason": sound_text(reason, most=200, what=_("까닭")),
    }
    rows = Rows()
    row = (
        ChannelSetting.objects.for_viewer(SYSTEM)
        .select_for_update()
        .filter(dong=dong, channel=channel)
        .first()
    )
    was = True if row is None else row.on
    if row is None:
        row = ChannelSetting(dong=dong, channel=channel, **said)
        if said != AS_THE_FOLDER_HAS_IT:
            rows.add(row)
    elif any(getattr(row, name) != value for name, value in said.items()):
        rows.change(row, **said)
    keep(
        viewer,
        rows,
        action="channels.set",
        subject=row,
        place=dong,
        now=now,
        told={"channel": channel, "on": [was, on]},
    )
    return row

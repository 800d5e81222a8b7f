"""Two versions of a record side by side, in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from dongne.foundation.asides.public import Aside, with_chips
from dongne.foundation.media.public import Photo
from dongne.outreach.vocabulary.public import Vocabulary

from .. import rules
from ..models import Outing, Receipt
from ..states import Settled
from ..words import SENTENCES
from .activities import picture, title_of
from .days import short_day

PARTS = {
    "kind": gettext_lazy("구분"),
    "field": gettext_lazy("분야"),
    "happened_at": gettext_lazy("언제"),
    "memo": gettext_lazy("보고 들은 것"),
    "measure": gettext_lazy("조치사항"),
    "where": gettext_lazy("장소"),
    "position": gettext_lazy("지도의 위치"),
    "outing": gettext_lazy("출장"),
    "counted": gettext_lazy("실적"),
    "handover": gettext_lazy("인계"),
    "photos": gettext_lazy("사진"),
    "sounds": pgettext_lazy("recording", "녹음"),
}
SETTLED = {
    Settled.NOTHING: gettext_lazy("지금 기록을 그대로 두었습니다"),
    Settled.SOME: gettext_lazy("고른 부분만 옮겼습니다"),
    Settled.ALL: gettext_lazy("이 기록으로 바꾸었습니다"),
}


def came(receipt: Receipt) -> str:
    """When the version came, and from where."""
    at = localtime(receipt.received_at)
    when = f"{short_day(at.date())} {at:%H:%M}"
    return f"{when} · {receipt.device}" if receipt.device else when


def why(receipt: Receipt) -> str:
    return str(SENTENCES.get(receipt.reason, SENTENCES["edited_elsewhere"]))


def list_rows(receipts: Sequence[Receipt], *, names: bool) -> list[dict[str, Any]]:
    return [
        {
            "url": reverse("activity_differing", args=[one.activity_id]),
            "title": title_of(one.activity),
            "note": " · ".join(
                part
                for part in (
                    f"{short_day(one.activity.day)}",
                    one.activity.officer.name if names else "",
                    _("%(when)s에 받음") % {"when": came(one)},
                )
                if part
            ),
        }
        for one in receipts
    ]


def settled_rows(receipts: Sequence[Receipt]) -> list[dict[str, Any]]:
    """Versions that somebody has decided about: what they said is still there."""
    rows = []
    for one in receipts:
        if one.settled_at is None:
            continue
        at = localtime(one.settled_at)
        rows.append(
            {
                "came": came(one),
                "said": str(SETTLED[Settled(one.settled)]),
                "who": one.settled_by.name if one.settled_by else "",
                "when": f"{short_day(at.date())} {at:%H:%M}",
                "text": str((one.body or {}).get("memo", "")),
            }
        )
    return rows


def part_rows(
    now: rules.Record,
    other: rules.Record,
    parts: Collection[str],
    *,
    words: Vocabulary,
    outings: Mapping[Any, Outing],
    files: Mapping[str, Photo],
    numbers: tuple[Sequence[Aside], Sequence[Aside]],
    chosen: Mapping[str, str],
    unit: str,
) -> list[dict[str, Any]]:
    """A row for each part in which they differ: both as they read, and what is ticked."""
    told = _Told(words, outings, files, unit)
    return [
        {
            "part": part,
            "label": PARTS[part],
            "now": told.of(part, now, numbers[0]),
            "other": told.of(part, other, numbers[1]),
            "both": part in rules.OF_BOTH,
            "chosen": chosen.get(part, rules.BOTH if part in rules.OF_BOTH else rules.NOW),
        }
        for part in rules.PARTS
        if part in parts
    ]


class _Told:
    """One part of a record as it is read on the page: a text, or pictures."""

    def __init__(
        self,
        words: Vocabulary,
        outings: Mapping[Any, Outing],
        files: Mapping[str, Photo],
        unit: str,
    ) -> None:
        self.words, self.outings, self.files, self.unit = words, outings, files, unit

    def of(self, part: str, record: rules.Record, numbers: Sequence[Aside]) -> dict[str, Any]:
        if part == "photos":
            shown = [picture(self.files.get(sha), role, None) for sha, role in record.photos]
            return {"text": "" if shown else _("없음"), "photos": shown}
        if part in ("memo", "measure"):
            text = getattr(record, part)
            return {"text": with_chips(text, part, numbers) if text else _("없음"), "photos": []}
        if part == "where":
            tong = "" if record.tong is None else f"{record.tong}{self.unit}"
            address = with_chips(record.address, "address", numbers)
            return {"text": address, "before": tong, "photos": []} if address or tong else _none()
        return {"text": self._plain(part, record), "photos": []}

    def _plain(self, part: str, record: rules.Record) -> str:
        match part:
            case "kind":
                return self.words.kind(record.kind).label
            case "field":
                return self.words.field(record.field).label
            case "happened_at":
                at = localtime(record.happened_at)
                return f"{short_day(at.date())} {at:%H:%M}"
            case "position":
                if record.latitude is None or record.longitude is None:
                    return _("없음")
                return f"{record.latitude:.5f}, {record.longitude:.5f}"
            case "outing":
                outing = self.outings.get(record.outing)
                return outing.purpose if outing else _("출장 없이")
            case "counted":
                return _("실적에 넣음") if record.counted else _("실적에 넣지 않음")
            case "handover":
                return _("담당자에게 넘겨야 함") if record.handover else _("필요 없음")
            case _:
                n = len(record.sounds)
                return ngettext("녹음 %(n)d개", "녹음 %(n)d개", n) % {"n": n} if n else _("없음")


def _none() -> dict[str, Any]:
    return {"text": _("없음"), "photos": []}

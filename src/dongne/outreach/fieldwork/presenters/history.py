"""What happened to an activity, in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from dongne.outreach.vocabulary.public import Vocabulary

from .days import short_day

ACTIONS = {
    "activity.recorded": (gettext_lazy("기록했습니다"), "plus"),
    "activity.edited": (gettext_lazy("고쳤습니다"), "pen"),
    "activity.removed": (gettext_lazy("지웠습니다"), "trash"),
    "activity.restored": (gettext_lazy("되살렸습니다"), "undo"),
    "activity.settled": (gettext_lazy("다른 곳에서 온 기록과 견주어 골랐습니다"), "copy"),
}
PARTS = {
    "kind": gettext_lazy("구분"),
    "field": gettext_lazy("분야"),
    "counted": gettext_lazy("실적"),
    "happened_at": gettext_lazy("언제"),
    "memo": gettext_lazy("보고 들은 것"),
    "measure": gettext_lazy("조치사항"),
    "address": gettext_lazy("장소"),
    "tong_id": pgettext_lazy("label", "통"),
    "latitude": gettext_lazy("지도의 위치"),
    "outing_id": gettext_lazy("출장"),
    "handover": gettext_lazy("인계"),
    "photos": gettext_lazy("사진"),
    "sounds": pgettext_lazy("recording", "녹음"),
}


def history(
    entries: Iterable[Any],
    *,
    words: Vocabulary,
    tongs: dict[int, str],
    outings: dict[str, str],
) -> list[dict[str, Any]]:
    """Newest first. `tongs` and `outings` name what the rows hold as keys."""
    rows = []
    for entry in entries:
        said, icon = ACTIONS.get(entry.action, (entry.action, "circle"))
        changes = []
        for name, pair in entry.changes.items():
            if name not in PARTS or not isinstance(pair, list) or len(pair) != 2:
                continue
            before, after = (_words(name, value, words, tongs, outings) for value in pair)
            if name == "latitude":
                # Figures say nothing; that it moved does.
                before = before if pair[0] is None else _("이전 위치")
                after = after if pair[1] is None else _("새 위치")
            elif before == after:
                after = _("%(value)s(바뀜)") % {"value": after}
            changes.append({"label": PARTS[name], "before": before, "after": after})
        rows.append(
            {
                "at": localtime(entry.at),
                "when": _moment(localtime(entry.at)),
                "who": entry.actor_name,
                "said": said,
                "icon": icon,
                "changes": changes,
            }
        )
    rows.reverse()
    return rows


def _words(
    name: str, value: Any, words: Vocabulary, tongs: dict[int, str], outings: dict[str, str]
) -> str:
    if name == "counted":
        return _("실적에 넣음") if value else _("실적에 넣지 않음")
    if name == "handover":
        return _("담당자에게 넘겨야 함") if value else _("필요 없음")
    if name == "photos":
        return _("%(n)s장") % {"n": value}
    if name == "sounds":
        return _("%(n)s개") % {"n": value}
    if value is None or value == "":
        return _("없음")
    if name == "tong_id":
        return tongs.get(value, str(value))
    if name == "outing_id":
        return outings.get(str(value), _("다른 출장"))
    if name in ("kind", "field"):
        slug = str(value)
        return words.kind(slug).label if name == "kind" else words.field(slug).label
    if name == "happened_at":
        moment = parse_datetime(value)
        return _moment(localtime(moment)) if moment else str(value)
    return str(value)


def _moment(at: datetime) -> str:
    return f"{short_day(at.date())} {at:%H:%M}"

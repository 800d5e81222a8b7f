"""Rows, facts and badges of activities."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.foundation.asides.public import Aside, with_chips
from dongne.foundation.media.public import (
    Photo,
    Sound,
    full_url,
    sound_url,
    state_sentence,
    thumb_url,
)
from dongne.foundation.scope.public import Level, Viewer
from dongne.lib.bigrams import marked
from dongne.outreach.vocabulary.public import Vocabularies, Vocabulary

from ..models import Activity
from ..queries import ActivityPage
from ..states import Hold, PhotoRole, ReportState
from ..words import PHOTO_ROLES, SENTENCES
from .clocks import skew_words
from .days import day_words, short_day

LOOSE = "loose"
STATES = {
    LOOSE: (gettext_lazy("보고 전"), "neutral", "circle"),
    ReportState.DRAFT: (gettext_lazy("보고서 작성 중"), "neutral", "pen"),
    ReportState.SUBMITTED: (gettext_lazy("결재 중"), "info", "hourglass"),
    ReportState.RETURNED: (gettext_lazy("반려"), "danger", "undo"),
    ReportState.APPROVED: (gettext_lazy("결재 끝"), "success", "check-circle"),
    ReportState.CORRECTING: (gettext_lazy("정정 중"), "warning", "pen"),
}
TITLE_LENGTH = 80
EXCERPT = 60


def badge_of(activity: Activity) -> tuple[Any, str, str]:
    """Word, tone and icon of where the activity stands."""
    if activity.held:
        return _("확인 필요"), "warning", "alert"
    return STATES[ReportState(activity.report.state) if activity.report else LOOSE]


def title_of(activity: Activity) -> str:
    """The first line of the memo."""
    line = activity.memo.strip().partition("\n")[0]
    if not line:
        return _("사진 기록")
    return line if len(line) <= TITLE_LENGTH else line[: TITLE_LENGTH - 1] + "…"


def rest_of(activity: Activity) -> str:
    """What the title leaves out of the memo."""
    first, _break, rest = activity.memo.strip().partition("\n")
    return rest.strip() if len(first) <= TITLE_LENGTH else activity.memo


def clock(activity: Activity) -> str:
    return f"{localtime(activity.happened_at):%H:%M}"


def place_words(activity: Activity) -> str:
    tong = f"{activity.tong.number}{activity.tong.dong.unit_name}" if activity.tong else ""
    return " · ".join(part for part in (tong, activity.address) if part)


def excerpt(activity: Activity, sought: Sequence[str]) -> str:
    """Where what was searched for stands, if the title does not show it; else nothing."""
    if not sought or any(hit for _piece, hit in marked(title_of(activity), sought)):
        return ""
    for text in (activity.memo, activity.measure, activity.address):
        at = 0
        for piece, hit in marked(text, sought):
            if hit:
                start, end = max(0, at - EXCERPT // 3), at + EXCERPT
                cut = " ".join(text[start:end].split())
                return f"{'…' if start else ''}{cut}{'…' if end < len(text) else ''}"
            at += len(piece)
    return ""


def days(
    page: ActivityPage,
    words: Vocabularies,
    *,
    today: date,
    names: bool,
    sought: Sequence[str] = (),
) -> list[tuple[str, list[dict[str, Any]]]]:
    """The page's activities under their days; `names`: whose each is."""
    return [
        (
            day_words(day, today=today),
            [row_of(activity, words.on(day), names=names, sought=sought) for activity in group],
        )
        for day, group in groupby(page.items, key=lambda activity: activity.day)
    ]


def row_of(
    activity: Activity, words: Vocabulary, *, names: bool, sought: Sequence[str] = ()
) -> dict[str, Any]:
    word, tone, icon = badge_of(activity)
    thumb = getattr(activity, "thumb", None)
    note = [
        clock(activity),
        activity.officer.name if names else "",
        kind_words(activity, words),
        field_words(activity, words),
        place_words(activity),
        skew_words(activity.skew),
    ]
    return {
        "url": reverse("activity", args=[activity.pk]),
        "title": title_of(activity),
        "excerpt": excerpt(activity, sought),
        "note": " · ".join(part for part in note if part),
        "thumb": reverse("photo", args=[thumb, "thumb"]) if thumb else "",
        "photos": getattr(activity, "photo_count", 0),
        "badge": word,
        "tone": tone,
        "icon": icon,
    }


def kind_words(activity: Activity, words: Vocabulary) -> str:
    return words.kind(activity.kind).label


def field_words(activity: Activity, words: Vocabulary) -> str:
    return words.field(activity.field).label


def facts(
    activity: Activity, words: Vocabulary, viewer: Viewer, numbers: Sequence[Aside] = ()
) -> list[dict[str, Any]]:
    """Everything that is known of it, for the page of one activity; `numbers` were in its texts."""
    where = place_words(activity)
    if activity.address:
        before = where.removesuffix(activity.address)
        where = format_html("{}{}", before, with_chips(activity.address, "address", numbers))
    rows: list[dict[str, Any]] = [
        {
            "label": _("언제"),
            "value": f"{short_day(activity.day)} {clock(activity)}",
            "icon": "clock",
        },
        {"label": _("어디"), "value": where, "icon": "pin"},
        {"label": _("구분"), "value": kind_words(activity, words), "icon": "notebook"},
        {"label": _("분야"), "value": field_words(activity, words), "icon": "leaf"},
        {
            "label": _("실적"),
            "value": _("실적에 넣음") if activity.counted else _("실적에 넣지 않음"),
            "icon": "chart",
        },
        {
            "label": _("조치사항"),
            "value": with_chips(activity.measure, "measure", numbers),
            "icon": "wrench",
        },
        {
            "label": _("인계"),
            "value": _("담당자에게 넘겨야 함") if activity.handover else _("필요 없음"),
            "icon": "send",
        },
        {
            "label": _("누가"),
            "value": f"{activity.officer.name} · {activity.officer.team.name}",
            "icon": "user",
        },
    ]
    if activity.outing:
        rows.append({"label": _("출장"), "value": activity.outing.purpose, "icon": "footprints"})
    if activity.report:
        state = ReportState(activity.report.state)
        row = {"label": _("들어간 보고서"), "value": STATES[state][0], "icon": "file"}
        # Above the dong only finished reports can be read.
        if viewer.level is Level.DONG or state == ReportState.APPROVED:
            row |= {"href": reverse("report", args=[activity.report_id]), "action": _("보기")}
        rows.append(row)
    return rows


def standing(activity: Activity, viewer: Viewer) -> dict[str, Any] | None:
    """What is to be said of its state, with why it cannot be changed or what mends it."""
    own = activity.officer_id == viewer.officer_id
    if activity.held:
        mend = ""
        if own and activity.held in (Hold.TAKEN, Hold.CLOSED):
            mend = _("내용이 맞으면 그날의 보고서를 만들어 결재를 받으세요.")
        elif own:
            mend = _("고치기를 눌러 날짜와 시각을 바로잡으면 보고서에 넣을 수 있습니다.")
        return {
            "tone": "warning",
            "title": _("확인이 필요한 기록입니다"),
            "text": f"{SENTENCES[activity.held]} {mend}".strip(),
        }
    if activity.report is None:
        return None
    match ReportState(activity.report.state):
        case ReportState.SUBMITTED:
            title = _("결재 중이라 고칠 수 없습니다")
            text = _("반려되면 다시 고칠 수 있습니다.")
        case ReportState.APPROVED:
            title = _("결재가 끝나 고칠 수 없습니다")
            text = _("결재된 보고서에 든 활동은 실적으로 집계되었습니다.")
        case ReportState.RETURNED:
            return {
                "tone": "danger",
                "title": _("반려된 보고서에 든 활동입니다"),
                "text": activity.report.return_reason,
            }
        case _:
            return None
    return {"tone": "info", "title": title, "text": text}


def pictures(
    activity: Activity, files: Mapping[str, Photo]
) -> tuple[list[tuple[Any, Any]], list[dict[str, Any]]]:
    """Pairs of before and after, and the other photos."""
    by_role: dict[str, list[dict[str, Any]]] = {}
    for photo in activity.photos.all():
        by_role.setdefault(photo.role, []).append(
            picture(files.get(photo.sha256), photo.role, activity)
        )
    before = by_role.get(PhotoRole.BEFORE, [])
    after = by_role.get(PhotoRole.AFTER, [])
    others = by_role.get(PhotoRole.DURING, [])
    if not (before and after):
        return [], before + others + after
    longest = max(len(before), len(after))
    pairs = [
        (before[n] if n < len(before) else None, after[n] if n < len(after) else None)
        for n in range(longest)
    ]
    return pairs, others


def picture(file: Photo | None, role: str, activity: Activity | None) -> dict[str, Any]:
    word = str(PHOTO_ROLES[PhotoRole(role)])
    title = title_of(activity) if activity else ""
    alt = f"{word}: {title}" if title else word
    if file is None:
        return {"src": "", "alt": _("아직 오지 않은 사진입니다."), "tag": word}
    if sentence := state_sentence(file):
        alt = f"{alt} ({sentence})"
    return {
        "src": thumb_url(file),
        "href": full_url(file),
        "alt": alt,
        "tag": word,
        "width": file.width,
        "height": file.height,
    }


def sounds(
    activity: Activity, files: Mapping[str, Sound], *, gone: Collection[str] = ()
) -> list[dict[str, Any]]:
    """The recordings, in their order; those that have not come yet have no address."""
    return [
        {
            "sha256": one.sha256,
            "label": _sound_label(number, one.seconds),
            "src": sound_url(files[one.sha256]) if one.sha256 in files else "",
            "gone": one.sha256 in gone,
        }
        for number, one in enumerate(activity.sounds.all(), 1)
    ]


def _sound_label(number: int, seconds: int) -> str:
    name = _("녹음 %(n)s") % {"n": number}
    return f"{name} ({seconds // 60}:{seconds % 60:02})" if seconds else name


def kept_pictures(
    photos: Iterable[tuple[str, str]], files: Mapping[str, Photo]
) -> list[dict[str, Any]]:
    """Photos that the server has, for the form: shown, given another role, taken out."""
    return [
        {
            "sha256": sha256,
            "role": role,
            "number": number,
            "src": thumb_url(files[sha256]) if sha256 in files else "",
        }
        for number, (sha256, role) in enumerate(photos, 1)
    ]


def marker(activity: Activity) -> dict[str, Any] | None:
    """The point on the map, as GeoJSON."""
    if activity.latitude is None or activity.longitude is None:
        return None
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {
                    "type": "Point",
                    "coordinates": [activity.longitude, activity.latitude],
                },
                "properties": {"title": title_of(activity), "text": place_words(activity)},
            }
        ],
    }

"""The paper of a report as its readers see it: words, figures and photos, ready to be set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import zip_longest
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dongne.foundation.media.public import Photo, full_url, state_sentence, thumb_url
from dongne.foundation.places.public import USUAL_UNIT
from dongne.lib.seoul import SEOUL

from ..states import PhotoRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One photo. Without `src` there is none to show, and `note` says why."""

    sha256: str
    alt: str
    caption: str
    """The same for where the paper has no tag on the picture."""
    src: str = ""
    href: str = ""
    width: int | None = None
    height: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture, or the two of before and after, as they stand under one caption."""

    picture: Picture | None
    before: Picture | None
    after: Picture | None

    @property
    def pictures(self) -> list[Picture]:
        return [one for one in (self.picture, self.before, self.after) if one]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One activity: what was seen or done, and the measure (조치사항)."""

    id: str
    text: str
    measure: str
    counted: bool
    shots: list[Shot] = field(default_factory=list)
    cells: list[tuple[str, str]] = field(default_factory=list)
    """(key of the column, what stands in it), in the order of the form."""


@dataclass(frozen=True, slots=True)
class Group:
    """활동내용 of one kind; without items the form shows a dash."""

    label: str
    items: list[Item]


@dataclass(frozen=True, slots=True)
class Count:
    label: str
    today: int
    to_date: int


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of 활동내용; `kind` spans the rows of its group."""

    key: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The paper, ready to be set: no text in it has to be looked up any more."""

    title: str
    district: str
    dong: str
    team: str
    author: str
    instead: str
    """Who wrote the first version in the author's stead; empty if nobody did."""
    day: str
    clocks: str
    place: str
    purpose: str
    counts: list[Count]
    columns: list[SheetColumn]
    groups: list[Group]
    shot_items: list[Item]
    """The activities that have photos, in the order of the paper."""


def sheet_of(content: Mapping[str, Any], photos: Mapping[str, Photo]) -> Sheet:
    """The paper from a report's `content` and the photos it names, by sha256."""
    unit = content["unit"]
    columns = _columns(content)
    groups = _groups(content, photos, unit, [column.key for column in columns])
    return Sheet(
        title=_title(content),
        district=content["district"],
        dong=content["dong"],
        team=content["team"],
        author=f"{content['author_title']} {content['author']}",
        instead=content.get("corrected_by", "") if content.get("version", 1) == 1 else "",
        day=day_text(date.fromisoformat(content["day"])),
        clocks=clocks_text(content["starts_at"], content["ends_at"]),
        place=content["place"],
        purpose=content["purpose"],
        counts=[Count(_label(k), k["today"], k["to_date"]) for k in content["kinds"]],
        columns=columns,
        groups=groups,
        shot_items=[item for group in groups for item in group.items if item.shots],
    )


def shas_of(content: Mapping[str, Any]) -> list[str]:
    return [
        photo["sha256"]
        for entry in content["entries"]
        for item in entry["items"]
        for photo in item["photos"]
    ]


def _title(content: Mapping[str, Any]) -> str:
    """The heading that the form gave this kind of paper; older papers had one for all."""
    if not content.get("title"):
        return _("우리동네주무관 활동결과 보고")
    return _label({"label": content["title"], "label_en": content["title_en"]})


def _columns(content: Mapping[str, Any]) -> list[SheetColumn]:
    """Those of the form when the paper was made; older papers had three."""
    if "columns" in content:
        return [SheetColumn(column["key"], _label(column)) for column in content["columns"]]
    return [
        SheetColumn("kind", _("구분")),
        SheetColumn("text", _("활동 상세내역")),
        SheetColumn("measure", _("조치사항")),
    ]


def _groups(
    content: Mapping[str, Any], photos: Mapping[str, Photo], unit: str, keys: list[str]
) -> list[Group]:
    """All kinds of the form in its order, also those without an activity."""
    items = {entry["kind"]: entry["items"] for entry in content["entries"]}
    return [
        Group(
            _label(kind), [_item(item, photos, unit, keys) for item in items.get(kind["kind"], [])]
        )
        for kind in content["form"]
    ]


def _label(word: Mapping[str, Any]) -> str:
    return str(word["label_en"] if get_language() == "en" and word["label_en"] else word["label"])


def _item(item: Mapping[str, Any], photos: Mapping[str, Photo], unit: str, keys: list[str]) -> Item:
    text = item_text(item, unit)
    return Item(
        id=item["id"],
        text=text,
        measure=item["measure"],
        counted=item["counted"],
        shots=_shots(item["photos"], photos, text),
        cells=[(key, _cell(item, unit, key, keys)) for key in keys],
    )


def _cell(item: Mapping[str, Any], unit: str, key: str, keys: list[str]) -> str:
    """What stands in one column. A place that has a column of its own is not said twice."""
    match key:
        case "time":
            return f"{datetime.fromisoformat(item['happened_at']).astimezone(SEOUL):%H:%M}"
        case "field":
            in_english = get_language() == "en" and item["field_label_en"]
            return str(item["field_label_en"] if in_english else item["field_label"])
        case "place":
            return str(item["place"])
        case "tong":
            return "" if item["tong"] is None else tong_text(item["tong"], unit)
        case "kind":
            return ""
        case "measure":
            return str(item["measure"])
        case _:
            return item_text(item, unit, place="place" not in keys, tong="tong" not in keys)


def item_text(item: Mapping[str, Any], unit: str, *, place: bool = True, tong: bool = True) -> str:
    """`월드컵북로38가길 16 앞 맨홀 주변 일부 파손 (25통)`."""
    said = item["text"] or (_("사진 기록") if item["photos"] else "")
    words = [item["place"] if place else "", said]
    if tong and item["tong"] is not None:
        words.append(f"({tong_text(item['tong'], unit)})")
    return " ".join(word for word in words if word)


def tong_text(number: int, unit: str) -> str:
    if unit == USUAL_UNIT:
        return _("%(number)d통") % {"number": number}
    return f"{number}{unit}"


def _shots(of_item: list[Mapping[str, str]], photos: Mapping[str, Photo], text: str) -> list[Shot]:
    """Before and after stand side by side; every other photo by itself."""
    by_role: dict[str, list[Picture]] = {role: [] for role in PhotoRole}
    for photo in of_item:
        by_role[photo["role"]].append(
            picture_of(photo["sha256"], photo["role"], photos.get(photo["sha256"]), text)
        )
    pairs = zip_longest(by_role[PhotoRole.BEFORE], by_role[PhotoRole.AFTER])
    return [Shot(one, None, None) for one in by_role[PhotoRole.DURING]] + [
        Shot(None, before, after) for before, after in pairs
    ]


def picture_of(sha256: str, role: str, photo: Photo | None, text: str) -> Picture:
    alt = {
        PhotoRole.BEFORE: _("조치 전 사진: %(text)s"),
        PhotoRole.DURING: _("현장 사진: %(text)s"),
        PhotoRole.AFTER: _("조치 후 사진: %(text)s"),
    }[PhotoRole(role)] % {"text": text[:80]}
    before_or_after = {PhotoRole.BEFORE: _("조치 전"), PhotoRole.AFTER: _("조치 후")}
    tag = before_or_after.get(PhotoRole(role), "")
    plain = Picture(sha256=sha256, alt=alt, caption=f"{tag} · {text}" if tag else text)
    if photo is None:
        return replace(plain, note=_("사진이 아직 도착하지 않았습니다."))
    if note := state_sentence(photo):
        return replace(plain, note=note)
    return replace(
        plain,
        src=thumb_url(photo),
        href=full_url(photo),
        width=photo.width,
        height=photo.height,
    )


def clocks_text(starts_at: str, ends_at: str) -> str:
    """`13:30~14:30`; one time alone where the other is missing or the same."""
    clocks = dict.fromkeys(clock for clock in (starts_at, ends_at) if clock)
    return "~".join(clocks)


def day_text(day: date) -> str:
    """`2017. 3. 17.(금)`, as official papers write it."""
    return date_format(day, _("Y. n. j.(D)"))


def short_day(day: date) -> str:
    return date_format(day, _("n. j.(D)"))

"""The columns of the files: their names never change, what they mean is said here once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..models import Figure, PublicCase
from ..queries.figures import Tree
from ..rules.cells import SCALE
from ..rules.months import spoken
from ..states import Level


@dataclass(frozen=True, slots=True)
class Column:
    """`kind` as JSON Table Schema names types."""

    name: str
    kind: str
    meaning: Promise
    value: Callable[[Any, Tree, dict[str, str]], Any]


def _above(row: PublicCase, tree: Tree, at: int) -> str:
    return tree.places[Level.DONG, row.dong_id].path[at].label


CASES: tuple[Column, ...] = (
    Column("number", "string", _("접수 번호. 순서가 없습니다."), lambda r, t, k: r.number),
    Column("city", "string", _("시·도"), lambda r, t, k: _above(r, t, 0)),
    Column("district", "string", _("시·군·구"), lambda r, t, k: _above(r, t, 1)),
    Column("dong", "string", _("읍·면·동"), lambda r, t, k: _above(r, t, 2)),
    Column("tong", "integer", _("통 번호. 밝히지 않는 건은 비어 있습니다."),
           lambda r, t, k: r.tong),
    Column("category", "string", _("종류의 부호. 바뀌지 않습니다."), lambda r, t, k: r.category),
    Column("category_name", "string", _("종류의 이름"),
           lambda r, t, k: k.get(r.category, r.category)),
    Column("state", "string",
           _("received 접수, assigned 담당 정함, in_progress 처리 중, waiting 기다림, done 처리함, closed 마침"),  # noqa: E501
           lambda r, t, k: r.state),
    Column("outcome", "string",
           _("마친 까닭. solved 해결, not_ours 다른 기관, not_possible 처리할 수 없음, no_contact 처리했으나 연락이 닿지 않음"),  # noqa: E501
           lambda r, t, k: r.outcome),
    Column("received_on", "date", _("접수한 날(서울)"), lambda r, t, k: r.day.isoformat()),
    Column("told_on", "date", _("결과를 알린 날"),
           lambda r, t, k: r.told_on.isoformat() if r.told_on else None),
    Column("closed_on", "date", _("마친 날"),
           lambda r, t, k: r.closed_on.isoformat() if r.closed_on else None),
    Column("told_in_time", "boolean", _("약속한 기한 안에 알렸는지. 아직이면 비어 있습니다."),
           lambda r, t, k: r.in_time),
    Column("latitude", "number", _("위도(WGS 84)"),
           lambda r, t, k: r.latitude / SCALE if r.latitude is not None else None),
    Column("longitude", "number", _("경도(WGS 84)"),
           lambda r, t, k: r.longitude / SCALE if r.longitude is not None else None),
    Column("place", "string",
           _("exact 정확한 곳, tong 그 통(통의 경계가 없으면 0.7㎢ 남짓한 둘레)의 가운데, nothing 밝히지 않음"),  # noqa: E501
           lambda r, t, k: r.shows),
)  # fmt: skip


def _place(row: Figure, tree: Tree, at: int) -> str:
    path = tree.places[row.level, row.place].path
    return path[at].label if at < len(path) else ""


def _number(name: str) -> Callable[[Figure, Tree, dict[str, str]], Any]:
    return lambda row, tree, kinds: getattr(row, name)


def _hours(name: str) -> Callable[[Figure, Tree, dict[str, str]], Any]:
    def value(row: Figure, tree: Tree, kinds: dict[str, str]) -> float | None:
        found: float | None = getattr(row, name)
        return None if found is None else round(found, 1)

    return value


FIGURES: tuple[Column, ...] = (
    Column("level", "string", _("city, district, dong 가운데 하나"), _number("level")),
    Column("city", "string", _("시·도"), lambda r, t, k: _place(r, t, 0)),
    Column("district", "string", _("시·군·구. 시·도의 줄에서는 비어 있습니다."),
           lambda r, t, k: _place(r, t, 1)),
    Column("dong", "string", _("읍·면·동. 위의 줄에서는 비어 있습니다."),
           lambda r, t, k: _place(r, t, 2)),
    Column("period", "string", _("접수한 때. 2026-11은 달, 2026은 해, 비면 처음부터"),
           lambda r, t, k: spoken(r.period)),
    Column("category", "string", _("종류의 부호. 비면 모든 종류"), _number("category")),
    Column("category_name", "string", _("종류의 이름"),
           lambda r, t, k: k.get(r.category, r.category)),
    Column("opened", "integer", _("접수한 건. 취하한 건과 겹친 건은 빼고 셉니다."),
           _number("opened")),
    Column("closed", "integer", _("그중 마친 건"), _number("closed")),
    Column("solved", "integer", _("그중 해결한 건"), _number("solved")),
    Column("told", "integer", _("결과를 알린 건"), _number("told")),
    Column("median_hours", "number",
           _("접수부터 결과를 알릴 때까지 걸린 시간의 가운데 값. 밤과 휴일도 세고, 알린 건만 셉니다. 세 건보다 적으면 비어 있습니다."),  # noqa: E501
           _hours("median_hours")),
    Column("ninety_hours", "number", _("열 건 가운데 아홉 건이 이 시간 안에 들었습니다."),
           _hours("ninety_hours")),
    Column("targets", "integer", _("우리가 약속한 기한이 있고, 지났거나 알린 건"),
           _number("targets")),
    Column("targets_kept", "integer", _("그중 약속한 기한 안에 알린 건"), _number("targets_kept")),
    Column("limits", "integer", _("법이 정한 처리기간이 있고, 지났거나 알린 건"),
           _number("limits")),
    Column("limits_kept", "integer", _("그중 처리기간 안에 알린 건"), _number("limits_kept")),
    Column("ended", "integer", _("한 번이라도 마친 건"), _number("ended")),
    Column("reopened", "integer", _("그중 다시 연 건"), _number("reopened")),
    Column("answered", "integer", _("해결되었는지 답한 주민"), _number("answered")),
    Column("satisfied", "integer", _("그중 해결되었다고 답한 주민"), _number("satisfied")),
)  # fmt: skip

"""How long from asking to having, by what was chosen and by whom; what was not possible.

Of applications that arrived in the period. A fixed number of statements, whatever it holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Aggregate,
    Avg,
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    FloatField,
    Func,
    Q,
    QuerySet,
)

from dongne.delivery.applications.public import (
    RUNNING,
    Application,
    ApplicationState,
    Item,
    applications_for,
)
from dongne.delivery.planner.public import Unmet, unmet_counts
from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import at_seoul

from ..models import Answer

GROUPS = (
    "basic_livelihood",
    "disabled",
    "basic_pension",
    "single_parent",
    "veteran",
    "north_korean_defector",
    "age_65",
)
MOST_WORDS = 20
_TIMES = ("arrived", "handed", "median", "slow")


class _Percentile(Aggregate):
    function = "PERCENTILE_CONT"
    template = "%(function)s(%(fraction)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    name = "Percentile"
    output_field = FloatField()

    def __init__(self, expression: Any, fraction: float, **extra: Any) -> None:
        super().__init__(expression, fraction=fraction, **extra)


class _Hours(Func):
    template = "(EXTRACT(EPOCH FROM %(expressions)s) / 3600.0)"
    output_field = FloatField()


def _taken() -> Any:
    return _Hours(ExpressionWrapper(F("handed_at") - F("arrived_at"), output_field=DurationField()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Of some applications: how many arrived, how many were handed over, how long that took as
    a rule (`median`) and for the slow tenth (`slow`), in hours of the clock; of those that were
    told a moment, how many had it by then."""

    key: tuple[str, ...]
    arrived: int
    handed: int
    median: float | None
    slow: float | None
    promised: int = 0
    kept: int = 0

    @property
    def kept_share(self) -> int | None:
        """Percent."""
        return round(100 * self.kept / self.promised) if self.promised else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    score: int
    text: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """Everything of the page."""

    all: Figures
    states: Mapping[str, int]
    pairs: Sequence[Figures]
    services: Sequence[Figures]
    groups: Sequence[Figures]
    dongs: Sequence[Figures]
    unmet: Sequence[Unmet]
    answered: int
    asked: int
    score: float | None
    words: Sequence[Words] = field(default_factory=tuple)


def outcomes_of(viewer: Viewer, *, first: date, last: date, dong_id: int | None = None) -> Outcomes:
    """Of the days from `first` to `last`, both included, in Seoul. Eight statements."""
    rows = _rows(viewer, first, last, dong_id)
    states = dict(rows.order_by().values_list("state").annotate(n=Count("pk")))
    return Outcomes(
        all=_figures(rows)[0],
        states=states,
        pairs=_figures(rows, "channel", "receive"),
        services=_of_services(viewer, rows),
        groups=_of_groups(rows),
        dongs=_figures(rows, "dong__code", "dong__name") if viewer.dong_id is None else (),
        unmet=unmet_counts(viewer, first=first, last=last, dong_id=dong_id),
        **_answers(viewer, rows),
    )


def _rows(viewer: Viewer, first: date, last: date, dong_id: int | None) -> QuerySet[Application]:
    rows = applications_for(viewer).filter(
        arrived_at__gte=at_seoul(first), arrived_at__lt=at_seoul(last + timedelta(days=1))
    )
    rows = rows.exclude(state=ApplicationState.DRAFTED)
    return rows.filter(dong=dong_id) if dong_id is not None else rows


def _measures() -> dict[str, Any]:
    handed = Q(handed_at__isnull=False)
    return {
        "arrived": Count("pk"),
        "handed": Count("pk", filter=handed),
        "median": _Percentile(_taken(), 0.5, filter=handed),
        "slow": _Percentile(_taken(), 0.9, filter=handed),
        "promised": Count("pk", filter=handed & Q(promised_at__isnull=False)),
        "kept": Count("pk", filter=handed & Q(handed_at__lte=F("promised_at"))),
    }


def _figures(rows: QuerySet[Application], *by: str) -> list[Figures]:
    """The most frequent first. One statement."""
    if not by:
        return [Figures(key=(), **rows.order_by().aggregate(**_measures()))]
    found = rows.order_by().values(*by).annotate(**_measures()).order_by("-arrived", *by)
    return [Figures(key=tuple(row.pop(name) for name in by), **row) for row in found]


def _of_services(viewer: Viewer, applications: QuerySet[Application]) -> list[Figures]:
    handed = Q(application__handed_at__isnull=False)
    taken = _Hours(
        ExpressionWrapper(
            F("application__handed_at") - F("application__arrived_at"),
            output_field=DurationField(),
        )
    )
    found = (
        Item.objects.for_viewer(viewer)
        .filter(application__in=applications.order_by().values("pk"))
        .order_by()
        .values("service")
        .annotate(
            arrived=Count("pk"),
            handed=Count("pk", filter=handed),
            median=_Percentile(taken, 0.5, filter=handed),
            slow=_Percentile(taken, 0.9, filter=handed),
        )
        .order_by("-arrived", "service")
    )
    rows: list[dict[str, Any]] = [{**row} for row in found]
    return [Figures(key=(row.pop("service"),), **row) for row in rows]


def _of_groups(rows: QuerySet[Application]) -> list[Figures]:
    """Somebody may belong to several. One statement for all of them."""
    asked: dict[str, Any] = {}
    for group in GROUPS:
        own = Q(groups__contains=[group])
        done = own & Q(handed_at__isnull=False)
        asked[f"{group}_arrived"] = Count("pk", filter=own)
        asked[f"{group}_handed"] = Count("pk", filter=done)
        asked[f"{group}_median"] = _Percentile(_taken(), 0.5, filter=done)
        asked[f"{group}_slow"] = _Percentile(_taken(), 0.9, filter=done)
    row = rows.order_by().aggregate(**asked)
    found = [
        Figures(key=(group,), **{name: row[f"{group}_{name}"] for name in _TIMES})
        for group in GROUPS
    ]
    return [one for one in found if one.arrived]


def _answers(viewer: Viewer, rows: QuerySet[Application]) -> dict[str, Any]:
    answers = Answer.objects.for_viewer(viewer).filter(application__in=rows.order_by().values("pk"))
    told = answers.aggregate(
        asked=Count("pk", filter=Q(asked_at__isnull=False)),
        answered=Count("pk", filter=Q(answered_at__isnull=False)),
        score=Avg("score"),
    )
    said = answers.exclude(text="").select_related("application").order_by("-answered_at")
    words = [
        Words(score=one.score or 0, text=one.text, number=one.application.number)
        for one in said[:MOST_WORDS]
    ]
    return {**told, "words": words}


def running(states: Mapping[str, int]) -> int:
    return sum(n for state, n in states.items() if state in RUNNING)

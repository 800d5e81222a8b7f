"""What was learnt, how often it was right, and from what, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.foundation.audit.public import AuditEntry, Told, register_undo, register_words
from dongne.foundation.organisations.public import Section, register_card
from dongne.outreach.vocabulary.public import Vocabulary

from .models import Learnt
from .rules import PARTS, Suggestion, pairs_of, words_of
from .services import undo_switch
from .standard import EXAMPLES
from .states import Source

SHOWN = 8
"""So many of the words that speak for a kind or a field are shown."""


def register() -> None:
    register_words("suggestions.switched", _switched, kind=gettext_lazy("구분·분야 제안"))
    register_words("suggestions.learnt", _learnt, kind=gettext_lazy("구분·분야 제안"))
    register_undo("suggestions.switched", undo_switch)
    register_card(
        Section.SETTINGS,
        gettext_lazy("구분·분야 제안"),
        gettext_lazy("적은 말에서 활동 구분과 분야를 골라 보이는 기능이 얼마나 맞는지 봅니다."),
        "suggestions",
        "sprout",
        lambda viewer: viewer.dong_id is not None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How one part did: `할 때 맞은 몫`, how often it said anything, and what it is beside."""

    name: str
    asked: int
    said: int
    right: int
    share: int
    said_share: int
    usual_share: int


def scores(learnt: Learnt | None) -> list[Score]:
    """Percent, of kinds and of fields; empty before there is anything to test on."""
    if learnt is None:
        return []
    names = {"kinds": _("활동 구분"), "fields": _("분야")}
    found = []
    for part in PARTS:
        test = learnt.tested.get(part)
        if test and test["asked"]:
            found.append(
                Score(
                    name=names[part],
                    asked=test["asked"],
                    said=test["said"],
                    right=test["right"],
                    share=_percent(test["right"], test["said"]),
                    said_share=_percent(test["said"], test["asked"]),
                    usual_share=_percent(test["usual"], test["asked"]),
                )
            )
    return found


def sentence(learnt: Learnt | None, found: list[Score]) -> str:
    """The picture in words."""
    if learnt is None:
        return _(
            "승인된 활동이 아직 적어 누구나 쓰는 예문으로 제안합니다. 보고서가 결재되면 밤마다 "
            "이 동의 말을 배웁니다."
        )
    if not found:
        return _("시험해 볼 만큼 새 활동이 쌓이지 않았습니다.")
    kinds = found[0]
    return _(
        "배우지 않은 새 활동 %(asked)d건에 물어보니 %(said)d건에 구분을 제안했고, 그 가운데 "
        "%(right)d건이 맞았습니다."
    ) % {"asked": kinds.asked, "said": kinds.said, "right": kinds.right}


def ground(learnt: Learnt | None) -> list[tuple[str, str]]:
    """From what it has learnt."""
    if learnt is None:
        return [(_("배운 곳"), _("누구나 쓰는 예문"))]
    where = {
        Source.DONG: _("이 동의 승인된 활동"),
        Source.DISTRICT: _("같은 시·군·구 모든 동의 승인된 활동"),
        Source.STANDARD: _("누구나 쓰는 예문"),
    }
    told = [
        (_("배운 곳"), where[Source(learnt.source)]),
        (
            _("배운 활동"),
            _("%(n)d건 (%(people)d명이 씀)") % {"n": learnt.records, "people": learnt.officers},
        ),
    ]
    if learnt.first_day and learnt.last_day:
        pattern = _("Y. n. j.")
        days = f"{date_format(learnt.first_day, pattern)}~{date_format(learnt.last_day, pattern)}"
        told.append((_("활동한 날"), days))
    told.append((_("배운 때"), date_format(learnt.made_at, _("Y. n. j. H:i"))))
    told.append((_("번호"), str(learnt.number)))
    return told


@dataclass(frozen=True, slots=True)
class Speaks:
    """A kind or a field, and pieces of words that speak for it, strongest first."""

    name: str
    pieces: list[str]


def speaking(content: Mapping[str, Any], vocabulary: Vocabulary) -> list[tuple[str, list[Speaks]]]:
    """By part, what speaks for each kind and each field."""
    at = 0
    told = []
    for part, heading, name in (
        ("kinds", _("활동 구분"), lambda slug: vocabulary.kind(slug).label),
        ("fields", _("분야"), lambda slug: vocabulary.field(slug).label),
    ):
        rows = []
        for slug in content[part]:
            weights = {pair: row[at] for pair, row in content["pairs"].items() if row[at] > 0}
            rows.append(Speaks(name(slug), _joined(weights)))
            at += 1
        told.append((heading, rows))
    return told


def _joined(weights: Mapping[str, int]) -> list[str]:
    """Each pair within a word of everybody's examples, or as it is: nobody's text is looked at."""
    pieces: list[str] = []
    for pair in sorted(weights, key=lambda pair: (-weights[pair], pair)):
        piece = _word_with().get(pair, pair)
        if not any(piece in one or one in piece for one in pieces):
            pieces.append(piece)
        if len(pieces) == SHOWN:
            break
    return pieces


@cache
def _word_with() -> dict[str, str]:
    """Pair of letters → the shortest short word of everybody's examples with it."""
    said = {word for texts in EXAMPLES.values() for text in texts for word in words_of(text)}
    words = {word for word in said if len(word) <= 4}
    found: dict[str, str] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        found |= dict.fromkeys(pairs_of(word), word)
    return found


@dataclass(frozen=True, slots=True)
class Tried:
    name: str
    answer: str
    because: str


def tried(
    found: tuple[Suggestion | None, Suggestion | None], vocabulary: Vocabulary
) -> list[Tried]:
    """What was suggested for a text that somebody tries."""
    names = (
        (_("활동 구분"), lambda slug: vocabulary.kind(slug).label),
        (_("분야"), lambda slug: vocabulary.field(slug).label),
    )
    return [
        Tried(
            name,
            word(one.slug) if one else _("제안하지 않음"),
            ", ".join(f"‘{said}’" for said in one.because) if one else "",
        )
        for one, (name, word) in zip(found, names, strict=True)
    ]


def _percent(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0


def _switched(entry: AuditEntry) -> Told:
    _before, after = entry.changes["on"]
    return Told(
        sentence=_("구분·분야 제안을 켰습니다") if after else _("구분·분야 제안을 껐습니다")
    )


def _learnt(entry: AuditEntry) -> Told:
    return Told(
        sentence=_("활동 %(n)d건에서 구분·분야 제안을 새로 배웠습니다")
        % {"n": entry.changes["records"]}
    )

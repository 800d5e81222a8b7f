"""A category in the words of one edition, as whoever opens or reads a case needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language

from dongne.lib.seoul import seoul_day
from dongne.lib.statute import LAW

from ..rules import Merged, edition_id
from ..states import OwnerLevel, PetitionKind, QuestionKind, UnitKind

Texts = Mapping[str, str]
"""By language: `{"ko": …, "en": …}`, and any further one."""

FIGURES = {
    PetitionKind.OTHER: "other_petition",
    PetitionKind.GRIEVANCE: "grievance",
    PetitionKind.PROPOSAL: "proposal",
    PetitionKind.QUESTION: "other_question",
    PetitionKind.LEGAL_QUESTION: "law_question",
}
"""Where the time-limit of each kind of petition stands among the figures of law."""

DATATYPES = {
    QuestionKind.STRING: "string",
    QuestionKind.TEXT: "text",
    QuestionKind.NUMBER: "number",
    QuestionKind.DATE: "datetime",
    QuestionKind.YES_NO: "singlevaluelist",
    QuestionKind.CHOICE: "singlevaluelist",
    QuestionKind.CHOICES: "multivaluelist",
}
"""As attributes of Open311 GeoReport v2 are called."""

YES_NO: tuple[tuple[str, dict[str, str]], ...] = (
    ("yes", {"ko": "예", "en": "Yes", "zh": "是", "vi": "Có"}),
    ("no", {"ko": "아니요", "en": "No", "zh": "否", "vi": "Không"}),
)


def in_language(texts: Texts, language: str | None = None) -> str:
    """In that language (the page's), else in English for who reads no Korean, else in Korean."""
    asked = language or get_language() or "ko"
    for code in (asked, asked.partition("-")[0], "en" if asked != "ko" else "ko", "ko"):
        if text := texts.get(code):
            return text
    return next(iter(texts.values()), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    key: str
    texts: Texts

    def name(self, language: str | None = None) -> str:
        return in_language(self.texts, language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked besides the place, the photo and the text. `order` begins at 1."""

    code: str
    texts: Texts
    kind: QuestionKind
    choices: tuple[Choice, ...]
    required: bool
    order: int

    def text(self, language: str | None = None) -> str:
        return in_language(self.texts, language)

    @property
    def datatype(self) -> str:
        """As Open311 calls it."""
        return DATATYPES[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class TongUnit:
    """Who takes it in some tongs of the dong, where the office wishes it otherwise there."""

    tongs: frozenset[int]
    unit: UnitOf


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitOf:
    kind: UnitKind
    team_id: int | None = None
    officer_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A category as it stands in one edition. `version_id` is the edition's: what a case keeps.

    `target` and `limit` are spoken as `lib.statute.Limit` speaks (`3wd`, `7d`, `now`, or nothing).
    `field` is the standard field of an activity. `origins` says by key which place said it; of an
    edition read for an old case it is empty.
    """

    code: str
    version_id: UUID
    names: Texts
    groups: Texts
    helps: Texts
    easies: Texts
    promises: Texts
    reasons: Texts
    """Why it can't be done at once (정당한 사유, 영 제19조); empty where it can."""
    keywords: tuple[str, ...]
    questions: tuple[Question, ...]
    petition: PetitionKind
    target: str
    unit: UnitOf
    duty_words: tuple[str, ...]
    tong_units: tuple[TongUnit, ...]
    public: bool
    restricted: bool
    field: str
    icon: str
    position: int
    offered: bool
    origins: Mapping[str, OwnerLevel]
    first: OwnerLevel
    content: Mapping[str, Any]

    def name(self, language: str | None = None) -> str:
        return in_language(self.names, language)

    def fits(self, text: str) -> int:
        """How many of its keywords stand in the text: a proposal, never a decision."""
        said = text.casefold()
        return sum(1 for word in self.keywords if word.casefold() in said)

    def group(self, language: str | None = None) -> str:
        return in_language(self.groups, language)

    def help(self, language: str | None = None) -> str:
        return in_language(self.helps, language)

    def easy(self, language: str | None = None) -> str:
        """In easy words; what belongs here, where nobody has written any."""
        return in_language(self.easies, language) or self.help(language)

    def promise(self, language: str | None = None) -> str:
        return in_language(self.promises, language)

    def why_longer(self, language: str | None = None) -> str:
        return in_language(self.reasons, language)

    def limit_on(self, day: date) -> str:
        """The time-limit of statute for what is received on the day; nothing for no petition."""
        figure = FIGURES.get(self.petition)
        return str(LAW.limit(figure, day)) if figure else ""

    @property
    def limit(self) -> str:
        return self.limit_on(seoul_day(timezone.now()))


def words_from(
    code: str,
    content: Mapping[str, Any],
    *,
    version_id: UUID | None = None,
    merged: Merged | None = None,
) -> Words:
    """`content` as `rules.merged` makes it."""
    return Words(
        code=code,
        version_id=version_id or edition_id(code, content),
        names=content["name"],
        groups=content["group"],
        helps=content["help"],
        easies=content["easy"],
        promises=content["promise"],
        reasons=content["why_longer"],
        keywords=tuple(content["keywords"]),
        questions=tuple(
            _question(at, question) for at, question in enumerate(content["questions"], start=1)
        ),
        petition=PetitionKind(content["petition"]),
        target=content["target"],
        unit=_unit(content["unit"]),
        duty_words=tuple(content["duty_words"]),
        tong_units=tuple(
            TongUnit(tongs=frozenset(one["tongs"]), unit=_unit(one["unit"]))
            for one in content["tongs"]
        ),
        public=content["public"] and not content["restricted"],
        restricted=content["restricted"],
        field=content["field"],
        icon=content["icon"],
        position=content["position"],
        offered=content["offered"],
        origins=merged.origins if merged else {},
        first=merged.first if merged else OwnerLevel.EVERYBODY,
        content=content,
    )


def _question(order: int, told: Mapping[str, Any]) -> Question:
    kind = QuestionKind(told["kind"])
    choices = [(one["key"], one["name"]) for one in told["choices"]]
    return Question(
        code=told["code"],
        texts=told["text"],
        kind=kind,
        choices=tuple(
            Choice(key=key, texts=texts)
            for key, texts in (YES_NO if kind is QuestionKind.YES_NO else choices)
        ),
        required=told["required"],
        order=order,
    )


def _unit(told: Mapping[str, Any]) -> UnitOf:
    return UnitOf(
        kind=UnitKind(told["kind"]), team_id=told.get("team"), officer_id=told.get("officer")
    )

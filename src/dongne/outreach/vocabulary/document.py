"""A form as its readers use it: frozen words in the order of the form, in the page's language."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import get_language


def _said(korean: str, english: str) -> str:
    return english if english and get_language() == "en" else korean


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What kinds and fields share. `slug` is what records hold and the JSON interface speaks.

    A retired word is offered no more, but still says what records that have it mean.
    """

    slug: str
    name: str
    name_en: str = ""
    help: str = ""
    help_en: str = ""
    position: int = 0
    retired: bool = False

    @property
    def label(self) -> str:
        return _said(self.name, self.name_en)

    @property
    def help_text(self) -> str:
        return _said(self.help, self.help_en)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Word):
    """활동 구분. `reported` kinds are the columns of a report's table of counts."""

    reported: bool = True
    counted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Word):
    """분야. Counts under `standard`, one of the six that all offices share."""

    standard: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportKind(Word):
    """보고서 종류: the way it takes (memo, approval, outside) and how open it is unless said."""

    way: str = "approval"
    openness: str = "open"
    title_ko: str = ""
    title_en: str = ""

    @property
    def title(self) -> str:
        return _said(self.title_ko, self.title_en)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table of a paper, under the heading that the office gave it."""

    key: str
    name: str
    name_en: str = ""

    @property
    def label(self) -> str:
        return _said(self.name, self.name_en)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The form of one office in one month; whatever is offered is in the order of the form.

    `kinds`, `fields` and `report_kinds` are those in use. `kind()`, `field()` and `report_kind()`
    also know the retired ones, and say an unknown slug as it is instead of failing.
    """

    version: UUID
    holds_from: date
    kinds: dict[str, Kind]
    fields: dict[str, Field]
    report_kinds: dict[str, ReportKind]
    report_columns: list[Column]
    rollup_columns: list[Column]
    summary_columns: list[Column]
    titles: dict[str, tuple[str, str]] = field(default_factory=dict)
    retired_kinds: dict[str, Kind] = field(default_factory=dict)
    retired_fields: dict[str, Field] = field(default_factory=dict)
    retired_report_kinds: dict[str, ReportKind] = field(default_factory=dict)

    @property
    def known_kinds(self) -> dict[str, Kind]:
        """Those in use, then the retired ones: what a record may have."""
        return self.kinds | self.retired_kinds

    @property
    def known_fields(self) -> dict[str, Field]:
        return self.fields | self.retired_fields

    def kind(self, slug: str) -> Kind:
        return self.known_kinds.get(slug) or Kind(slug=slug, name=slug, retired=True)

    def field(self, slug: str) -> Field:
        return self.known_fields.get(slug) or Field(
            slug=slug, name=slug, standard="general", retired=True
        )

    def report_kind(self, slug: str) -> ReportKind:
        known = self.report_kinds | self.retired_report_kinds
        return known.get(slug) or ReportKind(slug=slug, name=slug, retired=True)

    def standard_of(self, field: str) -> str:
        """KeyError for a field that no version of the form ever had."""
        return self.known_fields[field].standard

    def title(self, paper: str) -> str:
        """The heading of a paper that is no report: `rollup`."""
        return _said(*self.titles[paper])


def vocabulary_from(content: dict[str, Any], *, version: UUID, holds_from: date) -> Vocabulary:
    """Read stored content, which has passed `rules.faults`, or a draft that may still have some."""
    kinds = {
        word["slug"]: Kind(
            **_word(word, position), reported=word["reported"], counted=word["counted"]
        )
        for position, word in enumerate(content["kinds"])
    }
    fields = {
        word["slug"]: Field(**_word(word, position), standard=word["standard"])
        for position, word in enumerate(content["fields"])
    }
    papers = {
        word["slug"]: ReportKind(
            **_word(word, position),
            way=word["way"],
            openness=word["openness"],
            title_ko=word["title"],
            title_en=word["title_en"],
        )
        for position, word in enumerate(content["report_kinds"])
    }
    return Vocabulary(
        version=version,
        holds_from=holds_from,
        kinds={slug: kind for slug, kind in kinds.items() if not kind.retired},
        fields={slug: word for slug, word in fields.items() if not word.retired},
        report_kinds={slug: paper for slug, paper in papers.items() if not paper.retired},
        report_columns=_columns(content["report_columns"]),
        rollup_columns=_columns(content["rollup_columns"]),
        summary_columns=_columns(content["summary_columns"]),
        titles={one["key"]: (one["title"], one["title_en"]) for one in content["titles"]},
        retired_kinds={slug: kind for slug, kind in kinds.items() if kind.retired},
        retired_fields={slug: word for slug, word in fields.items() if word.retired},
        retired_report_kinds={slug: paper for slug, paper in papers.items() if paper.retired},
    )


def _word(word: dict[str, Any], position: int) -> dict[str, Any]:
    return {
        "slug": word["slug"],
        "name": word["name"],
        "name_en": word["name_en"],
        "help": word.get("help", ""),
        "help_en": word.get("help_en", ""),
        "position": position,
        "retired": word["retired"],
    }


def _columns(columns: list[dict[str, Any]]) -> list[Column]:
    return [
        Column(key=one["key"], name=one["label"], name_en=one["label_en"])
        for one in columns
        if one["shown"]
    ]

"""A small classifier: pairs of letters, counted; integers, so that a phone reckons the same.

Multinomial naive Bayes (Manning, Raghavan, Schütze, Introduction to Information Retrieval, 13.2)
over the pairs of neighbouring letters of each word, each once a text. `frontend/src/offline/
suggest.ts` reckons with the same numbers; `tests/cases.json` holds both to the same answers.

Shape of a model, as phones get it:
    {"v": 1, "kinds": [slug, …], "fields": [slug, …], "base": [int, …],
     "pairs": {"쓰레": [int, …], …}, "sure": [int, int]}
`base` and each pair's row have a number for each kind, then for each field, in quarters of a nat.
`sure` is how far the best kind, the best field must be ahead of the next to be suggested.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

RECORDS, WRITERS = 5, 2
"""A pair is learnt when so many records of so many officers have it."""
PAIRS = 700
"""As many pairs as a model has: those that tell most. About 7 kB as it travels."""
SCALE = 4
SMOOTH = 0.5
FEWEST = 2
"""A text needs so many known pairs before anything is said of it."""
BECAUSE = 3
FOLDS = 5
RIGHT = 0.8
"""Suggested only when, among the records learnt from, such a lead was right so often."""
HELD_OUT = 0.2
LENGTH = 4000
PARTS = ("kinds", "fields")

_WORD = re.compile(r"[가-힣a-z]+")
_TITLES = (
    "어르신|할머니|할아버지|할머님|여사|아주머니|아저씨|부부|모친|부친|가족|통장|반장|회장|총무|위원|사장|선생|"
    "원장|소장|대표"
)
# How one calls people: as the next word, or at the end of the name itself.
_CALLED = re.compile(rf"(?:{_TITLES}).*|[님씨군양옹]")
_NAME_AND_CALLED = re.compile(
    rf".{{3,4}}(?:(?:{_TITLES})님?|[님씨])(?:[은는이가의께과와]|에게|께서)?"
)
_SURNAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송류유홍전고문양손배백허남심노하곽성차주우구민진지엄채원천방공"
    "현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An approved record: what was typed, and what it was in the end. `writer` 0: everybody's."""

    text: str
    kind: str
    field: str
    writer: int = 0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`because`: the words of the text that weighed most, as they stand there."""

    slug: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """How a model did on records that it had not seen, the newest ones.

    Of `asked` records it suggested something for `said`, and `right` of those were what the
    officer had chosen. `usual`: how many would have been right by always saying the most frequent.
    """

    asked: int
    said: int
    right: int
    usual: int


def words_of(text: str) -> list[str]:
    """Runs of Korean syllables and Latin letters, small; numbers are no words."""
    return _WORD.findall(unicodedata.normalize("NFC", text[:LENGTH]).lower())


def pairs_of(text: str) -> dict[str, str]:
    """Each pair of neighbouring letters → the first word it stands in, in the text's order."""
    found: dict[str, str] = {}
    for word in words_of(text):
        for one, two in pairwise(word):
            found.setdefault(one + two, word)
    return found


def suggest(model: Mapping[str, Any], text: str) -> tuple[Suggestion | None, Suggestion | None]:
    """A kind and a field, each None where the words don't say."""
    rows: dict[str, list[int]] = model["pairs"]
    known = [(rows[pair], word) for pair, word in pairs_of(text).items() if pair in rows]
    kinds = len(model["kinds"])
    return (
        _best(model, "kinds", 0, known, model["sure"][0]),
        _best(model, "fields", kinds, known, model["sure"][1]),
    )


def _best(
    model: Mapping[str, Any], part: str, at: int, known: list[tuple[list[int], str]], sure: int
) -> Suggestion | None:
    slugs: list[str] = model[part]
    if len(slugs) < 2 or len(known) < FEWEST:
        return None
    sums = [
        model["base"][at + n] + sum(row[at + n] for row, _word in known) for n in range(len(slugs))
    ]
    order = sorted(range(len(slugs)), key=lambda n: (-sums[n], n))
    first, second = order[0], order[1]
    if sums[first] - sums[second] < sure:
        return None
    weight: dict[str, int] = {}
    for row, word in known:
        weight[word] = weight.get(word, 0) + row[at + first] - row[at + second]
    # A sort that keeps the order of the text among equals, here and on the phone.
    told = sorted((word for word in weight if weight[word] > 0), key=lambda word: -weight[word])
    return Suggestion(slugs[first], tuple(told[:BECAUSE]))


def learn(
    examples: Sequence[Example],
    *,
    kinds: Sequence[str],
    fields: Sequence[str],
    hidden: Iterable[str] = (),
) -> dict[str, Any]:
    """A model of the examples. Words of `hidden` (names of officers) are passed over.

    How far ahead is far enough is found on the examples themselves: each fifth of them is asked
    with what the other four teach.
    """
    names = frozenset(hidden)
    seen = [(one, learnt_pairs(one, names)) for one in examples]
    model = _count(seen, kinds, fields)
    leads: dict[str, list[tuple[int, bool]]] = {part: [] for part in PARTS}
    for fold in range(FOLDS):
        # One text stands in one fold, however often it was written.
        inside = [one for one in seen if _fold(one[0].text) == fold]
        if not inside:
            continue
        taught = _count([one for one in seen if _fold(one[0].text) != fold], kinds, fields)
        for example, _pairs in inside:
            for part, lead in _leads(taught, example).items():
                leads[part].append(lead)
    model["sure"] = [_far_enough(leads[part]) for part in PARTS]
    return model


def held_out(
    examples: Sequence[Example],
    *,
    kinds: Sequence[str],
    fields: Sequence[str],
    hidden: Iterable[str] = (),
) -> dict[str, dict[str, int]]:
    """Learn from all but the newest fifth of the written examples and ask for that fifth.

    `examples` are in the order of time. A text that stands among those learnt from is not asked:
    it would be known by heart. By part, as `Test`; empty with too few.
    """
    written = [one for one in examples if one.writer]
    held = written[len(written) - int(len(written) * HELD_OUT) :]
    if not held:
        return {}
    apart = {id(one) for one in held}
    taught = [one for one in examples if id(one) not in apart]
    known = {said(one.text) for one in taught}
    asked = list({said(one.text): one for one in held if said(one.text) not in known}.values())
    model = learn(taught, kinds=kinds, fields=fields, hidden=hidden)
    answers = [(one, suggest(model, one.text)) for one in asked]
    return {part: asdict(_tested(part, at, taught, answers)) for at, part in enumerate(PARTS)}


def said(text: str) -> str:
    """A text by its words alone: the same with other numbers and marks is the same."""
    return " ".join(words_of(text))


def learnt_pairs(example: Example, names: frozenset[str] = frozenset()) -> frozenset[str]:
    """Pairs of its words, without those that look like somebody's name."""
    words = words_of(example.text)
    kept = [
        word
        for word, then in pairwise([*words, ""])
        if not _is_name(word, then) and not any(word.startswith(name) for name in names)
    ]
    return frozenset(one + two for word in kept for one, two in pairwise(word))


def _is_name(word: str, then: str) -> bool:
    """`김순례 어르신`, `김순례님`, `박 씨`: a surname first, and how one calls people after it."""
    if word[0] not in _SURNAMES:
        return False
    if len(word) <= 4 and _CALLED.fullmatch(then):
        return True
    return _NAME_AND_CALLED.fullmatch(word) is not None


def _count(
    seen: Sequence[tuple[Example, frozenset[str]]], kinds: Sequence[str], fields: Sequence[str]
) -> dict[str, Any]:
    records: Counter[str] = Counter()
    writers: defaultdict[str, set[int]] = defaultdict(set)
    public: set[str] = set()
    for example, pairs in seen:
        if not example.writer:
            public |= pairs
            continue
        records.update(pairs)
        for pair in pairs:
            writers[pair].add(example.writer)
    allowed = public | {
        pair for pair, n in records.items() if n >= RECORDS and len(writers[pair]) >= WRITERS
    }
    columns: list[tuple[float, dict[str, float]]] = []
    tells: Counter[str] = Counter()
    for part, slugs in zip(PARTS, (kinds, fields), strict=True):
        label = _label(part)
        for base, weights, worth in _weights(seen, label, slugs, allowed):
            columns.append((base, weights))
            tells.update(worth)
    chosen = sorted(allowed, key=lambda pair: (-tells[pair], pair))[:PAIRS]
    rows = {
        pair: [round(SCALE * weights[pair]) for _base, weights in columns]
        for pair in sorted(chosen)
    }
    return {
        "v": 1,
        "kinds": list(kinds),
        "fields": list(fields),
        "base": [round(SCALE * base) for base, _weights in columns],
        "pairs": {pair: row for pair, row in rows.items() if any(row)},
        "sure": [0, 0],
    }


def _label(part: str) -> Callable[[Example], str]:
    return (lambda one: one.kind) if part == "kinds" else (lambda one: one.field)


def _weights(
    seen: Sequence[tuple[Example, frozenset[str]]],
    label: Callable[[Example], str],
    slugs: Sequence[str],
    allowed: set[str],
) -> list[tuple[float, dict[str, float], dict[str, float]]]:
    """For each slug: where it starts, what each pair adds, and how much each pair tells of it.

    All against the mean of the slugs, so that a pair which says nothing is zero everywhere.
    """
    counts: dict[str, Counter[str]] = {slug: Counter() for slug in slugs}
    texts: Counter[str] = Counter()
    for example, pairs in seen:
        slug = label(example)
        if slug in counts:
            texts[slug] += 1
            counts[slug].update(pairs & allowed)
    logs: dict[str, dict[str, float]] = {}
    for slug in slugs:
        total = counts[slug].total() + SMOOTH * max(1, len(allowed))
        logs[slug] = {
            pair: math.log((counts[slug][pair] + SMOOTH) / total) for pair in sorted(allowed)
        }
    means = {pair: sum(logs[slug][pair] for slug in slugs) / max(1, len(slugs)) for pair in allowed}
    begin = {slug: math.log((texts[slug] + 1) / (texts.total() + len(slugs))) for slug in slugs}
    middle = sum(begin.values()) / max(1, len(slugs))
    found = []
    for slug in slugs:
        weights = {pair: logs[slug][pair] - means[pair] for pair in allowed}
        worth = {pair: counts[slug][pair] * weights[pair] for pair in allowed if counts[slug][pair]}
        found.append((begin[slug] - middle, weights, worth))
    return found


def _fold(text: str) -> int:
    """By the text alone, and the same in every process."""
    return sum(ord(letter) for letter in said(text)) % FOLDS


def _leads(model: Mapping[str, Any], example: Example) -> dict[str, tuple[int, bool]]:
    """By part: how far the best is ahead, and whether it is what the record is."""
    rows = model["pairs"]
    known = [rows[pair] for pair in pairs_of(example.text) if pair in rows]
    found: dict[str, tuple[int, bool]] = {}
    at = 0
    for part in PARTS:
        slugs = model[part]
        if len(slugs) > 1 and len(known) >= FEWEST:
            sums = [
                model["base"][at + n] + sum(row[at + n] for row in known) for n in range(len(slugs))
            ]
            order = sorted(range(len(slugs)), key=lambda n: (-sums[n], n))
            right = slugs[order[0]] == _label(part)(example)
            found[part] = (sums[order[0]] - sums[order[1]], right)
        at += len(slugs)
    return found


def _far_enough(leads: list[tuple[int, bool]]) -> int:
    """The smallest lead from which on `RIGHT` of the answers are right; never none at all."""
    right = 0
    best = None
    ordered = sorted(leads, key=lambda lead: -lead[0])
    for n, (lead, was_right) in enumerate(ordered, start=1):
        right += was_right
        last_of_its_lead = n == len(ordered) or ordered[n][0] != lead
        if last_of_its_lead and right / n >= RIGHT:
            best = lead
    if best is None:
        # Nothing is sure: only what is further ahead than anything that was ever wrong.
        return 1 + max((lead for lead, _right in ordered), default=SCALE)
    return max(1, best)


def _tested(
    part: str,
    at: int,
    taught: Sequence[Example],
    answers: Sequence[tuple[Example, tuple[Suggestion | None, Suggestion | None]]],
) -> Test:
    label = _label(part)
    usual = Counter(label(one) for one in taught if one.writer).most_common(1)
    most = usual[0][0] if usual else ""
    told = [(label(one), answer[at]) for one, answer in answers]
    return Test(
        asked=len(told),
        said=sum(answer is not None for _slug, answer in told),
        right=sum(answer is not None and answer.slug == slug for slug, answer in told),
        usual=sum(slug == most for slug, _answer in told),
    )

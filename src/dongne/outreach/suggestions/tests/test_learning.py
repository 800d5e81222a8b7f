"""What is learnt: only what many have written; the same answers as on a phone; honestly tested."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from dongne.outreach.suggestions.rules import (
    RECORDS,
    WRITERS,
    Example,
    held_out,
    learn,
    learnt_pairs,
    pairs_of,
    suggest,
)
from dongne.outreach.suggestions.standard import EXAMPLES

KINDS = ["reading", "liaison", "complaint_heard", "care_found", "resource_survey", "other"]
FIELDS = ["welfare", "environment", "safety", "complaint", "publicity", "general"]
STANDARD = [
    Example(text=text, kind=kind, field=field)
    for (kind, field), texts in EXAMPLES.items()
    for text in texts
]


def test_the_server_answers_as_the_phone_does() -> None:
    # The same file that `frontend/src/offline/suggest.test.ts` reads.
    shared = json.loads((Path(__file__).parent / "cases.json").read_text())
    for case in shared["cases"]:
        kind, field = suggest(shared["model"], case["text"])
        for found, expected in ((kind, case.get("kind")), (field, case.get("field"))):
            told = {"slug": found.slug, "because": list(found.because)} if found else None
            assert told == expected, case["text"][:80]


def test_everybodys_examples_name_only_what_there_is() -> None:
    assert {kind for kind, _field in EXAMPLES} <= set(KINDS)
    assert {field for _kind, field in EXAMPLES} == set(FIELDS)
    assert len({one.text for one in STANDARD}) == len(STANDARD)


def test_everybodys_examples_teach_enough_for_the_first_day() -> None:
    model = learn(STANDARD, kinds=KINDS, fields=FIELDS)
    for text, kind, field in (
        ("전봇대 옆에 쓰레기 무단투기가 많다고 하심", "complaint_heard", "environment"),
        ("골목 가로등이 고장 나 밤길이 어둡다고 함", "complaint_heard", "safety"),
        ("혼자 사는 어르신 댁에 들러 안부 확인, 끼니를 거르심", "care_found", "welfare"),
        ("빵집에서 남는 빵을 기부하기로 함", "resource_survey", "welfare"),
        ("경로당에 구정 소식지와 행사 안내문 전달", "liaison", "publicity"),
    ):
        found = suggest(model, text)
        assert [one.slug for one in found if one] == [kind, field]
        assert all(word in text for one in found if one for word in one.because)


def test_a_model_is_a_few_kilobytes() -> None:
    many = [
        Example(text=f"{one.text} {other.text}", kind=one.kind, field=one.field, writer=n % 7 + 1)
        for one in STANDARD
        for n, other in enumerate(STANDARD[:40])
    ]
    model = learn([*STANDARD, *many[:2000]], kinds=KINDS, fields=FIELDS)
    packed = json.dumps(model, ensure_ascii=False, separators=(",", ":")).encode()
    assert len(gzip.compress(packed)) < 10_000


written = st.builds(
    Example,
    text=st.text(alphabet="가나다라마바 ", max_size=12),
    kind=st.sampled_from(KINDS[:3]),
    field=st.sampled_from(FIELDS[:3]),
    writer=st.integers(1, 3),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(written, max_size=40))
def test_no_pair_is_learnt_that_few_have_written(examples: list[Example]) -> None:
    records: defaultdict[str, int] = defaultdict(int)
    writers: defaultdict[str, set[int]] = defaultdict(set)
    for one in examples:
        for pair in pairs_of(one.text):
            records[pair] += 1
            writers[pair].add(one.writer)
    for pair in learn(examples, kinds=KINDS[:3], fields=FIELDS[:3])["pairs"]:
        assert records[pair] >= RECORDS
        assert len(writers[pair]) >= WRITERS


def test_names_and_numbers_are_not_learnt_however_often_they_stand_there() -> None:
    texts = (
        "김순례 어르신 안부 확인 010-1234-5678",
        "박철웅님 상담 12통 3반",
        "정말자할머니께서 상담을 청하심",
        "동료 허걸빈이 함께 방문",
    )
    examples = [
        Example(text=text, kind="care_found", field="welfare", writer=n % 3 + 1)
        for n in range(12)
        for text in texts
    ]
    pairs = set(
        learn([*examples, *STANDARD], kinds=KINDS, fields=FIELDS, hidden=["허걸빈"])["pairs"]
    )
    names = {
        one + two
        for name in ("김순례", "박철웅", "정말자", "허걸빈")
        for one, two in pairwise(name)
    }
    assert not pairs & names
    assert not [pair for pair in pairs if any(letter.isdigit() for letter in pair)]
    assert {"안부", "상담", "방문"} <= pairs


def test_a_word_that_only_begins_like_a_name_is_learnt() -> None:
    assert "주차" in learnt_pairs(Example(text="주차 단속을 원함", kind="", field=""))


def test_what_is_known_by_heart_is_not_asked() -> None:
    same = [
        Example(
            text="골목 쓰레기 무단투기",
            kind="complaint_heard",
            field="environment",
            writer=n % 2 + 1,
        )
        for n in range(100)
    ]
    assert held_out(same, kinds=KINDS, fields=FIELDS)["kinds"]["asked"] == 0
    new = [
        Example(text=one.text, kind=one.kind, field=one.field, writer=1) for one in STANDARD[::4]
    ]
    tested = held_out([*same, *new], kinds=KINDS, fields=FIELDS)["kinds"]
    assert 0 < tested["asked"] <= 100
    assert tested["right"] <= tested["said"] <= tested["asked"]


def test_where_nothing_can_be_told_apart_nothing_is_suggested() -> None:
    examples = [
        Example(text="동네 한 바퀴", kind=KINDS[n % 3], field=FIELDS[n % 3], writer=n % 2 + 1)
        for n in range(60)
    ]
    model = learn(examples, kinds=KINDS, fields=FIELDS)
    assert suggest(model, "동네 한 바퀴") == (None, None)

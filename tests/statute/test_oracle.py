"""The library counts what somebody with a wall calendar and a pencil counts."""

from __future__ import annotations

import random
from pathlib import Path

from tests.statute import oracle
from tests.statute.making import random_cases

CASES = 1200


def test_random_cases_agree_with_the_oracle() -> None:
    dice = random.Random(20261122)
    for turn, case in enumerate(random_cases(dice, CASES)):
        assert case.by_the_library() == case.by_hand(), f"case {turn}: {case}"


def test_the_oracle_shares_nothing_with_the_library() -> None:
    text = Path(oracle.__file__).read_text()
    assert "import dongne" not in text
    assert "from dongne" not in text

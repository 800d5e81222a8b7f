"""A phone in a real browser: 100 records, 300 photos, no network, a page that is killed."""

from __future__ import annotations

from collections.abc import Iterator

from bench.figures import Figure
from bench.prove.by_tests import proved


def prove() -> Iterator[Figure]:
    yield from proved(
        "browser/test_street.py",
        "100 records and 300 photos made without network, the link cut ten times, the page killed "
        "three times; no Background Sync; caches cleared; database deleted; signed out with 40",
    )

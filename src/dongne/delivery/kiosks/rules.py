"""Times and sizes of kiosks."""

from __future__ import annotations

from datetime import datetime, timedelta

CODE_DIGITS = 8
JOB_FOR = timedelta(days=7)
"""A document waits this long for whoever asked for it."""
IDLE = timedelta(seconds=60)
WARNING = timedelta(seconds=20)
SLACK = timedelta(seconds=30)
"""What the server allows more than the screen: a slow page is no reason to begin anew."""
PRINTING_FOR = timedelta(minutes=2)
MOST_BYTES = 4_000_000
LETTER_MM = 12
"""Letters on a kiosk are at least that high (KS X 9211)."""
PER_PAGE = 50
"""Won a page for the paper, where a kiosk asks for it; the demonstration's does not."""


def grouped(code: str) -> str:
    return f"{code[:4]} {code[4:]}"


def digits_of(text: str) -> str:
    """The digits of what somebody typed, full-width ones too."""
    return "".join(str(int(sign)) for sign in text[:40] if sign.isdecimal())


def paper_is_due(printing_at: datetime | None, now: datetime) -> bool:
    """Whether the paper of the last print may still be coming out."""
    return printing_at is not None and now - printing_at <= PRINTING_FOR


def is_pdf(content: bytes) -> bool:
    return content[:1024].lstrip().startswith(b"%PDF-") and b"%%EOF" in content[-2048:]

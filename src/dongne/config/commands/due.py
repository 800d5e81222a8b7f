"""`dongne due --limit 5d`: due times of receipts, one a line, by the state's holidays."""

import argparse
import sys
from collections.abc import Iterable
from datetime import datetime

from dongne.lib.seoul import SEOUL
from dongne.lib.statute import Limit, NotCountable, WorkingCalendar, due, state_calendar

HELP = "read receipts (ISO, one a line) and print when each is due, by the state's holidays"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--limit", required=True, help="now | 3h | 5d | 14d | 2w | 1m | 1y | 10cd | 3wd | 72ph"
    )


def run(options: argparse.Namespace) -> int:
    """2 for a limit that cannot be read, 1 if a line could not be answered, else 0.

    A receipt without a zone is one of Seoul's clocks; a day without a time is its first moment.
    A line that is no receipt is told on stderr by its number and leaves an empty line on stdout,
    so that answers keep the numbers of their questions; the others are answered all the same. An
    empty line asks nothing.
    """
    try:
        limit = Limit.parse(options.limit)
    except NotCountable:
        sys.stderr.write(f"기한을 읽을 수 없습니다 · not a time-limit: {options.limit}\n")
        return 2
    return answer(sys.stdin, limit, state_calendar())


def answer(lines: Iterable[str], limit: Limit, calendar: WorkingCalendar) -> int:
    trouble = 0
    write = sys.stdout.write
    try:
        for number, line in enumerate(lines, 1):
            text = line.strip()
            if not text:
                write("\n")
                continue
            try:
                write(f"{due(limit, receipt(text), calendar).isoformat()}\n")
            except (ValueError, OverflowError) as problem:
                trouble = 1
                write("\n")
                sys.stderr.write(
                    f"{number}번째 줄을 셀 수 없습니다 · line {number}: {text[:60]!r}: {problem}\n"
                )
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads has read enough (`head`); nothing more can be said on this pipe.
        sys.stdout = None
        return 0
    return trouble


def receipt(text: str) -> datetime:
    """Raises ValueError."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        return moment.replace(tzinfo=SEOUL)
    return moment

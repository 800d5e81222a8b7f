"""Times and sizes of lockers."""

from __future__ import annotations

from datetime import timedelta

from dongne.delivery.ways.public import Feature

CODE_DIGITS = 8
PASS_DIGITS = 24
"""What a QR code says in place of a code that is typed."""
DAY = timedelta(days=1)
EVENTS_KEPT = 90
"""Days."""
HEARTBEAT_EVERY = timedelta(seconds=30)
SILENT_AFTER = timedelta(seconds=95)
"""Three heartbeats missed: nobody is promised a door any more."""
COMMAND_UNTIL = timedelta(seconds=20)
"""A command that was not fetched by then never is: whoever asked may have gone."""
HEARD_UNTIL = timedelta(seconds=60)
"""After a command was fetched something is heard by then, or a person has to look."""
LEFT_OPEN_AFTER = timedelta(minutes=3)
RESERVED_FOR = timedelta(minutes=15)
"""Who does not open what they have reserved leaves it to the next."""
GRANT_FOR = timedelta(days=30)
"""A code ends at the latest then; usually its compartment is emptied long before."""
SCREEN_IDLE = timedelta(seconds=60)
SCREEN_WARNING = timedelta(seconds=20)

LOW_REACH = Feature.LOW_REACH


def grouped(code: str) -> str:
    """`1234 5678`: read and typed more easily."""
    return f"{code[:4]} {code[4:]}"


def digits_of(text: str) -> str:
    """The digits of what somebody typed, full-width ones too."""
    return "".join(str(int(sign)) for sign in text[:40] if sign.isdecimal())

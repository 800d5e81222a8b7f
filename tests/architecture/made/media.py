from __future__ import annotations

from typing import Any

from dongne.foundation.media.public import receive_sound
from tests.cast import NOW
from tests.making.voices import webm

from . import Made


def make(things: Any) -> Made:
    """A recording of the officer's."""
    return Made(always={"sound_id": receive_sound(things.me, data=webm(), now=NOW).pk})

"""Telephones: what came to each, read beside the running program with its own key."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

from dongne.config.runtime import server

PATIENCE = 20.0


class Phones:
    """`code("010-0000-7711", 6)`: the number of six digits in the newest text that nobody has read.

    A text is sealed in the database; a process of its own opens it, as the program would for
    whoever sends it on.
    """

    def __init__(self, data: Path) -> None:
        kept = {key: value for key, value in os.environ.items() if not key.startswith("DONGNE_")}
        self.read: dict[str, int] = {}
        self.reader = subprocess.Popen(
            [sys.executable, "-m", "tests.browser.pilot.reader"],
            env={
                **kept,
                "DJANGO_SETTINGS_MODULE": "dongne.config.settings",
                "DONGNE_DATA": str(data),
                "DATABASE_URL": server.address_of(data) or "",
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def close(self) -> None:
        self.reader.terminate()
        self.reader.wait(10)

    def texts(self, phone: str) -> list[str]:
        """Everything that came there, the newest last."""
        assert self.reader.stdin
        assert self.reader.stdout
        self.reader.stdin.write(f"{phone}\n")
        self.reader.stdin.flush()
        found: list[str] = json.loads(self.reader.stdout.readline())
        return found

    def of(self, name: str) -> str:
        """The number that one of the demonstration's volunteers knows by heart."""
        return self.texts(name)[0]

    def text(self, phone: str, word: str) -> str:
        """The newest that has `word` in it, each read once; waits for it."""
        begun = time.monotonic()
        while True:
            texts = self.texts(phone)
            found = [place for place, one in enumerate(texts) if word in one]
            if found and found[-1] >= self.read.get(phone, 0):
                self.read[phone] = found[-1] + 1
                return texts[found[-1]]
            assert time.monotonic() - begun < PATIENCE, (word, len(texts))
            time.sleep(0.2)

    def code(self, phone: str, digits: int, word: str = "번호") -> str:
        text = self.text(phone, word)
        runs = (re.sub(r"\D", "", one) for one in re.findall(r"\d[\d ]*\d", text))
        return next(one for one in runs if len(one) == digits)

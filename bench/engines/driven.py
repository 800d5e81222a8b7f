"""A page as it is driven in some browser: commands of https://www.w3.org/TR/webdriver2/ by name."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, Protocol

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
PATIENCE_SECONDS = 60.0
SEEN = "(e => e && e.getClientRects().length)(document.querySelector(arguments[0]))"
MARKED = """words => {
  for (const one of document.querySelectorAll("[data-pressed]")) delete one.dataset.pressed;
  const found = [...document.querySelectorAll("button, a")].find(
    (one) => one.innerText.trim() === words && one.getClientRects().length,
  );
  if (!found) return false;
  found.dataset.pressed = "";
  found.scrollIntoView({ block: "center" });
  return true;
}"""


class Missing(RuntimeError):
    """A program of the engine's is not on this machine."""


class NotSeen(AssertionError):
    """What a page was to show or do did not come about."""


class Wire(Protocol):
    """How commands reach the engine. Raises `Refused` where it says no."""

    name: str
    version: str

    def go(self, url: str) -> None: ...
    def script(self, text: str, *given: Any) -> Any: ...
    def waited(self, text: str, *given: Any) -> Any: ...
    def find(self, css: str) -> str: ...
    def keys(self, element: str, text: str) -> None: ...
    def click(self, element: str) -> None: ...
    def close(self) -> None: ...


class Refused(RuntimeError):
    """The engine's own words for why a command was not carried out."""


class Tab:
    """The one page of an engine, by what is on it."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire

    def go(self, url: str) -> None:
        self.wire.go(url)

    def reload(self) -> None:
        """As a person does it: the drivers' own command is the one that goes past the worker."""
        self.wire.script("window.before = true; setTimeout(() => location.reload())")
        self.until("!window.before", "a page loaded anew")

    def until(
        self, condition: str, what: str, *given: Any, seconds: float = PATIENCE_SECONDS
    ) -> Any:
        """An expression that becomes true; a page that is just going is asked again."""
        begun, last = time.monotonic(), ""
        while time.monotonic() - begun < seconds:
            try:
                if found := self.wire.script(f"return ({condition})", *given):
                    return found
            except Refused as refusal:
                last = str(refusal)[:200]
            time.sleep(0.1)
        shown = self.text()
        raise NotSeen(f"{what}; the page says: {shown[:600]!r} {last}")

    def text(self) -> str:
        try:
            return str(self.wire.script("return document.body ? document.body.innerText : ''"))
        except Refused as refusal:
            return str(refusal)[:200]

    def shows(self, words: str) -> None:
        self.until("document.body && document.body.innerText.includes(arguments[0])", words, words)

    def shown(self, css: str) -> str:
        """The element, once it can be seen."""
        self.until(SEEN, css, css)
        return self.wire.find(css)

    def types(self, css: str, text: str) -> None:
        self.wire.keys(self.shown(css), text)

    def chooses(self, css: str, file: Path) -> None:
        self.until("document.querySelector(arguments[0])", css, css)
        self.wire.keys(self.wire.find(css), str(file))

    def presses(self, words: str) -> None:
        """The button or link that says exactly this, as a finger does."""
        begun = time.monotonic()
        while True:
            self.until(f"({MARKED})(arguments[0])", f"a button that says {words}", words)
            try:
                return self.wire.click(self.wire.find("[data-pressed]"))
            except Refused as refusal:
                # A screen that is just coming, or a toast over it that goes by itself.
                if time.monotonic() - begun > PATIENCE_SECONDS:
                    raise NotSeen(f"{words} can't be pressed: {refusal}") from None
                time.sleep(0.3)

"""How large and how strong a person wants the screen: one cookie, read by server and browser.

The cookie holds `<step>` or `<step>.contrast`, so the server can render the right classes on
`<html>` and nothing jumps after the page has arrived.
"""

from dataclasses import dataclass

COOKIE = "dongne_display"
COOKIE_AGE = 400 * 24 * 60 * 60
# The KRDS screen-size control: 0.9, 1.0, 1.1, 1.3 and 1.5 times.
STEPS = ("s", "m", "l", "xl", "xxl")
NORMAL = "m"


@dataclass(frozen=True, kw_only=True)
class Display:
    step: str = NORMAL
    contrast: bool = False

    @classmethod
    def parse(cls, text: str) -> "Display":
        step, _, rest = text.partition(".")
        return cls(step=step if step in STEPS else NORMAL, contrast=rest == "contrast")

    def __str__(self) -> str:
        return f"{self.step}.contrast" if self.contrast else self.step

    @property
    def classes(self) -> str:
        return f"size-{self.step} contrast" if self.contrast else f"size-{self.step}"

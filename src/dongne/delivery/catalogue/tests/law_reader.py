"""Reads `law.txt`. Knows nothing of how the catalogue keeps its rows or reads them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

ASKERS = ("self", "household", "spouse", "lineal", "proxy", "proxy_with_letter", "blocked")


@dataclass
class Block:
    asks: dict[str, set[str]] = field(default_factory=dict)
    takes: dict[str, set[str]] = field(default_factory=dict)
    apart: set[tuple[str, str]] = field(default_factory=set)
    fee: int | None = None
    fees: dict[str, int] = field(default_factory=dict)
    free: set[str] = field(default_factory=set)
    unheeded: bool = False
    """Whether somebody against whom there is a block is let in like anybody else."""

    def lets(self, asker: str, apply: str, receive: str, *, blocked: bool = False) -> bool:
        asker = "blocked" if blocked and not self.unheeded else asker
        both = apply in self.asks[asker] and receive in self.takes[asker]
        return both and (apply, receive) not in self.apart


def read(path: Path) -> dict[str, Block]:
    """By service."""
    sets: dict[str, set[str]] = {}
    found: dict[str, Block] = {}
    block = Block()
    for raw in path.read_text(encoding="utf-8").splitlines():
        line = raw.split("#")[0].rstrip()
        if not line:
            continue
        if not line.startswith(" "):
            if "=" in line:
                name, _equals, words = line.partition("=")
                sets[name.strip()] = set(words.split())
                continue
            block = Block()
            for code in line.split():
                if code in found:
                    raise ValueError(f"{code} stands there twice")
                found[code] = block
            continue
        _read_line(line.strip(), block, sets)
    for code, one in found.items():
        if missing := set(ASKERS) - set(one.asks) - ({"blocked"} if one.unheeded else set()):
            raise ValueError(f"{code}: {missing} are left out")
    return found


def _read_line(line: str, block: Block, sets: dict[str, set[str]]) -> None:
    first, _space, rest = line.partition(" ")
    if first == "apart":
        apply, _sign, receive = rest.partition(">")
        block.apart |= {(one, other) for one in apply.split() for other in receive.split()}
    elif first == "fee":
        general, *others = rest.split(";")
        block.fee = int(general)
        block.fees = {one.split()[0]: int(one.split()[1]) for one in others}
    elif first == "free":
        block.free = set(rest.split())
    elif line.split() == ["blocked", "as_asked"]:
        block.unheeded = True
    else:
        left, _bar, right = line.partition("|")
        words = left.split()
        who = [word for word in words if word in ASKERS]
        asks = _channels([word for word in words if word not in ASKERS], sets)
        takes = _channels(right.split(), sets)
        for asker in who:
            block.asks[asker], block.takes[asker] = asks, takes


def _channels(words: list[str], sets: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    for word in words:
        found |= sets.get(word, {word} - {"nowhere"})
    return found

"""No write without an actor, and none that asks for the time by itself."""

from __future__ import annotations

import ast
from pathlib import Path

from .exempt import NOT_WRITES
from .tree import files, source, tree_of


def check(root: Path) -> list[str]:
    """A service that opens a transaction takes `viewer`, then only named values, `now` one of them.

    Services also never look at the clock: two looks in one write could fall on two days.
    """
    faults = []
    for path in files(root, ".py"):
        inside = path.relative_to(source(root))
        if "services" not in inside.with_suffix("").parts:
            continue
        for node in tree_of(path).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            name = f"{inside}:{node.name}"
            opens = any("atomic" in ast.unparse(part) for part in node.decorator_list)
            if not opens or name in NOT_WRITES:
                continue
            order = [argument.arg for argument in node.args.args]
            named = [argument.arg for argument in node.args.kwonlyargs]
            if order != ["viewer"] or "now" not in named:
                faults.append(f"{name}: a write takes (viewer, *, …, now)")
            if "timezone.now" in ast.unparse(node):
                faults.append(f"{name}: asks for the time; it is given as now")
    return faults

"""Contracts of our own for import-linter (`.importlinter`)."""

from __future__ import annotations

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class Doors(Contract):
    """A module of one of `floors` is entered from outside only by one of its `doors`."""

    floors = fields.ListField(subfield=fields.StringField())
    doors = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        breaks = []
        for floor in self.floors:
            for module in sorted(graph.find_children(floor)):
                for inner in sorted(graph.find_descendants(module)):
                    if inner.removeprefix(f"{module}.").split(".")[0] in self.doors:
                        continue
                    for outer in sorted(graph.find_modules_that_directly_import(inner)):
                        if outer != module and not outer.startswith(f"{module}."):
                            breaks.append((outer, inner))
        return ContractCheck(kept=not breaks, metadata={"breaks": breaks})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for outer, inner in check.metadata["breaks"]:
            output.print_error(f"{outer} imports {inner}, which is not a door.")
        output.print(f"Doors are {', '.join(self.doors)}.")

"""`{% load design %}`: every component. Parameters and examples: `docs/design-system.md`."""

from dongne.design.components import blocks, controls, figures, public, ways
from dongne.design.components.ground import register

__all__ = ["blocks", "controls", "figures", "public", "register", "ways"]

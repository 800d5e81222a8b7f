"""무인민원택배함: compartments, grants, codes, and doors that tell the truth."""

from .models import Compartment, Locker
from .states import Box

__all__ = ["Box", "Compartment", "Locker"]

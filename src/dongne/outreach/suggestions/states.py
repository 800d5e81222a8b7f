"""Where a model has what it knows from."""

from enum import StrEnum


class Source(StrEnum):
    DONG = "dong"
    """Approved records of the dong itself, besides everybody's examples."""
    DISTRICT = "district"
    """Those of all dongs of its district: the dong has too few of its own yet."""
    STANDARD = "standard"
    """Everybody's examples alone."""

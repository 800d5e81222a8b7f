"""무인민원택배함: compartments, grants, codes, and doors that tell the truth."""

__all__: list[str] = []

"""People who carry documents and run errands for others, and when they are on duty."""

__all__: list[str] = []

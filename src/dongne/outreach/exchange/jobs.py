"""Names of the background work of imports."""

COMPARE = "exchange.compare"
APPLY = "exchange.apply"

LONG = 1_000
"""From so many rows on a file is compared and applied in the background."""

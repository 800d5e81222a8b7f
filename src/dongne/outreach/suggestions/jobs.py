"""Names of background jobs."""

LEARN = "suggestions.learn"
"""One dong's model anew."""

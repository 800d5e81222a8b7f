"""Names of background jobs."""

SPREAD = "webhooks.spread"
"""Makes the deliveries of one event."""

DRAIN = "webhooks.drain"
"""Sends what is due to one endpoint."""

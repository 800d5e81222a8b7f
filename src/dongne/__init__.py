"""Dongne (동네): outreach and delivery for Korean neighbourhood offices."""

__version__ = "0.1.0"

"""Words of the pages, and what is registered with lower modules when the apps start."""

from .registering import register

__all__ = ["register"]

"""Services as they hold in a place on a day. What a service is: `ways`."""

from .queries import service_of, services_of

__all__ = ["service_of", "services_of"]

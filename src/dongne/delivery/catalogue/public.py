"""Services as they hold in a place on a day. What a service is: `ways`."""

from .queries import service_of, services_of, services_of_editions
from .subjects import register_usage

__all__ = ["register_usage", "service_of", "services_of", "services_of_editions"]

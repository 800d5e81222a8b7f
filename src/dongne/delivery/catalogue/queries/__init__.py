"""Reads: services as they hold in a place on a day, and as they held when something was asked."""

from .holding import Catalogue, catalogue_at, service_of, services_of, services_of_editions

__all__ = ["Catalogue", "catalogue_at", "service_of", "services_of", "services_of_editions"]

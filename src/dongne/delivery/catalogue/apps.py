from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "dongne.delivery.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        from .queries.holding import watch_requests

        watch_requests()

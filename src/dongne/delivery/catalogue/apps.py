from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "dongne.delivery.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        from .presenters import told
        from .queries.holding import watch_requests

        told.register()
        watch_requests()

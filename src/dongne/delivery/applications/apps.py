from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "dongne.delivery.applications"
    label = "applications"

    def ready(self) -> None:
        from dongne.delivery.catalogue.public import register_usage

        from . import standard
        from .presenters import holding
        from .queries import editions
        from .services import clocks, notices, webhooks
        from .views.resident import entrance

        standard.register()
        webhooks.register()
        notices.register()
        clocks.register()
        holding.register()
        entrance.register()
        register_usage("applications", running=editions.running_with, used=editions.used_since)

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "dongne.delivery.applications"
    label = "applications"

    def ready(self) -> None:
        from . import standard
        from .presenters import holding
        from .services import clocks, notices, webhooks

        standard.register()
        webhooks.register()
        notices.register()
        clocks.register()
        holding.register()

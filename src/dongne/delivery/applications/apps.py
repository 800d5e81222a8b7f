from django.apps import AppConfig
from django.conf import settings


class ApplicationsConfig(AppConfig):
    name = "dongne.delivery.applications"
    label = "applications"

    def ready(self) -> None:
        from dongne.delivery.catalogue.public import register_usage

        from . import providers, standard
        from .presenters import holding
        from .presenters.staff import home
        from .providers.simulator import Simulator
        from .queries import editions
        from .services import clocks, notices, webhooks
        from .views.resident import entrance

        standard.register()
        webhooks.register()
        notices.register()
        clocks.register()
        holding.register()
        home.register()
        if settings.DEMO:
            providers.register(Simulator())
        entrance.register()
        register_usage("applications", running=editions.running_with, used=editions.used_since)

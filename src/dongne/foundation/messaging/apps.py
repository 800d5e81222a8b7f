from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "dongne.foundation.messaging"
    label = "messaging"

    def ready(self) -> None:
        from . import providers
        from .presenters import first_events, holding, office

        providers.discover()
        first_events.register()
        holding.register()
        office.register()

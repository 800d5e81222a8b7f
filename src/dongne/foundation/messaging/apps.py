from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "dongne.foundation.messaging"
    label = "messaging"

    def ready(self) -> None:
        from . import providers, standard
        from .presenters import holding, office

        providers.discover()
        standard.register()
        holding.register()
        office.register()

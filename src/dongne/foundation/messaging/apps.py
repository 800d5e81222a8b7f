from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "dongne.foundation.messaging"
    label = "messaging"

    def ready(self) -> None:
        from . import providers
        from .presenters import holding

        providers.discover()
        holding.register()

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "dongne.foundation.messaging"
    label = "messaging"

    def ready(self) -> None:
        from dongne.foundation.organisations.public import ask_along

        from . import providers
        from .presenters import first_events, holding, office
        from .queries.notices import UNREAD, UNREAD_OF_O

        ask_along(UNREAD, UNREAD_OF_O)
        providers.discover()
        first_events.register()
        holding.register()
        office.register()

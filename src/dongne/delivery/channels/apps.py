from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "dongne.delivery.channels"
    label = "channels"

    def ready(self) -> None:
        from . import providers
        from .queries import watch_requests

        providers.discover()
        watch_requests()

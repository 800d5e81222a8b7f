from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "dongne.delivery.channels"
    label = "channels"

    def ready(self) -> None:
        from dongne.delivery.catalogue.public import register_channels

        from . import providers
        from .presenters import told
        from .queries import watch_requests
        from .subjects import channels

        providers.discover()
        told.register()
        watch_requests()
        register_channels(channels)

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "dongne.delivery.channels"
    label = "channels"

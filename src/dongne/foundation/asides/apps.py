from django.apps import AppConfig


class AsidesConfig(AppConfig):
    name = "dongne.foundation.asides"
    label = "asides"

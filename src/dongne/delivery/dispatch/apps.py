from django.apps import AppConfig


class DispatchConfig(AppConfig):
    name = "dongne.delivery.dispatch"
    label = "dispatch"

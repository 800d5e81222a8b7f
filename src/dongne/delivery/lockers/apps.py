from django.apps import AppConfig


class LockersConfig(AppConfig):
    name = "dongne.delivery.lockers"
    label = "lockers"

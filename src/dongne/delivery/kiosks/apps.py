from django.apps import AppConfig


class KiosksConfig(AppConfig):
    name = "dongne.delivery.kiosks"
    label = "kiosks"

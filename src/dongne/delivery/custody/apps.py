from django.apps import AppConfig


class CustodyConfig(AppConfig):
    name = "dongne.delivery.custody"
    label = "custody"

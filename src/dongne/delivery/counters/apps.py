from django.apps import AppConfig


class CountersConfig(AppConfig):
    name = "dongne.delivery.counters"
    label = "counters"

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "dongne.outreach.rounds"
    label = "rounds"
